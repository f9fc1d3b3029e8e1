package io.sluice.bench;

import java.time.InstantSource;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

import io.sluice.noise.cipher.Curves;
import io.sluice.noise.cipher.Secp256k1;
import io.sluice.noise.handshake.AuthoritySecret;
import io.sluice.noise.handshake.Handshake;
import io.sluice.noise.handshake.IdentitySource;
import io.sluice.noise.handshake.Initiator;
import io.sluice.noise.handshake.RenewingIdentity;
import io.sluice.noise.handshake.Responder;
import io.sluice.wire.type.Bytes;

/**
 * A miner connects: our half of the handshake, whose certificate is signed already. One takes so long that it needs seconds to
 * get warm.
 */
@Warmup(iterations = 8, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@SuppressWarnings("NullAway.Init") // JMH fills a state before it shows it to anybody
public class HandshakeBenchmark extends BesideHeaderHash {

    /** Who computes on the curve. */
    public enum Curve {
        LIBSECP256K1, PLAIN_JAVA
    }

    /** A server that has signed its certificate, and a miner's first message. */
    @State(Scope.Thread)
    public static class Server {

        @Param
        public Curve curve;

        // Seeded and quick: what a strong one would cost is not what this is about.
        private final Random random = new Random(4);
        private Secp256k1 implementation;
        private IdentitySource identity;
        private Bytes actOne;

        @Setup(Level.Trial)
        public void setUp() {
            Curves.Choice choice = curve == Curve.PLAIN_JAVA ? Curves.plainJava(random) : Curves.best(random);
            if (curve == Curve.LIBSECP256K1 && !choice.implementation().equals("libsecp256k1")) {
                throw new IllegalStateException("no native library to measure: " + choice.reason());
            }
            implementation = choice.curve();
            identity = new RenewingIdentity(implementation, AuthoritySecret.create(implementation, random),
                    InstantSource.system(), random);
            identity.current();
            actOne = new Initiator(implementation, Optional.empty(), InstantSource.system(), random).opening();
        }
    }

    /** Act one to act two and the ciphers. */
    @Benchmark
    public Handshake.Conclusion respond(Server state) {
        return new Responder(state.implementation, state.identity, state.random).conclude(state.actOne);
    }
}
