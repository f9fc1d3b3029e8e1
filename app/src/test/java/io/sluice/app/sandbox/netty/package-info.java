/** The sandbox's HTTP port, in front of an embedded channel. */
@NullMarked
package io.sluice.app.sandbox.netty;

import org.jspecify.annotations.NullMarked;
