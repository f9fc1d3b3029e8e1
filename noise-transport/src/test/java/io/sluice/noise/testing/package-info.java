/**
 * The other end of the pipe, for tests of any module: a miner that speaks sealed frames, and recorded handshakes.
 * Published as test-jar. Starts no threads.
 */
@NullMarked
package io.sluice.noise.testing;

import org.jspecify.annotations.NullMarked;
