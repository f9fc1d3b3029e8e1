package io.sluice.mining.bitcoin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import io.sluice.wire.testing.Vectors;
import io.sluice.wire.type.Bytes;
import io.sluice.wire.type.U256;

/** Shares of real devices and of mainnet, from {@code sv1/shares.json}, computed again from what was sent. */
class WorkedSharesTest {

    private static final int WORD = 4;

    static Stream<JsonNode> shares() {
        return Vectors.cases("sv1/shares.json", "shares");
    }

    @ParameterizedTest
    @MethodSource("shares")
    void a_share_gives_coinbase_root_header_hash_and_difficulty(JsonNode share) {
        JsonNode notify = share.required("notify_params");
        JsonNode submit = share.required("submit_params");
        JsonNode expect = share.required("expect");
        VersionMask mask = new VersionMask(word(share.required("version_mask")));

        Bytes coinbase = hex(notify, 2).concat(hex(share.required("subscribe"), "extranonce1"))
                .concat(hex(submit, 2)).concat(hex(notify, 3));
        MerklePath path = new MerklePath(notify.required(4).valueStream()
                .map(branch -> new BlockHash(Bytes.hex(branch.textValue()))).toList());
        int jobVersion = word(notify.required(5));
        // What a miner submits are the bits in which its version differs from the job's.
        int version = submit.has(5) ? jobVersion ^ word(submit.required(5)) : jobVersion;
        BlockHeader header = new BlockHeader(
                version,
                new BlockHash(wordsReversed(hex(notify, 1))),
                path.root(new BlockHash(Sha256d.hash(coinbase))),
                Integer.toUnsignedLong(word(submit.required(3))),
                new CompactTarget(word(notify.required(6))),
                word(submit.required(4)));

        assertThat(coinbase).isEqualTo(hex(expect, "coinbase_tx"));
        assertThat(Sha256d.hash(coinbase)).isEqualTo(hex(expect, "coinbase_txid_internal"));
        assertThat(header.merkleRoot().internal()).isEqualTo(hex(expect, "merkle_root_internal"));
        assertThat(mask.allows(jobVersion, version)).isTrue();
        assertThat(header.serialize()).isEqualTo(hex(expect, "header"));
        assertThat(header.hash().internal()).isEqualTo(hex(expect, "hash_internal"));
        assertThat(header.hash()).hasToString(expect.required("hash_display").textValue());

        double difficulty = expect.required("difficulty").doubleValue();
        Target asTarget = Target.fromWire(new U256(header.hash().internal()));
        assertThat(Sv1Difficulty.of(asTarget).value().doubleValue()).isCloseTo(difficulty, within(difficulty * 1e-14));
        assertThat(DifficultyOne.STANDARD.difficultyOf(asTarget)).isCloseTo(difficulty, within(difficulty * 1e-14));
        assertThat(asTarget.isMetBy(header.hash())).isTrue();
    }

    @ParameterizedTest
    @MethodSource("shares")
    void a_coinbase_hashed_on_from_its_prefix_has_the_same_txid(JsonNode share) {
        byte[] coinbase = hex(share.required("expect"), "coinbase_tx").toArray();
        int prefix = hex(share.required("notify_params"), 2).length();
        byte[] txid = new byte[Sha256d.SIZE];

        Sha256d sha = new Sha256d();
        Sha256d.Midstate midstate = Sha256d.Midstate.behind(Bytes.of(coinbase, 0, prefix));
        for (int again = 0; again < 2; again++) {
            sha.hash(midstate, coinbase, prefix, coinbase.length - prefix, txid, 0);
            assertThat(Bytes.of(txid)).isEqualTo(hex(share.required("expect"), "coinbase_txid_internal"));
        }
    }

    private static Bytes wordsReversed(Bytes text) {
        Bytes turned = Bytes.EMPTY;
        for (int at = 0; at < text.length(); at += WORD) {
            turned = turned.concat(text.slice(at, at + WORD).reversed());
        }
        return turned;
    }

    private static int word(JsonNode hex) {
        return Integer.parseUnsignedInt(hex.textValue(), 16);
    }

    private static Bytes hex(JsonNode array, int index) {
        return Bytes.hex(array.required(index).textValue());
    }

    private static Bytes hex(JsonNode owner, String field) {
        return Bytes.hex(owner.required(field).textValue());
    }
}
