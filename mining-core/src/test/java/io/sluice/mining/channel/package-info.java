/** Tests of channels without any protocol. */
@NullMarked
package io.sluice.mining.channel;

import org.jspecify.annotations.NullMarked;
