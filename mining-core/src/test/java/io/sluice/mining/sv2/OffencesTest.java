package io.sluice.mining.sv2;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import io.sluice.mining.port.Effect;
import io.sluice.mining.port.MiningEvent.Oddity;
import io.sluice.mining.testing.Workshop;
import io.sluice.wire.FrameHeader;
import io.sluice.wire.MessageType;
import io.sluice.wire.Sv2Frame;
import io.sluice.wire.Sv2Message;
import io.sluice.wire.common.CommonMessageType;
import io.sluice.wire.common.Reconnect;
import io.sluice.wire.extension.NegotiationMessageType;
import io.sluice.wire.mining.CloseChannel;
import io.sluice.wire.mining.MiningMessage;
import io.sluice.wire.mining.MiningMessageType;
import io.sluice.wire.mining.NewMiningJob;
import io.sluice.wire.mining.SetCustomMiningJob;
import io.sluice.wire.mining.SetCustomMiningJobError;
import io.sluice.wire.mining.SubmitSharesStandard;
import io.sluice.wire.mining.UpdateChannel;
import io.sluice.wire.type.Bytes;
import io.sluice.wire.type.Str255;
import io.sluice.wire.type.U256;

/** What a client should not send: unknown, out of place, unreadable, or too much of anything. */
class OffencesTest {

    private final Talk talk = Talk.begin().setUp();

    @Test
    void messages_of_unknown_type_are_passed_over_and_reported() {
        for (FrameHeader header : List.of(
                new FrameHeader(0, false, 0x99, 2), new FrameHeader(0, true, 0x1e, 2),
                new FrameHeader(0x4001, true, 0x1b, 2), new FrameHeader(1, false, 9, 2))) {
            List<Effect<Sv2Message>> effects = talk.connection()
                    .received(new Sv2Frame(header, Bytes.of((byte) 1, (byte) 2)));
            assertThat(effects).as(header.toString()).hasSize(1);
            assertThat(((Oddity) Talk.events(effects).getFirst()).what()).contains("unknown type");
        }
        assertThat(talk.extendedMiner().channelId()).isEqualTo(2);
    }

    @Test
    void messages_that_only_servers_send_are_passed_over_and_reported() {
        for (Sv2Message message : List.of(
                new Reconnect(Str255.EMPTY, 1),
                new NewMiningJob(1, 1, OptionalLong.empty(), 1, U256.ZERO))) {
            List<Effect<Sv2Message>> effects = talk.say(message);
            assertThat(effects).hasSize(1);
            assertThat(((Oddity) Talk.events(effects).getFirst()).what()).contains(message.type().specName());
        }
    }

    @Test
    void a_job_of_the_clients_own_is_refused() {
        talk.extendedMiner();
        SetCustomMiningJob custom = new SetCustomMiningJob(2, 5, Bytes.EMPTY, 1, U256.ZERO, 1, 1, 1, Bytes.EMPTY, 1,
                Bytes.EMPTY, 0, List.of());

        assertThat(Talk.replies(talk.say(custom))).containsExactly(
                new SetCustomMiningJobError(2, 5, SetCustomMiningJobError.JD_NOT_SUPPORTED));
    }

    @Test
    void a_flood_of_refused_shares_ends_the_connection() {
        talk.extendedMiner();
        int before = 0;
        while (Talk.hangUp(talk.say(new SubmitSharesStandard(2, before, 1, 1, 1, 1))).isEmpty()) {
            before++;
        }
        assertThat(before).isEqualTo(204);
    }

    @Test
    void a_proxy_of_many_channels_may_have_late_shares_on_each_when_a_new_block_comes() {
        Talk proxy = Talk.beginAtFixedDifficulty().setUp();
        List<TestMiner> miners = Stream.generate(proxy::extendedMiner).limit(100).toList();
        List<MiningMessage> late = miners.stream()
                .flatMap(miner -> Stream.generate(miner::goodShare).limit(3)).toList();

        proxy.connection().work(proxy.workshop().poolWork(Workshop.tip(900_001, Workshop.HARD), 1));

        assertThat(late).hasSize(300).allSatisfy(
                share -> assertThat(Talk.hangUp(proxy.say(share))).isEmpty());
    }

    @Test
    void refused_shares_now_and_then_are_forgiven() {
        talk.extendedMiner();
        for (int i = 0; i < 1000; i++) {
            talk.workshop().advanceMillis(1_000);
            assertThat(Talk.hangUp(talk.say(new SubmitSharesStandard(2, i, 1, 1, 1, 1)))).isEmpty();
        }
    }

    @Test
    void good_shares_make_up_for_refused_ones() {
        Talk steady = Talk.beginAtFixedDifficulty().setUp();
        TestMiner miner = steady.extendedMiner();
        for (int i = 0; i < 300; i++) {
            assertThat(Talk.hangUp(steady.say(new SubmitSharesStandard(2, i, 1, 1, 1, 1)))).as("after %d", i).isEmpty();
            if (i % 2 == 0) {
                steady.say(miner.goodShare());
            }
        }
    }

    @Test
    void every_message_cut_short_ends_the_connection_with_a_sentence_or_is_answered() {
        List<Sv2Message> messages = List.of(Talk.openExtended("a", 1), Talk.openStandard("a", 1),
                new UpdateChannel(2, 1, U256.MAX), new CloseChannel(2, Str255.of("x")),
                new SubmitSharesStandard(2, 1, 1, 1, 1, 1));
        for (Sv2Message message : messages) {
            Bytes whole = Sv2Frame.of(message).payload();
            for (int length = 0; length < whole.length(); length++) {
                Talk fresh = Talk.begin().setUp();
                List<Effect<Sv2Message>> effects = fresh.connection().received(new Sv2Frame(
                        new FrameHeader(0, false, message.type().code(), length), whole.slice(0, length)));
                assertThat(effects).hasSize(1);
                assertThat(Talk.hangUp(effects).orElseThrow()).contains(message.type().specName() + " truncated");
            }
        }
    }

    @Test
    void random_payloads_of_every_type_never_do_more_than_end_the_connection() {
        List<MessageType<?>> types = new ArrayList<>(List.of(CommonMessageType.values()));
        types.addAll(List.of(NegotiationMessageType.values()));
        types.addAll(List.of(MiningMessageType.values()));
        for (long seed = 0; seed < 60; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            Talk fresh = Talk.begin().setUp(random.nextInt(2));
            if (random.nextBoolean()) {
                fresh.standardMiner();
            }
            for (int i = 0; i < 200; i++) {
                MessageType<?> type = types.get(random.nextInt(types.size()));
                byte[] payload = new byte[random.nextInt(120)];
                random.nextBytes(payload);
                if (payload.length > 3 && random.nextBoolean()) {
                    // Often for a channel that there is.
                    payload[0] = (byte) random.nextInt(4);
                    payload[1] = payload[2] = payload[3] = 0;
                }
                FrameHeader header = new FrameHeader(type.extension(), random.nextBoolean(), type.code(),
                        payload.length);
                List<Effect<Sv2Message>> effects = fresh.connection()
                        .received(new Sv2Frame(header, Bytes.adopt(payload)));
                assertThat(Talk.blocks(effects)).as("seed %d", seed).isEmpty();
                Talk.replies(effects).forEach(Sv2Frame::of);
                if (Talk.hangUp(effects).isPresent()) {
                    break;
                }
                fresh.workshop().advanceMillis(random.nextInt(3_000));
                fresh.connection().tick();
            }
            fresh.connection().work(fresh.workshop().poolWork(Workshop.tip(900_001, Workshop.HARD), 0));
            assertThat(fresh.workshop().ledger().total().accepted()).as("seed %d", seed).isZero();
        }
    }
}
