/** Values that the wire carries: immutable bytes and 256-bit numbers. Safe on any thread; imports the JDK alone. */
@NullMarked
package io.sluice.wire.type;

import org.jspecify.annotations.NullMarked;
