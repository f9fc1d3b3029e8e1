package io.sluice.noise.frame;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.SplittableRandom;

import org.junit.jupiter.api.Test;

import io.sluice.noise.cipher.BothCurves;
import io.sluice.noise.cipher.ChaChaPoly;
import io.sluice.noise.cipher.CountingCipher;
import io.sluice.noise.cipher.Secp256k1;
import io.sluice.noise.cipher.SecretKey;
import io.sluice.noise.cipher.TransportCiphers;
import io.sluice.noise.frame.FrameFailure.Kind;
import io.sluice.noise.handshake.AuthoritySecret;
import io.sluice.noise.handshake.Handshake.Conclusion;
import io.sluice.noise.handshake.Initiator;
import io.sluice.noise.handshake.RenewingIdentity;
import io.sluice.noise.handshake.Responder;
import io.sluice.wire.FrameHeader;
import io.sluice.wire.FrameLimits;
import io.sluice.wire.Sv2Frame;
import io.sluice.wire.testing.SplitEverywhere;
import io.sluice.wire.type.Bytes;

/** Our sealer against our opener: slicing, damage, limits. */
class FramePipeTest {

    private static final int[] LENGTHS = {0, 1, 17, 0, 255, 256, 257, 4096, 0, 65518, 65519, 65520, 131038, 131039, 3};

    @Test
    void our_two_ends_understand_each_other_under_any_slicing() throws Exception {
        Secp256k1 curve = BothCurves.nativeCurve();
        AuthoritySecret authority = AuthoritySecret.create(curve, new SecureRandom());
        InstantSource clock = InstantSource.system();
        Initiator initiator = new Initiator(curve, Optional.of(authority.publicKey()), clock, new SecureRandom());
        Responder responder = new Responder(curve,
                new RenewingIdentity(curve, authority, clock, new SecureRandom()), new SecureRandom());
        Conclusion answered = responder.conclude(initiator.opening());
        TransportCiphers client = initiator.conclude(answered.reply()).ciphers();

        FrameSealer sealer = new FrameSealer(client.sending());
        List<Sv2Frame> sent = frames(new Random(5), LENGTHS);
        byte[] stream = join(sent.stream().map(sealer::seal).toList());
        FrameOpener opener = new FrameOpener(answered.ciphers().receiving(), header -> {});
        List<Sv2Frame> got = new ArrayList<>();
        Random random = new Random(6);
        for (int from = 0; from < stream.length;) {
            int to = Math.min(stream.length, from + 1 + random.nextInt(random.nextBoolean() ? 40 : 90_000));
            ByteBuffer slice = random.nextBoolean()
                    ? direct(stream, from, to)
                    : ByteBuffer.wrap(stream, from, to - from);
            openAll(opener, slice, got);
            from = to;
        }
        assertThat(got).isEqualTo(sent);
    }

    @Test
    void frames_arrive_whole_wherever_the_stream_is_cut() {
        List<Sv2Frame> sent = frames(new Random(7), 0, 41, 0, 300, 1);
        FrameSealer sealer = new FrameSealer(cipher());
        byte[] stream = join(sent.stream().map(sealer::seal).toList());
        SplitEverywhere.everyWay(stream, 8, slices -> {
            FrameOpener opener = new FrameOpener(cipher(), header -> {});
            List<Sv2Frame> got = new ArrayList<>();
            for (byte[] slice : slices) {
                openAll(opener, ByteBuffer.wrap(slice), got);
            }
            assertThat(got).isEqualTo(sent);
        });
    }

    @Test
    void after_one_damaged_byte_nothing_is_delivered() {
        List<Sv2Frame> sent = frames(new Random(9), 0, 41, 12, 1);
        SplittableRandom random = new SplittableRandom(10);
        int[] ends = new int[sent.size()];
        FrameSealer sealer = new FrameSealer(cipher());
        List<byte[]> sealed = sent.stream().map(sealer::seal).toList();
        for (int i = 0, end = 0; i < ends.length; i++) {
            end += sealed.get(i).length;
            ends[i] = end;
        }
        byte[] stream = join(sealed);
        for (int damaged = 0; damaged < stream.length; damaged++) {
            byte[] spoiled = stream.clone();
            spoiled[damaged] ^= (byte) (1 << random.nextInt(8));
            int whole = 0;
            while (ends[whole] <= damaged) {
                whole++;
            }
            FrameOpener opener = new FrameOpener(cipher(), header -> {});
            List<Sv2Frame> got = new ArrayList<>();
            ByteBuffer buffer = ByteBuffer.wrap(spoiled);
            assertFails(Kind.NOT_AUTHENTIC, opener, buffer, got);
            assertFails(Kind.NOT_AUTHENTIC, opener, ByteBuffer.wrap(stream), got);
            assertThat(got).as("byte %s damaged", damaged).isEqualTo(sent.subList(0, whole));
        }
    }

    @Test
    void a_lost_or_repeated_frame_is_noticed() {
        FrameSealer sealer = new FrameSealer(cipher());
        List<byte[]> sealed = frames(new Random(11), 5, 6, 7).stream().map(sealer::seal).toList();
        List<Sv2Frame> got = new ArrayList<>();
        assertFails(Kind.NOT_AUTHENTIC, new FrameOpener(cipher(), header -> {}),
                ByteBuffer.wrap(join(List.of(sealed.get(0), sealed.get(2)))), got);
        assertThat(got).hasSize(1);
        assertFails(Kind.NOT_AUTHENTIC, new FrameOpener(cipher(), header -> {}),
                ByteBuffer.wrap(join(List.of(sealed.get(0), sealed.get(0)))), got);
        assertThat(got).hasSize(2);
    }

    @Test
    void random_bytes_end_in_the_declared_failure() {
        for (long seed = 0; seed < 200; seed++) {
            byte[] noise = new byte[22 + (int) seed];
            new Random(seed).nextBytes(noise);
            FrameOpener opener = new FrameOpener(cipher(), header -> {});
            assertThatExceptionOfType(FrameFailure.class).as("seed %s", seed)
                    .isThrownBy(() -> opener.next(ByteBuffer.wrap(noise)));
        }
    }

    @Test
    void a_header_that_announces_too_much_is_refused_before_its_payload_is_waited_for() {
        FrameHeader greedy = new FrameHeader(0, false, 0x01, FrameHeader.MAX_LENGTH);
        byte[] header = new byte[22];
        greedy.write(header, 0);
        cipher().seal(header, 0, FrameHeader.SIZE, header, 0);
        FrameLimits limits = FrameLimits.uniform(FrameHeader.MAX_LENGTH - 1);
        FrameOpener opener = new FrameOpener(cipher(), limits::check);
        List<Sv2Frame> got = new ArrayList<>();
        assertFails(Kind.REFUSED, opener, ByteBuffer.wrap(header), got);
        assertFails(Kind.REFUSED, opener, ByteBuffer.wrap(new byte[1]), got);
        assertThat(got).isEmpty();
    }

    @Test
    void the_limit_sees_only_authentic_headers() {
        byte[] noise = new byte[22];
        FrameOpener opener = new FrameOpener(cipher(), header -> {
            throw new AssertionError("asked about " + header);
        });
        assertFails(Kind.NOT_AUTHENTIC, opener, ByteBuffer.wrap(noise), new ArrayList<>());
    }

    private static void assertFails(Kind kind, FrameOpener opener, ByteBuffer buffer, List<Sv2Frame> got) {
        assertThatExceptionOfType(FrameFailure.class).isThrownBy(() -> openAll(opener, buffer, got))
                .satisfies(failure -> assertThat(failure.kind()).isEqualTo(kind));
    }

    private static void openAll(FrameOpener opener, ByteBuffer slice, List<Sv2Frame> got) throws FrameFailure {
        for (Optional<Sv2Frame> next = opener.next(slice); next.isPresent(); next = opener.next(slice)) {
            got.add(next.get());
        }
        assertThat(slice.hasRemaining()).isFalse();
    }

    private static CountingCipher cipher() {
        byte[] key = new byte[32];
        key[0] = 77;
        return new CountingCipher(new ChaChaPoly(SecretKey.adopt(key)));
    }

    private static List<Sv2Frame> frames(Random random, int... lengths) {
        List<Sv2Frame> frames = new ArrayList<>();
        for (int length : lengths) {
            byte[] payload = new byte[length];
            random.nextBytes(payload);
            frames.add(new Sv2Frame(
                    new FrameHeader(random.nextInt(0x8000), random.nextBoolean(), random.nextInt(256), length),
                    Bytes.adopt(payload)));
        }
        return frames;
    }

    private static byte[] join(List<byte[]> parts) {
        Bytes joined = Bytes.EMPTY;
        for (byte[] part : parts) {
            joined = joined.concat(Bytes.of(part));
        }
        return joined.toArray();
    }

    private static ByteBuffer direct(byte[] stream, int from, int to) {
        return ByteBuffer.allocateDirect(to - from).put(stream, from, to - from).flip();
    }
}
