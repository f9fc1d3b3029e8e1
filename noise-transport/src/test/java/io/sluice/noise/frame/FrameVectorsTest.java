package io.sluice.noise.frame;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import io.sluice.noise.cipher.Sha256;
import io.sluice.noise.cipher.TransportCiphers;
import io.sluice.noise.testing.RecordedHandshake;
import io.sluice.wire.FrameHeader;
import io.sluice.wire.Sv2Frame;
import io.sluice.wire.mining.NewExtendedMiningJob;
import io.sluice.wire.testing.Vectors;
import io.sluice.wire.type.Bytes;

/** SV2 4.6: frames sealed by the reference implementation, behind its own handshakes. */
class FrameVectorsTest {

    private static final Pattern RECIPE = Pattern.compile(
            "channel_id=(\\d+), job_id=(\\d+), min_ntime absent, version=0x(\\p{XDigit}+), version_rolling_allowed=true, "
                    + "merkle_path empty, coinbase_tx_prefix = (\\d+) bytes where byte i = i mod 256, "
                    + "coinbase_tx_suffix = (\\d+) bytes where byte i = \\(i\\+7\\) mod 256");

    @Test
    void lengths_on_the_wire_are_the_published_ones() {
        Vectors.cases("sv2/noise_framing.json", "cases").forEach(row -> {
            int payload = row.required("payload_length").intValue();
            assertThat(FrameLayout.sealedLength(payload)).isEqualTo(row.required("wire_length").intValue())
                    .isEqualTo(FrameLayout.SEALED_HEADER + row.required("ciphertext_length").intValue());
            assertThat(FrameLayout.sealedLength(payload) - FrameLayout.SEALED_HEADER - payload)
                    .isEqualTo(16 * row.required("blocks").intValue());
        });
    }

    @ParameterizedTest
    @MethodSource("io.sluice.noise.testing.RecordedHandshake#all")
    void every_recorded_frame_is_sealed_and_opened_as_recorded(RecordedHandshake recorded) throws Exception {
        TransportCiphers server = recorded.responder().conclude(recorded.hex("act1")).ciphers();
        TransportCiphers client = recorded.initiator().conclude(recorded.hex("act2")).ciphers();
        Direction down = new Direction(server, client);
        Direction up = new Direction(client, server);
        for (JsonNode row : recorded.row().required("frames")) {
            boolean fromClient = row.required("direction").textValue().equals("initiator->responder");
            check(row, fromClient ? up : down);
        }
    }

    private static void check(JsonNode row, Direction direction) throws Exception {
        String name = row.required("message") + " of " + row.required("payload_length") + " bytes";
        Sv2Frame frame = frame(row);
        byte[] wire = direction.sealer.seal(frame);
        assertThat(wire).as(name).hasSize(row.required("wire_length").intValue());
        assertThat(Vectors.hex(wire)).startsWith(row.required("header_ciphertext").textValue());
        if (row.has("payload_ciphertext")) {
            assertThat(Vectors.hex(wire)).endsWith(row.required("payload_ciphertext").textValue());
        }
        assertThat(Vectors.hex(Sha256.of(wire))).as(name).isEqualTo(row.required("wire_sha256").textValue());
        checkBlocks(row, wire);
        assertThat(direction.opener.next(ByteBuffer.wrap(wire))).as(name).contains(frame);
    }

    private static void checkBlocks(JsonNode row, byte[] wire) {
        int at = FrameLayout.SEALED_HEADER;
        JsonNode lengths = row.required("block_plaintext_lengths");
        for (int i = 0; i < lengths.size(); i++) {
            int end = at + lengths.get(i).intValue() + 16;
            if (row.has("block_macs")) {
                assertThat(Bytes.of(wire, end - 16, 16).toHex())
                        .isEqualTo(row.required("block_macs").get(i).textValue());
                assertThat(Bytes.of(wire, at, 16).toHex())
                        .isEqualTo(row.required("block_first_16").get(i).textValue());
            }
            at = end;
        }
        assertThat(at).isEqualTo(wire.length);
    }

    private static Sv2Frame frame(JsonNode row) {
        Bytes payload = row.has("payload_plaintext")
                ? Bytes.adopt(Vectors.bytes(row, "payload_plaintext"))
                : cook(row);
        return new Sv2Frame(FrameHeader.read(Vectors.bytes(row, "header_plaintext"), 0), payload);
    }

    private static Bytes cook(JsonNode row) {
        Matcher recipe = RECIPE.matcher(row.required("payload_recipe").textValue());
        if (!recipe.matches()) {
            return fail("unknown recipe: " + row.required("payload_recipe"));
        }
        Bytes payload = Sv2Frame.of(new NewExtendedMiningJob(Long.parseLong(recipe.group(1)),
                Long.parseLong(recipe.group(2)), OptionalLong.empty(), Long.parseLong(recipe.group(3), 16), true,
                List.of(), run(Integer.parseInt(recipe.group(4)), 0), run(Integer.parseInt(recipe.group(5)), 7)))
                .payload();
        assertThat(Vectors.hex(Sha256.of(payload.toArray())))
                .isEqualTo(row.required("payload_plaintext_sha256").textValue());
        return payload;
    }

    private static Bytes run(int length, int start) {
        byte[] run = new byte[length];
        for (int i = 0; i < length; i++) {
            run[i] = (byte) (i + start);
        }
        return Bytes.adopt(run);
    }

    private static final class Direction {

        private final FrameSealer sealer;
        private final FrameOpener opener;

        Direction(TransportCiphers from, TransportCiphers to) {
            sealer = new FrameSealer(from.sending());
            opener = new FrameOpener(to.receiving(), header -> {});
        }
    }
}
