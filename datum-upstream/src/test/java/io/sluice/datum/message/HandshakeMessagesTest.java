package io.sluice.datum.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;

import io.sluice.datum.crypto.PublicKeys;
import io.sluice.wire.testing.Vectors;
import io.sluice.wire.type.Bytes;

class HandshakeMessagesTest {

    private static final JsonNode HANDSHAKE = Vectors.load("datum/handshake.json");
    private static final PublicKeys KEYS = new PublicKeys(Bytes.of(new byte[32]), Bytes.of(new byte[32]));

    @Test
    void a_recorded_hello_says_who_connects_and_from_which_seed() throws MalformedDatumMessage {
        byte[] plain = Vectors.bytes(HANDSHAKE, "hello_plaintext");
        Hello hello = (Hello) Bodies.read(Sender.GATEWAY, 1, true, Arrays.copyOf(plain, plain.length - 64));
        assertThat(hello).isEqualTo(new Hello(
                keys("gateway_longterm"), keys("gateway_connection"), "v0.4.1-beta/UNKNOWN_GIT_HASH", 0x92345678));
    }

    @Test
    void a_recorded_response_echoes_the_gateways_keys_and_brings_the_pools() throws MalformedDatumMessage {
        byte[] body = Vectors.bytes(HANDSHAKE.get("handshake_response"), "plaintext_without_signature");
        assertThat(Bodies.read(Sender.POOL, 2, true, body)).isEqualTo(new HandshakeResponse(
                keys("gateway_longterm"), keys("gateway_connection"), keys("pool_connection"),
                "Welcome to the test pool"));
    }

    @Test
    void strange_text_is_made_fit_for_a_log() throws MalformedDatumMessage {
        String forged = "hi\n2026 ERROR all is lost\u001b[31m\u202e" + "x".repeat(1800);
        byte[] body = Bodies.write(new HandshakeResponse(KEYS, KEYS, KEYS, forged), Bodies.NONE);
        HandshakeResponse read = (HandshakeResponse) Bodies.read(Sender.POOL, 2, true, body);
        assertThat(read.messageOfTheDay()).startsWith("hi?2026 ERROR all is lost?[31m?xxx").hasSize(511);

        PoolInfo info = (PoolInfo) Bodies.read(Sender.POOL, 7, false, Bodies.write(new PoolInfo(forged), Bodies.NONE));
        assertThat(info.text()).isEqualTo(read.messageOfTheDay());
    }

    @Test
    void a_version_of_any_bytes_can_be_read_and_logged() throws MalformedDatumMessage {
        byte[] body = Bodies.write(new Hello(KEYS, KEYS, "x".repeat(Hello.LONGEST_VERSION), 7), Bodies.NONE);
        Arrays.fill(body, 128, 128 + Hello.LONGEST_VERSION, (byte) 0xff);
        body[128] = '\n';
        body[129] = 'v';
        Hello hello = (Hello) Bodies.read(Sender.GATEWAY, 1, true, body);
        assertThat(hello.version()).isEqualTo("?v" + "?".repeat(Hello.LONGEST_VERSION - 2));
    }

    @Test
    void a_message_of_the_day_of_any_bytes_and_without_its_zero_byte_is_read() throws MalformedDatumMessage {
        byte[] body = new byte[192 + 4000];
        Arrays.fill(body, 192, body.length, (byte) 0xff);
        HandshakeResponse read = (HandshakeResponse) Bodies.read(Sender.POOL, 2, true, body);
        assertThat(read.messageOfTheDay()).hasSize(511);
    }

    @Test
    void an_info_line_without_its_zero_byte_is_read_to_its_end() throws MalformedDatumMessage {
        assertThat(Bodies.read(Sender.POOL, 7, false, new byte[]{'h', 'i'})).isEqualTo(new PoolInfo("hi"));
        assertThat(Bodies.read(Sender.POOL, 7, false, new byte[]{'h', 'i', 0, 'x'})).isEqualTo(new PoolInfo("hi"));
        assertThat(Bodies.read(Sender.POOL, 7, false, new byte[0])).isEqualTo(new PoolInfo(""));
    }

    @Test
    void the_same_code_means_another_thing_from_the_other_side() throws MalformedDatumMessage {
        assertThat(Bodies.read(Sender.POOL, 1, false, new byte[0])).isEqualTo(new Ping());
        assertThatThrownBy(() -> Bodies.read(Sender.GATEWAY, 1, true, new byte[0]))
                .isInstanceOf(MalformedDatumMessage.class);
        assertThat(Bodies.read(Sender.GATEWAY, 7, false, new byte[]{1}))
                .isEqualTo(new UnknownCommand(7, Bytes.of((byte) 1)));
        assertThat(Bodies.readMining(Sender.GATEWAY, new byte[]{(byte) 0x8f, 1}))
                .isEqualTo(new UnknownMiningCommand(0x8f, Bytes.of((byte) 1)));
    }

    @Test
    void a_hello_of_another_shape_is_refused() {
        byte[] body = Bodies.write(new Hello(KEYS, KEYS, "sluice/1", 7), Bodies.NONE);
        body[128 + 8 + 1] = 0x7f;
        assertThatThrownBy(() -> Bodies.read(Sender.GATEWAY, 1, true, body))
                .isInstanceOf(MalformedDatumMessage.class).hasMessageContaining("7f").hasMessageContaining("fe");
    }

    @Test
    void a_version_that_would_end_early_can_not_be_said() {
        assertThatThrownBy(() -> new Hello(KEYS, KEYS, "sluice\0", 7)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Hello(KEYS, KEYS, "x".repeat(384), 7))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static PublicKeys keys(String name) {
        JsonNode keys = HANDSHAKE.get("keys");
        return new PublicKeys(
                Bytes.hex(keys.get(name + "_ed25519_pk").textValue()),
                Bytes.hex(keys.get(name + "_x25519_pk").textValue()));
    }
}
