package io.sluice.datum.frame;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import io.sluice.datum.crypto.DatumCrypto;
import io.sluice.datum.crypto.HeaderMask;
import io.sluice.datum.crypto.JavaCrypto;
import io.sluice.datum.crypto.KeySet;
import io.sluice.datum.crypto.NonceSeed;
import io.sluice.datum.crypto.PoolKeys;
import io.sluice.datum.crypto.SodiumCrypto;
import io.sluice.datum.frame.FrameHeader.Protection;
import io.sluice.datum.message.DatumCommand;
import io.sluice.datum.message.DatumMessage;
import io.sluice.datum.message.DatumReader;
import io.sluice.datum.message.DatumWriter;
import io.sluice.datum.message.MalformedDatumMessage;
import io.sluice.datum.message.Padding;
import io.sluice.datum.message.Sender;
import io.sluice.datum.message.UnknownMiningCommand;
import io.sluice.wire.testing.Vectors;
import io.sluice.wire.type.Bytes;

/** Both our ends against the connection of the original, byte for byte. */
class RecordedConnectionTest {

    private static final byte[] HELLO = Vectors.bytes(Recorded.HANDSHAKE, "hello_wire");
    private static final byte[] RESPONSE = Recorded.frame(Recorded.HANDSHAKE.get("handshake_response"));

    static Stream<DatumCrypto> cryptos() {
        return Stream.of(new SodiumCrypto(), new JavaCrypto());
    }

    @ParameterizedTest
    @MethodSource("cryptos")
    void the_gateways_half_of_the_handshake_is_the_recorded_one(DatumCrypto crypto) throws Exception {
        ScriptedRandom random = Recorded.gatewayChance();
        var out = new DatumWriter(8);
        ClientHandshake handshake = ClientHandshake.begin(
                crypto, PoolKeys.parse(Recorded.HANDSHAKE.get("pool_pubkey_config").textValue()),
                Recorded.keys(crypto, "gateway_longterm"), Recorded.VERSION, random, Recorded.helloPadding(), out);
        assertThat(out.toBytes().toArray()).isEqualTo(HELLO);
        assertThat(random.isSpent()).isTrue();

        ClientHandshake.Established established = handshake.next(ByteBuffer.wrap(RESPONSE)).orElseThrow();
        assertThat(established.response().messageOfTheDay()).isEqualTo(Recorded.MESSAGE_OF_THE_DAY);

        // The channel begins where the recording goes on.
        JsonNode first = Recorded.messages().get(1);
        assertThat(established.channel().next(ByteBuffer.wrap(Recorded.frame(first)))).contains(message(first));
    }

    @ParameterizedTest
    @MethodSource("cryptos")
    void the_pools_half_of_the_handshake_is_the_recorded_one(DatumCrypto crypto) throws Exception {
        ScriptedRandom random = Recorded.poolChance();
        ServerHandshake handshake = new ServerHandshake(
                crypto, Recorded.keys(crypto, "pool_longterm"), random, Padding.random(new ScriptedRandom()));
        ServerHandshake.Greeting greeting = handshake.next(ByteBuffer.wrap(HELLO)).orElseThrow();
        assertThat(greeting.hello().version()).isEqualTo(Recorded.VERSION);
        var out = new DatumWriter(8);
        DatumChannel channel = greeting.respond(Recorded.MESSAGE_OF_THE_DAY, out);
        assertThat(out.toBytes().toArray()).isEqualTo(RESPONSE);
        assertThat(random.isSpent()).isTrue();

        out.clear();
        JsonNode first = Recorded.messages().get(1);
        channel.write(message(first), out);
        assertThat(out.toBytes().toArray()).isEqualTo(Recorded.frame(first));
    }

    @ParameterizedTest
    @MethodSource("cryptos")
    void all_frames_behind_the_handshake_are_read_at_both_ends(DatumCrypto crypto) throws Exception {
        Ends ends = new Ends(crypto, (out, longest) -> {});
        int read = 0;
        for (JsonNode recorded : ends.afterHandshake()) {
            DatumChannel reader = Recorded.isFromPool(recorded) ? ends.gateway : ends.pool;
            ByteBuffer received = ByteBuffer.wrap(Recorded.frame(recorded));
            if (recorded.get("name").textValue().equals("config_unsigned")) {
                assertThatThrownBy(() -> reader.next(received)).isInstanceOf(MalformedDatumMessage.class);
            } else {
                assertThat(reader.next(received)).as(recorded.toString()).contains(message(recorded));
            }
            assertThat(received.hasRemaining()).isFalse();
            read++;
        }
        assertThat(read).isEqualTo(31);
    }

    @ParameterizedTest
    @MethodSource("cryptos")
    void all_frames_behind_the_handshake_are_written_at_both_ends(DatumCrypto crypto) throws Exception {
        int[] bodyLength = new int[1];
        int[] filler = new int[1];
        Ends ends = new Ends(crypto, (out, longest) -> {
            int length = FrameHeader.SIZE + DatumCrypto.MAC_SIZE + bodyLength[0] - out.length();
            assertThat(length).isBetween(1, longest);
            out.fill(length, filler[0]);
        });
        for (JsonNode recorded : ends.afterHandshake()) {
            boolean fromPool = Recorded.isFromPool(recorded);
            byte[] plain = Vectors.bytes(recorded, "plaintext_without_signature");
            var out = new DatumWriter(8);
            if (recorded.get("is_encrypted_channel").booleanValue()) {
                bodyLength[0] = plain.length;
                filler[0] = plain.length == 0 ? 0 : plain[plain.length - 1];
                (fromPool ? ends.pool : ends.gateway).write(sendable(recorded, plain), out);
            } else {
                // Two recorded frames are in the clear, which our pool never does; the masks go on all the same.
                int frame = FrameWriter.begin(out);
                new FrameWriter(ends.poolMask).end(out.bytes(Bytes.of(plain)), frame,
                        recorded.get("proto_cmd").intValue(), Protection.PLAIN, false);
            }
            assertThat(out.toBytes().toArray()).as(recorded.toString()).isEqualTo(Recorded.frame(recorded));
        }
    }

    private static DatumMessage sendable(JsonNode recorded, byte[] plain) throws MalformedDatumMessage {
        return recorded.get("name").textValue().equals("config_unsigned")
                ? new UnknownMiningCommand(0x99, Bytes.of(plain, 1, plain.length - 1))
                : message(recorded);
    }

    private static DatumMessage message(JsonNode recorded) throws MalformedDatumMessage {
        byte[] plain = Vectors.bytes(recorded, "plaintext_without_signature");
        return DatumCommand.read(Recorded.isFromPool(recorded) ? Sender.POOL : Sender.GATEWAY,
                recorded.get("proto_cmd").intValue(), recorded.get("is_signed").booleanValue(),
                new DatumReader(plain, 0, plain.length));
    }

    /** Both channels as the recorded handshake leaves them. */
    private static final class Ends {

        final HeaderMask poolMask;
        final DatumChannel gateway;
        final DatumChannel pool;

        Ends(DatumCrypto crypto, Padding padding) {
            KeySet gatewayKeys = Recorded.keys(crypto, "gateway_connection");
            KeySet poolKeys = Recorded.keys(crypto, "pool_connection");
            NonceSeed seed = new NonceSeed(0x92345678, gatewayKeys.publicKeys().signing());
            poolMask = seed.poolMask();
            HeaderMask poolMaskAtGateway = seed.poolMask();
            // The handshake response had the first header.
            poolMask.next(0);
            poolMaskAtGateway.next(0);
            gateway = new DatumChannel(crypto, new Agreement(Sender.GATEWAY, gatewayKeys, poolKeys.publicKeys(),
                    gatewayKeys.boxWith(poolKeys.publicKeys().encryption()).orElseThrow(), seed, poolMaskAtGateway,
                    seed.gatewayMask()), padding);
            pool = new DatumChannel(crypto, new Agreement(Sender.POOL, poolKeys, gatewayKeys.publicKeys(),
                    poolKeys.boxWith(gatewayKeys.publicKeys().encryption()).orElseThrow(), seed, seed.gatewayMask(),
                    poolMask), padding);
        }

        List<JsonNode> afterHandshake() {
            return Recorded.messages().stream().skip(1).toList();
        }
    }
}
