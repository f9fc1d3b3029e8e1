package io.sluice.datum.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;

import io.sluice.wire.testing.Vectors;
import io.sluice.wire.type.Bytes;

/** Message bodies, recorded and written by us. */
final class Bodies {

    /** No padding at all, to see where a message itself ends. */
    static final Padding NONE = (out, longest) -> {};

    /** A body as it was recorded, with what its frame said about it. */
    record Recorded(String name, Sender sender, int command, boolean signed, Bytes content) {

        byte[] body() {
            return content.toArray();
        }

        DatumMessage read() throws MalformedDatumMessage {
            return Bodies.read(sender, command, signed, body());
        }

        @Override
        public String toString() {
            return name;
        }
    }

    private Bodies() {}

    static DatumMessage read(Sender sender, int command, boolean signed, byte[] body) throws MalformedDatumMessage {
        return DatumCommand.read(sender, command, signed, new DatumReader(body, 0, body.length));
    }

    static DatumMessage readMining(Sender sender, byte[] body) throws MalformedDatumMessage {
        return read(sender, DatumCommand.MINING, true, body);
    }

    static byte[] write(DatumMessage message, Padding padding) {
        var out = new DatumWriter(8);
        message.write(out, padding);
        return out.toBytes().toArray();
    }

    /** Writes {@code message} with the padding that {@code recorded} has at that place. */
    static byte[] writeLike(byte[] recorded, DatumMessage message) {
        return write(message, (out, longest) -> {
            int length = recorded.length - out.length();
            assertThat(length).as("padding").isBetween(1, longest);
            out.fill(length, recorded[recorded.length - 1]);
        });
    }

    /** Every well-formed message of a whole connection, HELLO included. */
    static Stream<Recorded> wholeConnection() {
        JsonNode handshake = Vectors.load("datum/handshake.json");
        byte[] hello = Vectors.bytes(handshake, "hello_plaintext");
        List<Recorded> recorded = new ArrayList<>();
        recorded.add(new Recorded("hello", Sender.GATEWAY, 1, true, Bytes.of(hello, 0, hello.length - 64)));
        for (JsonNode message : Vectors.load("datum/channel-sequence.json").get("messages")) {
            String name = message.get("name").textValue();
            if (!name.equals("config_unsigned")) {
                recorded.add(new Recorded(name,
                        message.get("direction").textValue().equals("pool_to_gateway") ? Sender.POOL : Sender.GATEWAY,
                        message.get("proto_cmd").intValue(), message.get("is_signed").booleanValue(),
                        Bytes.hex(message.get("plaintext_without_signature").textValue())));
            }
        }
        return recorded.stream();
    }
}
