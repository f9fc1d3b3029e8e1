package io.sluice.datum.frame;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.sluice.datum.crypto.DatumCrypto;
import io.sluice.datum.crypto.HeaderMask;
import io.sluice.datum.crypto.KeySet;
import io.sluice.datum.crypto.NonceSeed;
import io.sluice.datum.crypto.PoolKeys;
import io.sluice.datum.crypto.PublicKeys;
import io.sluice.datum.frame.DatumFailure.Kind;
import io.sluice.datum.frame.FrameHeader.Protection;
import io.sluice.datum.message.BlockNotify;
import io.sluice.datum.message.CoinbaserRequest;
import io.sluice.datum.message.DatumMessage;
import io.sluice.datum.message.DatumWriter;
import io.sluice.datum.message.HandshakeResponse;
import io.sluice.datum.message.Hello;
import io.sluice.datum.message.Padding;
import io.sluice.datum.message.PoolInfo;
import io.sluice.datum.message.UnknownCommand;
import io.sluice.mining.bitcoin.BlockHash;
import io.sluice.wire.testing.SplitEverywhere;
import io.sluice.wire.type.Bytes;

class HandshakeTest {

    private static final DatumCrypto CRYPTO = Pair.CRYPTO;
    private static final KeySet POOL = KeySet.random(CRYPTO, new Random(1));
    private static final KeySet STRANGER = KeySet.random(CRYPTO, new Random(2));
    private static final KeySet GATEWAY = KeySet.random(CRYPTO, new Random(3));
    private static final Padding PADDING = (out, longest) -> out.fill(longest, 7);

    private final DatumWriter hello = new DatumWriter();

    @Test
    void two_ends_find_each_other_and_talk_both_ways_however_the_bytes_arrive() throws Exception {
        DatumWriter response = new DatumWriter();
        DatumMessage question = new CoinbaserRequest(312_500_000, BlockHash.ZERO);
        ClientHandshake client = begin(publicKeys(POOL), 10);
        ServerHandshake.Greeting greeting = server(20).next(wrap(hello)).orElseThrow();
        DatumChannel pool = greeting.respond("welcome", response);
        pool.write(new PoolInfo("first"), response);
        pool.write(new BlockNotify(), response);
        DatumChannel gateway = client.next(wrap(response)).orElseThrow().channel();
        gateway.write(question, hello);
        gateway.write(question, hello);

        SplitEverywhere.everyWay(hello.toBytes().toArray(), 5, slices -> {
            ServerHandshake server = server(20);
            List<DatumMessage> heard = new ArrayList<>();
            Optional<DatumChannel> channel = Optional.empty();
            for (byte[] slice : slices) {
                ByteBuffer received = ByteBuffer.wrap(slice);
                if (channel.isEmpty()) {
                    channel = server.next(received).map(greeted -> greeted.respond("welcome", new DatumWriter()));
                }
                if (channel.isPresent()) {
                    heard.addAll(drain(channel.get(), received));
                }
            }
            assertThat(heard).containsExactly(question, question);
        });
        SplitEverywhere.everyWay(response.toBytes().toArray(), 6, slices -> {
            ClientHandshake again = begin(publicKeys(POOL), 10);
            List<DatumMessage> heard = new ArrayList<>();
            Optional<DatumChannel> channel = Optional.empty();
            for (byte[] slice : slices) {
                ByteBuffer received = ByteBuffer.wrap(slice);
                if (channel.isEmpty()) {
                    channel = again.next(received).map(ClientHandshake.Established::channel);
                }
                if (channel.isPresent()) {
                    heard.addAll(drain(channel.get(), received));
                }
            }
            assertThat(heard).containsExactly(new PoolInfo("first"), new BlockNotify());
        });
    }

    @Test
    void every_connection_draws_new_keys_and_another_number() throws Exception {
        Random random = new Random(4);
        List<Hello> hellos = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            hello.clear();
            ClientHandshake.begin(CRYPTO, publicKeys(POOL), GATEWAY, "sluice/1", random, PADDING, hello);
            hellos.add(server(1).next(wrap(hello)).orElseThrow().hello());
        }
        assertThat(hellos.get(0).longTerm()).isEqualTo(hellos.get(1).longTerm());
        assertThat(hellos.get(0).connection().signing()).isNotEqualTo(hellos.get(1).connection().signing());
        assertThat(hellos.get(0).connection().encryption()).isNotEqualTo(hellos.get(1).connection().encryption());
        assertThat(hellos.get(0).nk()).isNotEqualTo(hellos.get(1).nk());
    }

    @Test
    void the_longest_hello_is_within_what_a_pool_accepts() throws Exception {
        ClientHandshake.begin(CRYPTO, publicKeys(POOL), GATEWAY, "v".repeat(Hello.LONGEST_VERSION), new Random(4),
                PADDING, hello);
        assertThat(hello.length()).isLessThanOrEqualTo(FrameHeader.SIZE + FrameLimits.HELLO);
        assertThat(server(1).next(wrap(hello))).isPresent();
    }

    @Test
    void a_pool_that_owns_another_key_can_not_open_a_hello() throws Exception {
        begin(publicKeys(STRANGER), 10);
        assertThat(failure(() -> server(1).next(wrap(hello))).kind()).isEqualTo(Kind.WRONG_KEY);
    }

    @Test
    void no_bit_of_a_hello_can_be_flipped() throws Exception {
        begin(publicKeys(POOL), 10);
        byte[] sound = hello.toBytes().toArray();
        for (int bit = 0; bit < sound.length * 8; bit++) {
            if (bit == 22 || bit == 23) {
                continue; // The reserved bits of the header mean nothing.
            }
            byte[] damaged = flipped(sound, bit);
            assertNothing("bit " + bit, () -> server(1).next(ByteBuffer.wrap(damaged)).isPresent());
        }
    }

    @Test
    void no_bit_of_a_response_can_be_flipped() throws Exception {
        begin(publicKeys(POOL), 10);
        DatumWriter out = new DatumWriter();
        server(20).next(wrap(hello)).orElseThrow().respond("hi", out);
        byte[] sound = out.toBytes().toArray();
        for (int bit = 0; bit < sound.length * 8; bit++) {
            if (bit == 22 || bit == 23) {
                continue;
            }
            byte[] damaged = flipped(sound, bit);
            ClientHandshake client = begin(publicKeys(POOL), 10);
            assertNothing("bit " + bit, () -> client.next(ByteBuffer.wrap(damaged)).isPresent());
        }
        assertThat(begin(publicKeys(POOL), 10).next(ByteBuffer.wrap(sound))).isPresent();
    }

    @Test
    void an_impostor_who_knows_the_hello_but_not_the_pools_signing_key_is_found_out() throws Exception {
        // The encryption key alone is stolen.
        KeySet thief = KeySet.ofSecrets(CRYPTO, Bytes.of(STRANGER.exposeSecrets(), 0, 32)
                .concat(Bytes.of(POOL.exposeSecrets(), 32, 32)).toArray());
        ClientHandshake client = begin(publicKeys(POOL), 10);
        DatumWriter out = new DatumWriter();
        new ServerHandshake(CRYPTO, thief, new Random(1), PADDING).next(wrap(hello)).orElseThrow().respond("hi", out);
        DatumFailure failure = failure(() -> client.next(wrap(out)));
        assertThat(failure.kind()).isEqualTo(Kind.WRONG_KEY);
        assertThat(failure).hasMessageContaining("not signed by the pool").hasMessageContaining("configuration");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 32, 64, 96})
    void an_answer_that_does_not_repeat_each_of_our_four_keys_is_refused(int keyAt) throws Exception {
        ClientHandshake client = begin(publicKeys(POOL), 10);
        Hello said = server(1).next(wrap(hello)).orElseThrow().hello();
        byte[] echo = said.longTerm().toBytes().concat(said.connection().toBytes()).toArray();
        echo[keyAt + 5] ^= 1;
        DatumWriter out = respond(said, new HandshakeResponse(
                PublicKeys.of(Bytes.of(echo, 0, PublicKeys.SIZE)),
                PublicKeys.of(Bytes.of(echo, PublicKeys.SIZE, PublicKeys.SIZE)), STRANGER.publicKeys(), "hi"));
        DatumFailure failure = failure(() -> client.next(wrap(out)));
        assertThat(failure.kind()).isEqualTo(Kind.WRONG_KEY);
        assertThat(failure).hasMessageContaining("repeat our keys");
    }

    @Test
    void a_pools_connection_key_that_is_none_is_refused() throws Exception {
        ClientHandshake client = begin(publicKeys(POOL), 10);
        Hello said = server(1).next(wrap(hello)).orElseThrow().hello();
        PublicKeys none = new PublicKeys(STRANGER.publicKeys().signing(), Bytes.of(new byte[32]));
        DatumWriter out = respond(said, new HandshakeResponse(said.longTerm(), said.connection(), none, "hi"));
        assertThat(failure(() -> client.next(wrap(out))).kind()).isEqualTo(Kind.WRONG_KEY);
    }

    @Test
    void a_configured_key_that_is_none_is_told_before_anything_is_sent() {
        PoolKeys none = new PoolKeys(new PublicKeys(POOL.publicKeys().signing(), Bytes.of(new byte[32])));
        DatumFailure failure = failure(() -> begin(none, 10));
        assertThat(failure.kind()).isEqualTo(Kind.WRONG_KEY);
        assertThat(failure).hasMessageContaining("second half");
        assertThat(hello.length()).isZero();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 63, 64, 191, 192})
    void an_answer_that_is_too_short_is_refused_even_when_it_is_signed(int length) throws Exception {
        ClientHandshake client = begin(publicKeys(POOL), 10);
        Hello said = server(1).next(wrap(hello)).orElseThrow().hello();
        HandshakeResponse whole = new HandshakeResponse(said.longTerm(), said.connection(), STRANGER.publicKeys(), "");
        DatumWriter out = respond(said, cut(whole, length));
        assertThat(failure(() -> client.next(wrap(out))).kind()).isEqualTo(Kind.OTHER_PROTOCOL);
    }

    @Test
    void what_a_pool_says_before_it_has_proven_itself_is_passed_over() throws Exception {
        ClientHandshake client = begin(publicKeys(POOL), 10);
        ServerHandshake.Greeting greeting = server(20).next(wrap(hello)).orElseThrow();
        HeaderMask mask = seed(greeting.hello()).poolMask();
        FrameWriter writer = new FrameWriter(mask);
        DatumWriter out = new DatumWriter();
        for (int command : new int[]{1, 7, 1}) {
            int frame = FrameWriter.begin(out);
            writer.end(out.u8('x').u8(0), frame, command, Protection.PLAIN, false);
        }
        new SealedFrames(CRYPTO, new Random(9), PADDING).write(new HandshakeResponse(greeting.hello().longTerm(),
                greeting.hello().connection(), STRANGER.publicKeys(), "hi"), POOL,
                greeting.hello().connection().encryption(), writer, out);
        assertThat(client.next(wrap(out)).orElseThrow().response().messageOfTheDay()).isEqualTo("hi");
    }

    @ParameterizedTest
    @ValueSource(strings = {"HTTP/1.1 400 Bad Request\r\n\r\n", "{\"id\":null,\"error\":\"no\"}\n", "SSH-2.0-OpenSSH"})
    void something_else_at_the_pools_address_is_recognised_or_never_believed(String greeting) throws Exception {
        ClientHandshake client = begin(publicKeys(POOL), 10);
        byte[] bytes = greeting.getBytes(StandardCharsets.US_ASCII);
        assertThat(failure(() -> client.next(ByteBuffer.wrap(bytes))).kind())
                .isIn(Kind.OTHER_PROTOCOL, Kind.TOO_LARGE, Kind.DAMAGED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET / HTTP/1.1\r\nHost: pool\r\n\r\n", "{\"method\":\"mining.subscribe\"}\n"})
    void a_peer_that_does_not_say_hello_is_refused_with_its_first_four_bytes(String request) {
        byte[] bytes = request.substring(0, 4).getBytes(StandardCharsets.US_ASCII);
        assertThat(failure(() -> server(1).next(ByteBuffer.wrap(bytes))).kind()).isEqualTo(Kind.OTHER_PROTOCOL);
    }

    @Test
    void a_hello_longer_than_1024_bytes_is_refused_by_its_header() {
        int header = new FrameHeader(1, Protection.SEALED, true, 1025).encode();
        byte[] bytes = new DatumWriter().u32(HeaderMask.hello().next(header)).toBytes().toArray();
        assertThat(failure(() -> server(1).next(ByteBuffer.wrap(bytes))).kind()).isEqualTo(Kind.TOO_LARGE);
    }

    @Test
    void first_words_of_a_pool_that_are_too_long_are_refused_by_their_header() throws Exception {
        ClientHandshake client = begin(publicKeys(POOL), 10);
        Hello said = server(1).next(wrap(hello)).orElseThrow().hello();
        int header = new FrameHeader(2, Protection.SEALED, true, FrameLimits.BEFORE_RESPONSE + 1).encode();
        byte[] bytes = new DatumWriter().u32(seed(said).poolMask().next(header)).toBytes().toArray();
        assertThat(failure(() -> client.next(ByteBuffer.wrap(bytes))).kind()).isEqualTo(Kind.TOO_LARGE);
    }

    @Test
    void a_hello_signed_by_somebody_else_is_refused() {
        Hello said = new Hello(GATEWAY.publicKeys(), STRANGER.publicKeys(), "sluice/1", 5);
        new SealedFrames(CRYPTO, new Random(9), PADDING).write(
                said, STRANGER, POOL.publicKeys().encryption(), new FrameWriter(HeaderMask.hello()), hello);
        assertThat(failure(() -> server(1).next(wrap(hello))).kind()).isEqualTo(Kind.WRONG_KEY);
    }

    @Test
    void a_gateway_with_a_connection_key_that_is_none_is_refused() {
        PublicKeys none = new PublicKeys(STRANGER.publicKeys().signing(), Bytes.of(new byte[32]));
        new SealedFrames(CRYPTO, new Random(9), PADDING).write(new Hello(GATEWAY.publicKeys(), none, "sluice/1", 5),
                GATEWAY, POOL.publicKeys().encryption(), new FrameWriter(HeaderMask.hello()), hello);
        assertThat(failure(() -> server(1).next(wrap(hello))).kind()).isEqualTo(Kind.WRONG_KEY);
    }

    @Test
    void random_bytes_never_get_through_a_handshake() throws Exception {
        long seed = 31;
        Random random = new Random(seed);
        for (int round = 0; round < 3000; round++) {
            byte[] bytes = new byte[random.nextInt(600)];
            random.nextBytes(bytes);
            assertNothing("seed " + seed + ", round " + round,
                    () -> server(1).next(ByteBuffer.wrap(bytes)).isPresent());
        }
    }

    private interface Attempt {
        boolean delivers() throws DatumFailure;
    }

    private static void assertNothing(String what, Attempt attempt) {
        try {
            assertThat(attempt.delivers()).as(what).isFalse();
        } catch (DatumFailure refused) {
            assertThat(refused.kind()).as(what).isNotNull();
        }
    }

    private static DatumFailure failure(ThrowingCallable call) {
        DatumFailure failure = catchThrowableOfType(DatumFailure.class, call);
        assertThat(failure).as("a failure").isNotNull();
        return failure;
    }

    private ClientHandshake begin(PoolKeys pool, long chance) throws DatumFailure {
        hello.clear();
        return ClientHandshake.begin(CRYPTO, pool, GATEWAY, "sluice/1", new Random(chance), PADDING, hello);
    }

    private static ServerHandshake server(long chance) {
        return new ServerHandshake(CRYPTO, POOL, new Random(chance), PADDING);
    }

    private static DatumWriter respond(Hello said, DatumMessage response) {
        DatumWriter out = new DatumWriter();
        new SealedFrames(CRYPTO, new Random(9), PADDING).write(
                response, POOL, said.connection().encryption(), new FrameWriter(seed(said).poolMask()), out);
        return out;
    }

    private static NonceSeed seed(Hello said) {
        return new NonceSeed(said.nk(), said.connection().signing());
    }

    private static List<DatumMessage> drain(DatumChannel channel, ByteBuffer received) throws Exception {
        List<DatumMessage> heard = new ArrayList<>();
        Optional<DatumMessage> next = channel.next(received);
        while (next.isPresent()) {
            heard.add(next.get());
            next = channel.next(received);
        }
        return heard;
    }

    private static ByteBuffer wrap(DatumWriter out) {
        return ByteBuffer.wrap(out.array(), 0, out.length());
    }

    private static PoolKeys publicKeys(KeySet keys) {
        return new PoolKeys(keys.publicKeys());
    }

    private static byte[] flipped(byte[] sound, int bit) {
        byte[] damaged = sound.clone();
        damaged[bit / 8] ^= (byte) (1 << (bit % 8));
        return damaged;
    }

    private static UnknownCommand cut(DatumMessage whole, int length) {
        var out = new DatumWriter();
        whole.write(out, PADDING);
        return new UnknownCommand(whole.command(), Bytes.of(out.array(), 0, length));
    }
}
