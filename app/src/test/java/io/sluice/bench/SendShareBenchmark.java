package io.sluice.bench;

import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.Random;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

import io.sluice.datum.crypto.DatumCrypto;
import io.sluice.datum.crypto.JavaCrypto;
import io.sluice.datum.crypto.KeySet;
import io.sluice.datum.crypto.PoolKeys;
import io.sluice.datum.crypto.SodiumCrypto;
import io.sluice.datum.frame.ClientHandshake;
import io.sluice.datum.frame.DatumChannel;
import io.sluice.datum.frame.DatumFailure;
import io.sluice.datum.frame.ServerHandshake;
import io.sluice.datum.message.DatumWriter;
import io.sluice.datum.message.Padding;
import io.sluice.datum.message.PowSubmission;
import io.sluice.wire.type.Bytes;

/** A share goes on to the pool over DATUM: it is encoded and sealed in the buffer from which it is sent. */
@SuppressWarnings("NullAway.Init") // JMH fills a state before it shows it to anybody
public class SendShareBenchmark extends BesideHeaderHash {

    /** Who encrypts. */
    public enum Cipher {
        LIBSODIUM, PLAIN_JAVA
    }

    /** A gateway's end of a channel, and a share without the sections that only the first of a job has. */
    @State(Scope.Thread)
    public static class Link {

        @Param
        public Cipher cipher;

        private final Random random = new Random(5);
        private final Padding padding = Padding.random(random);
        private final DatumWriter out = new DatumWriter();
        private final PowSubmission share = new PowSubmission(
                3, 3, false, false, false, 16, 1_763_905_000L, 0x12345678, 0x2000_0000,
                Bytes.hex("000102030405060708090a0b"),
                Bytes.utf8("bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4.worker"),
                Optional.empty(), Optional.empty());
        private DatumChannel gateway;

        @Setup(Level.Trial)
        public void setUp() throws DatumFailure {
            DatumCrypto crypto = cipher == Cipher.PLAIN_JAVA ? new JavaCrypto() : new SodiumCrypto();
            KeySet pool = KeySet.random(crypto, random);
            ClientHandshake client = ClientHandshake.begin(crypto, new PoolKeys(pool.publicKeys()),
                    KeySet.random(crypto, random), "bench", random, padding, out);
            ByteBuffer hello = ByteBuffer.wrap(out.toBytes().toArray());
            out.clear();
            new ServerHandshake(crypto, pool, random, padding).next(hello).orElseThrow().respond("", out);
            ByteBuffer response = ByteBuffer.wrap(out.toBytes().toArray());
            gateway = client.next(response).orElseThrow().channel();
        }
    }

    /** Message to sealed frame. */
    @Benchmark
    public int encodeAndSeal(Link state) {
        state.out.clear();
        state.gateway.write(state.share, state.out);
        return state.out.length();
    }

    /** The part of it before the cipher. */
    @Benchmark
    public int encodeAlone(Link state) {
        state.out.clear();
        state.share.write(state.out, state.padding);
        return state.out.length();
    }
}
