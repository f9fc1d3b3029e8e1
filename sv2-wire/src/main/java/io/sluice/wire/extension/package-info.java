/**
 * Extension 0x0001 of Stratum V2: agreeing on further extensions. Values and pure functions without threads of their own;
 * imports {@code wire} and {@code wire.type}.
 */
@NullMarked
package io.sluice.wire.extension;

import org.jspecify.annotations.NullMarked;
