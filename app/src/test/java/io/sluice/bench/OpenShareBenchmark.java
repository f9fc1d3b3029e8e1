package io.sluice.bench;

import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.SplittableRandom;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.infra.Blackhole;

import io.sluice.noise.cipher.ChaChaPoly;
import io.sluice.noise.cipher.CountingCipher;
import io.sluice.noise.cipher.SecretKey;
import io.sluice.noise.frame.FrameFailure;
import io.sluice.noise.frame.FrameOpener;
import io.sluice.noise.frame.FrameSealer;
import io.sluice.wire.FrameLimits;
import io.sluice.wire.MalformedMessage;
import io.sluice.wire.Sv2Frame;
import io.sluice.wire.Sv2Message;
import io.sluice.wire.mining.MiningProtocol;
import io.sluice.wire.mining.SubmitSharesExtended;
import io.sluice.wire.mining.SubmitSharesSuccess;
import io.sluice.wire.type.Bytes;

/** A share comes in over Stratum V2: its frame is opened, its message read, and an answer sealed. */
public class OpenShareBenchmark extends BesideHeaderHash {

    private static final int FRAMES = 1000;

    /** A connection over which a thousand shares came, and may come again: counting nonces begin anew with each opener. */
    @State(Scope.Thread)
    public static class Connection {

        private final byte[] key = new byte[SecretKey.SIZE];
        private final Sv2Frame[] frames = new Sv2Frame[FRAMES];
        private final ByteBuffer sealed;
        private final FrameSealer answers;
        private final Sv2Frame answer = MiningProtocol.CODEC.encode(new SubmitSharesSuccess(1, 8, 8, 8));
        private final byte[] wire = new byte[FrameSealer.sealedLength(answer)];

        public Connection() {
            SplittableRandom random = new SplittableRandom(2);
            random.nextBytes(key);
            FrameSealer miner = new FrameSealer(new CountingCipher(new ChaChaPoly(SecretKey.of(key))));
            answers = new FrameSealer(new CountingCipher(new ChaChaPoly(SecretKey.of(key))));
            byte[] extranonce = new byte[8];
            Bytes all = Bytes.EMPTY;
            for (int i = 0; i < FRAMES; i++) {
                random.nextBytes(extranonce);
                frames[i] = MiningProtocol.CODEC.encode(new SubmitSharesExtended(1, i, 7, random.nextLong(1L << 32),
                        1_763_905_000L, 0x2000_0000L, Bytes.of(extranonce)));
                all = all.concat(Bytes.adopt(miner.seal(frames[i])));
            }
            sealed = ByteBuffer.wrap(all.toArray());
        }

        private FrameOpener newOpener() {
            FrameLimits limits = MiningProtocol.FROM_CLIENT;
            return new FrameOpener(new CountingCipher(new ChaChaPoly(SecretKey.of(key))), limits::check);
        }
    }

    /** Sealed frame to message, as for every share. */
    @Benchmark
    @OperationsPerInvocation(FRAMES)
    public void openAndDecode(Connection state, Blackhole sink) throws FrameFailure, MalformedMessage {
        FrameOpener opener = state.newOpener();
        state.sealed.rewind();
        for (int i = 0; i < FRAMES; i++) {
            Optional<Sv2Message> message = MiningProtocol.CODEC.decode(opener.next(state.sealed).orElseThrow());
            sink.consume(message.orElseThrow());
        }
    }

    /** The part of it behind the cipher. */
    @Benchmark
    @OperationsPerInvocation(FRAMES)
    public void decodeAlone(Connection state, Blackhole sink) throws MalformedMessage {
        for (Sv2Frame frame : state.frames) {
            sink.consume(MiningProtocol.CODEC.decode(frame).orElseThrow());
        }
    }

    /** The answer, one for several shares. */
    @Benchmark
    public int sealAnswer(Connection state) {
        return state.answers.seal(state.answer, state.wire, 0);
    }
}
