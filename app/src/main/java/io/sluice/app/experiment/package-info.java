/**
 * The wire of the published experiment with Noise over Curve25519, for {@code sluice lab}: after the handshake its SetupConnection and
 * the answer, in the clear and in a form of its own. It is no dialect of Stratum V2, and nothing is mined over it. Each connection
 * belongs to its event loop. Imports Netty and {@code io.sluice.noise}.
 */
@NullMarked
package io.sluice.app.experiment;

import org.jspecify.annotations.NullMarked;
