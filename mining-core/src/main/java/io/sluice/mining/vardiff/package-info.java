/**
 * Variable difficulty: how hard a channel's shares should be, so that they come at a steady, modest rate. Belongs to the loop of
 * the connection; the only clock is the ticker. Imports {@code mining.bitcoin} and the ticker.
 */
@NullMarked
package io.sluice.mining.vardiff;

import org.jspecify.annotations.NullMarked;
