package io.sluice.sv1.bridge;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.sluice.mining.bitcoin.ProofOfTarget;
import io.sluice.mining.candidate.Birth;
import io.sluice.mining.candidate.CoinbaseClass;
import io.sluice.mining.candidate.CoinbaseOutputs;
import io.sluice.mining.candidate.CoinbaseRecipe;
import io.sluice.mining.testing.CandidateFixtures;
import io.sluice.sv1.jsonrpc.LineCodec;
import io.sluice.sv1.testing.Gateway;
import io.sluice.sv1.testing.Talk;
import io.sluice.sv1.testing.Work;
import io.sluice.wire.testing.Vectors;
import io.sluice.wire.type.Bytes;

/** What firmware is given by its name: checklist 20. */
class MinerFamilyTest {

    private final Work work = new Work(Work.RARE_BLOCKS);

    static Stream<JsonNode> softwareOfTheCGateway() {
        return Vectors.cases("datum/stratum-v1.json", "miner_software");
    }

    /** Deviation: the C gateway gives a Bitaxe the class of 6500 bytes, which today's firmware does not survive. */
    @ParameterizedTest
    @MethodSource("softwareOfTheCGateway")
    void classes_are_those_of_the_c_gateway_but_for_the_bitaxe(JsonNode vector) {
        String software = vector.required("miner_software").textValue();
        int expected = software.startsWith("bitaxe")
                ? CoinbaseClass.BYTES_2250.id()
                : vector.required("coinbase_class").intValue();
        assertThat(MinerFamily.of(software).coinbaseClass().id()).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"NiceHash/1.0.0, 524288", "bitaxe/BM1370/v2.15.0, 1024", "bitaxe/BM1368, 1024", "cgminer/4.12.1, 16384",
        "bmminer/2.0.0, 16384", "'', 16384", "cpuminer/2.5.1, 0.00390625", "NerdMinerV2/V1.8.3, 0.0001220703125"})
    void the_first_difficulty_goes_by_the_name(String software, String difficulty) {
        Talk talk = new Talk(Gateway.usual());
        talk.work(work.newBlock());
        talk.open(software);
        assertThat(talk.difficulty()).isEqualByComparingTo(difficulty);
    }

    @ParameterizedTest
    @ValueSource(strings = {"bitaxe/BM1370/v2.15.0", "whatsminer/v1.0", "NiceHash/1.0.0", "Antminer S21/x",
        "NerdMinerV2/1",
        "cgminer/4.12.1"})
    void the_coinbase_has_the_size_of_its_class_and_the_line_stays_below_sixteen_kilobytes(String software) {
        Talk talk = new Talk(Gateway.usual());
        talk.work(work.forPool(new ProofOfTarget(0), 400));
        int size = talk.open(software).coinbase("0000000000000000").length();
        CoinbaseClass coinbaseClass = MinerFamily.of(software).coinbaseClass();
        int limit = coinbaseClass == CoinbaseClass.BLANK ? 255 : coinbaseClass.sizeLimit();
        assertThat(size).isLessThanOrEqualTo(limit + 3)
                .isGreaterThan(coinbaseClass == CoinbaseClass.BLANK ? 0 : limit - 60);
        assertThat(talk.lines).allMatch(line -> line.length() < LineCodec.MAX_LENGTH);
    }

    @Test
    void a_nerdminer_whose_coinbase_would_be_cut_is_told_why_it_can_not_mine() {
        Talk talk = new Talk(Gateway.usual());
        CoinbaseRecipe plain = CandidateFixtures.poolRecipe(work.template(), CoinbaseOutputs.NONE);
        CoinbaseRecipe large = new CoinbaseRecipe(plain.height(), Bytes.utf8("x".repeat(60)),
                Bytes.utf8("y".repeat(20)),
                plain.uniqueId(), plain.primeId(), plain.jobPrefix(), Bytes.of(new byte[64]), plain.value(),
                plain.outputs());
        talk.work(work.candidate(work.template(), large, new Birth.Solo()));
        talk.say("{\"id\":1,\"method\":\"mining.subscribe\",\"params\":[\"NerdMinerV2/V1.8.3\"]}");
        assertThat(talk.jobs).isEmpty();
        assertThat(talk.hangUps).hasSize(1).allMatch(why -> why.contains("at most 255 bytes"));
    }
}
