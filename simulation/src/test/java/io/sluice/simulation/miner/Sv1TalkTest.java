package io.sluice.simulation.miner;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import io.sluice.mining.bitcoin.BlockHash;
import io.sluice.mining.bitcoin.Sha256d;
import io.sluice.mining.bitcoin.Sv1Difficulty;
import io.sluice.simulation.miner.VirtualMiners.Kind;
import io.sluice.simulation.trace.Happening;
import io.sluice.simulation.trace.Happening.Honesty;
import io.sluice.simulation.trace.Happening.ShareSight;
import io.sluice.wire.type.Bytes;

/** Stratum V1 miners against a script. */
final class Sv1TalkTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    /** About 256 hashes. */
    private static final String EASY = "0.000000059605";
    private static final String PREV = "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f";
    private static final String NEXT_PREV = "ff0102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f";
    private static final String COINB1 = "01000000010000";
    private static final String COINB2 = "ffffffff00";
    private static final String BRANCH = "aa".repeat(32);
    private static final String EXTRANONCE1 = "0badcafe";

    private final Yard yard = new Yard();

    @Test
    void a_bitaxe_says_its_three_opening_lines_at_once_and_its_wish_when_it_is_authorised() {
        yard.miner(Kind.BITAXE, 100).start();
        assertThat(heard().stream().map(line -> line.path("id") + " " + line.path("method").asText()))
                .containsExactly("1 mining.configure", "2 mining.subscribe", "3 mining.authorize");

        say("{'id':1,'result':{'version-rolling':true,'version-rolling.mask':'1fffe000'},'error':null}");
        subscribe(2);
        assertThat(heard()).isEmpty();
        say("{'id':3,'result':true,'error':null}");

        JsonNode wish = only(heard());
        assertThat(wish.path("method").asText()).isEqualTo("mining.suggest_difficulty");
        assertThat(wish.path("params").path(0).asDouble() * 0x1p32).isBetween(749.0, 751.0);
    }

    @Test
    void a_cpuminer_waits_for_each_answer() {
        yard.miner(Kind.CPUMINER, 100).start();
        assertThat(only(heard()).path("method").asText()).isEqualTo("mining.subscribe");

        subscribe(1);

        JsonNode authorize = only(heard());
        assertThat(authorize.path("method").asText()).isEqualTo("mining.authorize");
        assertThat(authorize.path("params").path(0).asText()).isEqualTo(Yard.USER);
        assertThat(authorize.path("params").path(1).asText()).startsWith("x,d=0.000000174");
    }

    @Test
    void a_nerdminer_repeats_its_wish() {
        open(Kind.NERDMINER);
        heard();

        yard.loop.advanceSeconds(31);

        assertThat(only(heard()).path("method").asText()).isEqualTo("mining.suggest_difficulty");
    }

    @ParameterizedTest
    @EnumSource(value = Kind.class, names = "SV2_.*", mode = EnumSource.Mode.MATCH_NONE)
    void a_job_leads_to_shares_that_meet_its_target_as_anybody_can_compute_from_their_lines(Kind kind) {
        open(kind);
        job("a1", PREV, true);
        heard();

        yard.loop.advanceSeconds(30);

        List<JsonNode> submits = submits();
        assertThat(submits).hasSizeGreaterThan(3).hasSameSizeAs(yard.sent());
        for (int i = 0; i < submits.size(); i++) {
            ShareSight told = yard.sent().get(i).share();
            Bytes header = header(submits.get(i).path("params"));
            assertThat(told.header()).contains(header);
            assertThat(told.hash().internal()).isEqualTo(Sha256d.hash(header));
            assertThat(easy().toTarget().isMetBy(told.hash())).isTrue();
            assertThat(told.honesty()).isEqualTo(Honesty.HONEST);
        }
    }

    @Test
    void a_difficulty_holds_from_the_next_job_on() {
        open(Kind.CGMINER);
        job("a1", PREV, true);
        say("{'id':null,'method':'mining.set_difficulty','params':[0.00000001]}");
        job("a2", PREV, false);

        assertThat(yard.jobs().stream().map(given -> given.job().target())).containsExactly(
                easy().toTarget().toWire().wire(),
                Sv1Difficulty.parse("0.00000001").orElseThrow().toTarget().toWire().wire());
    }

    @Test
    void clean_jobs_voids_all_before() {
        VirtualMiner miner = open(Kind.CGMINER);
        job("a1", PREV, true);
        yard.loop.advanceSeconds(20);
        job("b1", NEXT_PREV, true);
        int before = yard.sent().size();
        miner.lie(Honesty.STALE);
        yard.loop.advanceSeconds(20);

        assertThat(yard.sent().subList(0, before)).allMatch(sent -> sent.share().jobId().equals("a1"));
        assertThat(yard.sent(Honesty.STALE)).singleElement()
                .satisfies(stale -> assertThat(stale.share().jobId()).isEqualTo("a1"));
        assertThat(yard.sent(Honesty.HONEST).subList(before, yard.sent(Honesty.HONEST).size()))
                .isNotEmpty().allMatch(sent -> sent.share().jobId().equals("b1"));
    }

    @Test
    void a_stale_share_waits_for_a_new_block() {
        VirtualMiner miner = open(Kind.CGMINER);
        miner.hash(false);
        miner.lie(Honesty.STALE);
        job("a1", PREV, true);
        job("a2", PREV, true);
        assertThat(yard.sent()).isEmpty();

        job("b1", NEXT_PREV, true);

        assertThat(only(submits()).path("params").path(1).asText()).isEqualTo("a2");
    }

    @Test
    void a_duplicate_is_an_accepted_share_byte_for_byte() {
        VirtualMiner miner = open(Kind.BITAXE);
        miner.hash(false);
        job("a1", PREV, true);
        heard();
        miner.lie(Honesty.DUPLICATE);
        miner.lie(Honesty.HONEST);
        List<String> first = lines();
        assertThat(first).hasSize(1);

        say("{'id':" + parse(first.getFirst()).path("id") + ",'result':true,'error':null}");

        assertThat(lines()).isEqualTo(first);
        ShareSight duplicate = only(yard.sent(Honesty.DUPLICATE)).share();
        assertThat(duplicate.hash()).isEqualTo(only(yard.sent(Honesty.HONEST)).share().hash());
        assertThat(duplicate.number()).isNotEqualTo(only(yard.sent(Honesty.HONEST)).share().number());
    }

    @Test
    void a_malformed_share_is_no_json_or_no_share() {
        VirtualMiner miner = open(Kind.BITAXE);
        for (int i = 0; i < 100; i++) {
            miner.lie(Honesty.MALFORMED);
        }

        assertThat(lines()).hasSize(100).allMatch(Sv1TalkTest::isMalformed).anyMatch(line -> !line.startsWith("{"))
                .anyMatch(line -> line.contains("not hexadecimal"));
    }

    @Test
    void a_cpuminer_has_one_id_for_all_shares_and_takes_answers_in_their_order() {
        VirtualMiner miner = open(Kind.CPUMINER);
        miner.hash(false);
        job("a1", PREV, true);
        heard();
        miner.lie(Honesty.HONEST);
        miner.lie(Honesty.HONEST);
        assertThat(submits()).hasSize(2).allMatch(line -> line.path("id").asInt() == 4);
        assertThat(miner.unanswered()).isEqualTo(2);

        say("{'id':4,'result':true,'error':null}");
        say("{'id':4,'result':null,'error':[21,'Job not found',null]}");

        assertThat(yard.answered()).containsExactly(
                new Happening.ShareAnswered(Yard.USER, yard.sent().get(0).share(), true, ""),
                new Happening.ShareAnswered(Yard.USER, yard.sent().get(1).share(), false, "21 Job not found"));
        assertThat(miner.unanswered()).isZero();
    }

    @Test
    void an_answer_to_nothing_is_remarked_on() {
        open(Kind.BITAXE);
        say("{'id':99,'result':true,'error':null}");

        assertThat(yard.seen(Happening.Oddity.class)).singleElement()
                .satisfies(event -> assertThat(event.words()).contains("number 99"));
    }

    @Test
    void a_job_before_the_answer_to_subscribe_crashes_it() {
        yard.miner(Kind.BITAXE, 100).start();
        job("a1", PREV, true);

        assertThat(yard.seen(Happening.Disconnected.class)).singleElement()
                .satisfies(end -> assertThat(end.why()).contains("before it knew its extranonce"));
        assertThat(yard.socket().isOpen()).isFalse();
    }

    @Test
    void a_ping_is_answered() {
        open(Kind.BITAXE);
        heard();
        say("{'id':17,'method':'mining.ping','params':[]}");

        assertThat(lines()).containsExactly("{\"id\":17,\"method\":\"pong\",\"params\":[]}");
    }

    @Test
    void one_that_may_not_mine_hangs_up() {
        yard.miner(Kind.CGMINER, 100).start();
        subscribe(1);
        say("{'id':2,'result':null,'error':[24,'Unauthorized worker',null]}");

        assertThat(yard.socket().isOpen()).isFalse();
    }

    /** Connects a miner and answers all it asks. */
    private VirtualMiner open(Kind kind) {
        VirtualMiner miner = yard.miner(kind, 100);
        miner.start();
        for (List<JsonNode> round = heard(); !round.isEmpty(); round = heard()) {
            for (JsonNode call : round) {
                long id = call.path("id").asLong();
                switch (call.path("method").asText()) {
                    case "mining.configure" -> say("{'id':" + id
                            + ",'result':{'version-rolling':true,'version-rolling.mask':'1fffe000'},'error':null}");
                    case "mining.subscribe" -> subscribe(id);
                    default -> say("{'id':" + id + ",'result':true,'error':null}");
                }
            }
        }
        say("{'id':null,'method':'mining.set_difficulty','params':[" + EASY + "]}");
        return miner;
    }

    private void subscribe(long id) {
        say("{'id':" + id + ",'result':[[['mining.notify','1']],'" + EXTRANONCE1 + "',4],'error':null}");
    }

    private void job(String id, String prevHash, boolean clean) {
        say("{'id':null,'method':'mining.notify','params':['" + id + "','" + prevHash + "','" + COINB1 + "','" + COINB2
                + "',['" + BRANCH + "'],'20000000','1d00ffff','69230a28'," + clean + "]}");
    }

    /** The 80 bytes that a share of the job above stands for, put together by another hand. */
    private static Bytes header(JsonNode submit) {
        Bytes coinbase = Bytes.hex(COINB1 + EXTRANONCE1 + submit.path(2).asText() + COINB2);
        Bytes root = Sha256d.hash(Sha256d.hash(coinbase).concat(Bytes.hex(BRANCH)));
        int version = 0x2000_0000 ^ Integer.parseUnsignedInt(submit.path(5).asText("0"), 16);
        String prevHash = "03020100" + "07060504" + "0b0a0908" + "0f0e0d0c" + "13121110" + "17161514" + "1b1a1918"
                + "1f1e1d1c";
        return Bytes.hex(Integer.toHexString(version)).reversed()
                .concat(new BlockHash(Bytes.hex(prevHash)).internal())
                .concat(root)
                .concat(Bytes.hex(submit.path(3).asText()).reversed())
                .concat(Bytes.hex("ffff001d"))
                .concat(Bytes.hex(submit.path(4).asText()).reversed());
    }

    private static boolean isMalformed(String line) {
        try {
            return JSON.readTree(line).path("params").size() < 5;
        } catch (JsonProcessingException e) {
            return true;
        }
    }

    private static Sv1Difficulty easy() {
        return Sv1Difficulty.parse(EASY).orElseThrow();
    }

    private void say(String line) {
        yard.socket().writeInbound(Unpooled.copiedBuffer(line.replace('\'', '"') + "\n", StandardCharsets.UTF_8));
    }

    private List<String> lines() {
        StringBuilder text = new StringBuilder();
        for (ByteBuf next = yard.socket().readOutbound(); next != null; next = yard.socket().readOutbound()) {
            text.append(next.toString(StandardCharsets.UTF_8));
            next.release();
        }
        return text.toString().lines().toList();
    }

    private List<JsonNode> heard() {
        List<JsonNode> heard = new ArrayList<>();
        lines().forEach(line -> heard.add(parse(line)));
        return heard;
    }

    private List<JsonNode> submits() {
        return heard().stream().filter(line -> line.path("method").asText().equals("mining.submit")).toList();
    }

    private static JsonNode parse(String line) {
        try {
            return JSON.readTree(line);
        } catch (JsonProcessingException e) {
            throw new AssertionError("no JSON: " + line, e);
        }
    }

    private static <T> T only(List<T> list) {
        assertThat(list).hasSize(1);
        return list.getFirst();
    }
}
