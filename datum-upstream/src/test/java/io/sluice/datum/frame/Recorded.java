package io.sluice.datum.frame;

import java.util.ArrayList;
import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;

import io.sluice.datum.crypto.DatumCrypto;
import io.sluice.datum.crypto.KeySet;
import io.sluice.datum.message.Padding;
import io.sluice.wire.testing.Vectors;
import io.sluice.wire.type.Bytes;

/** The connection that was recorded with every secret key. */
final class Recorded {

    static final JsonNode HANDSHAKE = Vectors.load("datum/handshake.json");
    static final String MESSAGE_OF_THE_DAY = "Welcome to the test pool";
    static final String VERSION = "v0.4.1-beta/UNKNOWN_GIT_HASH";

    private Recorded() {}

    static List<JsonNode> messages() {
        List<JsonNode> messages = new ArrayList<>();
        Vectors.load("datum/channel-sequence.json").get("messages").forEach(messages::add);
        return messages;
    }

    static boolean isFromPool(JsonNode message) {
        return message.get("direction").textValue().equals("pool_to_gateway");
    }

    static byte[] frame(JsonNode message) {
        return Bytes.hex(message.get("header_wire").textValue() + message.get("payload_wire").textValue()).toArray();
    }

    static byte[] secret(String name) {
        return Vectors.bytes(HANDSHAKE.get("keys"), name);
    }

    static KeySet keys(DatumCrypto crypto, String name) {
        return KeySet.ofSecrets(crypto, Bytes.of(secret(name + "_ed25519_seed"))
                .concat(Bytes.of(secret(name + "_x25519_sk"))).toArray());
    }

    static ScriptedRandom gatewayChance() {
        return new ScriptedRandom()
                .bytes(secret("gateway_connection_ed25519_seed"))
                .bytes(secret("gateway_connection_x25519_sk"))
                .bytes(secret("nk_wire_bytes"))
                .bytes(secret("hello_seal_ephemeral_x25519_sk"));
    }

    static ScriptedRandom poolChance() {
        return new ScriptedRandom()
                .bytes(secret("pool_connection_ed25519_seed"))
                .bytes(secret("pool_connection_x25519_sk"))
                .bytes(secret("response_seal_ephemeral_x25519_sk"));
    }

    /** The padding of the recorded HELLO. */
    static Padding helloPadding() {
        byte[] plain = Vectors.bytes(HANDSHAKE, "hello_plaintext");
        JsonNode layout = HANDSHAKE.get("hello_layout").get(8);
        return (out, longest) -> out.fill(layout.get("size").intValue(), plain[layout.get("offset").intValue()]);
    }
}
