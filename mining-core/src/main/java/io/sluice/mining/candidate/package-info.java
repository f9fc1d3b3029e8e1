/**
 * What may be mined: the chain tip, the node's template, who is paid, and the block candidate made of them. Everything
 * published is immutable. The desk that publishes belongs to one thread. Imports {@code mining.bitcoin}, {@code wire.type}
 * and the ports.
 */
@NullMarked
package io.sluice.mining.candidate;

import org.jspecify.annotations.NullMarked;
