package io.sluice.datum.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import io.sluice.mining.bitcoin.BlockHash;
import io.sluice.mining.bitcoin.CompactTarget;
import io.sluice.mining.bitcoin.MerklePath;
import io.sluice.wire.testing.Vectors;
import io.sluice.wire.type.Bytes;

class PowSubmissionTest {

    static Stream<JsonNode> cases() {
        return Vectors.cases("datum/pow-submit.json", "cases");
    }

    @ParameterizedTest
    @MethodSource("cases")
    void recorded_shares_say_what_the_original_put_into_them_and_go_both_ways(JsonNode vector)
            throws MalformedDatumMessage {
        byte[] body = Vectors.bytes(vector, "plaintext");
        DatumMessage share = Bodies.readMining(Sender.GATEWAY, body);
        assertThat(share).isEqualTo(decoded(vector.get("decoded")));
        assertThat(Bodies.writeLike(body, decoded(vector.get("decoded")))).isEqualTo(body);
    }

    @Test
    void generated_shares_come_back_as_they_were() throws MalformedDatumMessage {
        Random random = new Random(4242);
        for (int round = 0; round < 500; round++) {
            PowSubmission share = generated(random);
            byte[] body = Bodies.write(share, Padding.random(random));
            assertThat(Bodies.readMining(Sender.GATEWAY, body)).as("round %d", round).isEqualTo(share);
        }
    }

    @Test
    void the_longest_user_name_fits_and_a_longer_one_is_refused() throws MalformedDatumMessage {
        byte[] body = Bodies.write(plain(Bytes.utf8("u".repeat(384))), Bodies.NONE);
        assertThat(((PowSubmission) Bodies.readMining(Sender.GATEWAY, body)).username().length()).isEqualTo(384);

        byte[] longer = new DatumWriter().bytes(Bytes.of(body, 0, 30)).u8('u')
                .bytes(Bytes.of(body, 30, body.length - 30)).toBytes().toArray();
        assertThatThrownBy(() -> Bodies.readMining(Sender.GATEWAY, longer)).isInstanceOf(MalformedDatumMessage.class);
        assertThatThrownBy(() -> plain(Bytes.utf8("u".repeat(385)))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> plain(Bytes.utf8("u\0u"))).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void an_extranonce_of_another_size_is_read_so_that_the_pool_can_name_the_reason() throws MalformedDatumMessage {
        PowSubmission odd = new PowSubmission(1, 2, false, false, false, 10, 5, 6, 7,
                Bytes.of(new byte[8]), Bytes.utf8("bc1q"), Optional.empty(), Optional.empty());
        assertThat(Bodies.readMining(Sender.GATEWAY, Bodies.write(odd, Bodies.NONE))).isEqualTo(odd);
    }

    @Test
    void sections_in_the_wrong_order_or_unknown_ones_are_refused() {
        PowSubmission share = generated(new Random(3));
        var out = new DatumWriter();
        plain(Bytes.utf8("bc1q")).write(out, Bodies.NONE);
        out.truncate(out.length() - 1);
        int sections = out.length();
        new CoinbaseSection(1, Bytes.of((byte) 1), Bytes.of((byte) 2)).write(out);
        share.job().ifPresentOrElse(job -> job.write(out), () -> out.u8(JobSection.MARK).fill(69, 0));
        out.u8(0xfe);
        assertThatThrownBy(() -> Bodies.readMining(Sender.GATEWAY, out.toBytes().toArray()))
                .isInstanceOf(MalformedDatumMessage.class);

        out.truncate(sections);
        out.u8(0x03).u8(0xfe);
        assertThatThrownBy(() -> Bodies.readMining(Sender.GATEWAY, out.toBytes().toArray()))
                .isInstanceOf(MalformedDatumMessage.class).hasMessageContaining("03");
    }

    @Test
    void a_count_of_branches_beyond_the_message_costs_no_memory() {
        byte[] body = new DatumWriter().bytes(Bytes.of(Bodies.write(plain(Bytes.EMPTY), Bodies.NONE), 0, 35))
                .u8(JobSection.MARK).fill(67, 0).u8(255).fill(32, 0).toBytes().toArray();
        assertThatThrownBy(() -> Bodies.readMining(Sender.GATEWAY, body))
                .isInstanceOf(MalformedDatumMessage.class).hasMessageContaining("0 are left");
    }

    private static PowSubmission plain(Bytes username) {
        return new PowSubmission(1, 2, false, false, false, 10, 5, 6, 7,
                Bytes.of(new byte[12]), username, Optional.empty(), Optional.empty());
    }

    static PowSubmission generated(Random random) {
        Optional<JobSection> job = Optional.empty();
        if (random.nextBoolean()) {
            List<BlockHash> branches = new ArrayList<>();
            for (int i = random.nextInt(15); i > 0; i--) {
                branches.add(new BlockHash(bytes(random, 32)));
            }
            job = Optional.of(new JobSection(new BlockHash(bytes(random, 32)), random.nextInt(200),
                    new CompactTarget(random.nextInt()), random.nextInt(256), random.nextInt(1 << 22),
                    random.nextInt(Integer.MAX_VALUE), random.nextInt(5000), random.nextInt(4_000_000),
                    random.nextInt(4_000_000), random.nextInt(80_000), new MerklePath(branches)));
        }
        Optional<CoinbaseSection> coinbase = random.nextBoolean()
                ? Optional.of(new CoinbaseSection(random.nextInt(6), bytes(random, random.nextInt(300)),
                        bytes(random, random.nextInt(16_000))))
                : Optional.empty();
        return new PowSubmission(random.nextInt(8), random.nextInt(6), random.nextBoolean(), random.nextBoolean(),
                random.nextBoolean(), random.nextInt(64), Integer.toUnsignedLong(random.nextInt()), random.nextInt(),
                random.nextInt(), bytes(random, 12), Bytes.utf8("bc1q.rig" + random.nextInt(1000)), job, coinbase);
    }

    private static PowSubmission decoded(JsonNode fields) {
        return new PowSubmission(
                fields.get("job_id").intValue(), fields.get("coinbase_id").intValue(),
                fields.get("is_block").booleanValue(), fields.get("subsidy_only").booleanValue(),
                fields.get("quickdiff").booleanValue(), fields.get("target_byte").intValue(),
                fields.get("ntime").longValue(), (int) fields.get("nonce").longValue(),
                Integer.parseUnsignedInt(fields.get("version").textValue(), 16),
                Bytes.hex(fields.get("extranonce").textValue()), Bytes.utf8(fields.get("username").textValue()),
                Optional.ofNullable(fields.get("section_01_job")).map(PowSubmissionTest::job),
                Optional.ofNullable(fields.get("section_02_coinbase")).map(PowSubmissionTest::coinbase));
    }

    private static JobSection job(JsonNode section) {
        List<BlockHash> branches = new ArrayList<>();
        section.get("merkle_branches").forEach(branch -> branches.add(new BlockHash(Bytes.hex(branch.textValue()))));
        return new JobSection(
                new BlockHash(Bytes.hex(section.get("prevhash_header_bytes").textValue())),
                section.get("target_byte_index").intValue(),
                CompactTarget.fromDisplay(Bytes.hex(section.get("nbits_header_bytes").textValue()).reversed().toHex()),
                section.get("coinbaser_id").intValue(), section.get("height").longValue(),
                section.get("coinbase_value").longValue(), section.get("txn_count").longValue(),
                section.get("txn_total_weight").longValue(), section.get("txn_total_size").longValue(),
                section.get("txn_total_sigops").longValue(), new MerklePath(branches));
    }

    private static CoinbaseSection coinbase(JsonNode section) {
        return new CoinbaseSection(section.get("coinbase_id").intValue(),
                Bytes.hex(section.get("coinb1").textValue()), Bytes.hex(section.get("coinb2").textValue()));
    }

    private static Bytes bytes(Random random, int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return Bytes.adopt(bytes);
    }
}
