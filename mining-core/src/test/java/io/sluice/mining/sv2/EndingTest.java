package io.sluice.mining.sv2;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

import org.junit.jupiter.api.Test;

import io.sluice.mining.port.Effect;
import io.sluice.mining.port.MiningEvent.ChannelClosed;
import io.sluice.mining.port.MiningEvent.Oddity;
import io.sluice.mining.testing.Workshop;
import io.sluice.wire.Sv2Message;
import io.sluice.wire.mining.CloseChannel;
import io.sluice.wire.mining.OpenMiningChannelError;
import io.sluice.wire.mining.SubmitSharesError;
import io.sluice.wire.mining.SubmitSharesSuccess;
import io.sluice.wire.type.Str255;

/** SV2 5.3.9 and the other ways a channel or a connection ends. */
class EndingTest {

    private final Talk talk = Talk.begin().setUp();
    private final Workshop workshop = talk.workshop();

    @Test
    void a_closed_channel_gets_nothing_more_and_takes_nothing_more() {
        TestMiner miner = talk.extendedMiner();
        TestMiner other = talk.extendedMiner();

        List<Effect<Sv2Message>> effects = talk.say(new CloseChannel(2, Str255.of("bye\u0007")));

        assertThat(Talk.events(effects)).containsExactly(
                new ChannelClosed(2, "account.worker", "the client closed it: bye?"));
        assertThat(Talk.replies(effects)).isEmpty();
        List<Effect<Sv2Message>> work = talk.connection()
                .work(workshop.poolWork(Workshop.tip(900_001, Workshop.HARD), 1));
        assertThat(Talk.replies(work)).hasSize(2);
        other.hearsEffects(work);
        assertThat(Talk.reply(SubmitSharesError.class, talk.say(miner.goodShare())).errorCode())
                .isEqualTo(SubmitSharesError.INVALID_CHANNEL_ID);
        assertThat(Talk.replies(SubmitSharesError.class, talk.say(other.goodShare()))).isEmpty();
    }

    @Test
    void good_shares_that_wait_for_their_answer_get_it_when_their_channel_is_closed() {
        TestMiner one = talk.extendedMiner();
        TestMiner other = talk.extendedMiner();
        talk.say(one.goodShare());
        talk.say(one.goodShare());
        talk.say(other.goodShare());

        assertThat(Talk.replies(talk.say(new CloseChannel(2, Str255.EMPTY))))
                .containsExactly(new SubmitSharesSuccess(2, 2, 2, 2));
        assertThat(Talk.replies(talk.say(new CloseChannel(3, Str255.EMPTY))))
                .containsExactly(new SubmitSharesSuccess(3, 1, 1, 1));
    }

    @Test
    void closing_the_group_of_standard_channels_closes_every_one() {
        talk.standardMiner();
        talk.standardMiner();

        assertThat(Talk.events(talk.say(new CloseChannel(1, Str255.EMPTY)))).hasSize(2)
                .hasOnlyElementsOfType(ChannelClosed.class);
        workshop.advanceMillis(600_000);
        assertThat(talk.connection().tick()).as("a proxy whose miners are off for the night").isEmpty();
    }

    @Test
    void a_device_without_a_channel_is_let_go_after_a_minute() {
        Talk device = Talk.begin().setUp(Talk.STANDARD_JOBS);
        device.workshop().advanceMillis(50_000);
        device.standardMiner();
        device.say(new CloseChannel(2, Str255.EMPTY));

        device.workshop().advanceMillis(59_999);
        assertThat(device.connection().tick()).isEmpty();
        device.workshop().advanceMillis(1);
        assertThat(Talk.hangUp(device.connection().tick())).isPresent();
    }

    @Test
    void closing_a_channel_that_is_not_open_is_odd_and_no_more() {
        List<Effect<Sv2Message>> effects = talk.say(new CloseChannel(77, Str255.EMPTY));

        assertThat(effects).hasSize(1);
        assertThat(Talk.events(effects)).hasOnlyElementsOfType(Oddity.class);
    }

    @Test
    void when_work_is_withheld_miners_hear_what_they_earned_and_are_let_go() {
        TestMiner miner = talk.extendedMiner();
        talk.say(miner.goodShare());

        List<Effect<Sv2Message>> effects = talk.connection().withheld("the pool is away for 30 s");

        assertThat(Talk.replies(effects)).containsExactly(new SubmitSharesSuccess(2, 1, 1, 1));
        assertThat(effects.getLast()).isInstanceOf(Effect.HangUp.class);
        assertThat(Talk.hangUp(effects).orElseThrow()).contains("the pool is away for 30 s");
        assertThat(talk.connection().withheld("again")).isEmpty();
        assertThat(talk.connection().work(workshop.poolWork(Workshop.tip(900_001, Workshop.HARD), 1)))
                .as("too late: the miner comes again").isEmpty();
        assertThat(talk.connection().tick()).isEmpty();
    }

    @Test
    void who_waits_for_work_when_it_is_withheld_hears_that_there_is_none() {
        Talk early = Talk.beginWithoutWork().setUp();
        early.say(Talk.openExtended("a", Talk.RATE));

        List<Effect<Sv2Message>> effects = early.connection().withheld("waiting for the first work");

        assertThat(Talk.replies(effects)).containsExactly(new OpenMiningChannelError(10, ErrorCodes.NO_WORK));
        assertThat(Talk.hangUp(effects)).isPresent();
    }

    @Test
    void a_lost_connection_gives_back_its_channels_once() {
        talk.extendedMiner();
        talk.standardMiner();

        List<Effect<Sv2Message>> effects = talk.connection().closed();

        assertThat(effects).hasSize(2);
        assertThat(Talk.events(effects)).containsExactly(
                new ChannelClosed(2, "account.worker", "the connection is closed"),
                new ChannelClosed(3, "account.worker", "the connection is closed"));
        assertThat(talk.connection().closed()).isEmpty();
        assertThat(talk.connection().tick()).isEmpty();
        assertThat(talk.say(Talk.openExtended("a", 1))).isEmpty();
    }

    @Test
    void channels_are_given_back_after_hanging_up_too() {
        talk.extendedMiner();
        talk.connection().withheld("over");

        assertThat(Talk.events(talk.connection().closed())).hasSize(1);
    }
}
