package io.sluice.mining.sv2;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import io.sluice.mining.port.Effect;
import io.sluice.mining.port.MiningEvent.Oddity;
import io.sluice.wire.FrameHeader;
import io.sluice.wire.MessageType;
import io.sluice.wire.Sv2Frame;
import io.sluice.wire.Sv2Message;
import io.sluice.wire.common.CommonMessageType;
import io.sluice.wire.extension.NegotiationMessageType;
import io.sluice.wire.mining.MiningMessageType;
import io.sluice.wire.type.Bytes;

/** Every message in every state of a connection: what comes of it is what stands here. */
class StatesTest {

    private enum Outcome {
        /** At least one reply, and the connection goes on. */
        ANSWERED,
        /** Done without a word. */
        DONE,
        /** Reported as odd, and nothing else. */
        PASSED_OVER,
        /** The connection ends without a reply. */
        HUNG_UP,
        /** Nothing at all. */
        SILENCE
    }

    /** A connection that is set up gives each message one of these. */
    private static Outcome whenOpen(MessageType<?> type) {
        return switch ((Object) type) {
            case CommonMessageType.SETUP_CONNECTION -> Outcome.HUNG_UP;
            case NegotiationMessageType.REQUEST_EXTENSIONS,
                    MiningMessageType.OPEN_STANDARD_MINING_CHANNEL,
                    MiningMessageType.OPEN_EXTENDED_MINING_CHANNEL,
                    // With a job, since what it claims is far from what the channel had.
                    MiningMessageType.UPDATE_CHANNEL,
                    MiningMessageType.SUBMIT_SHARES_STANDARD,
                    MiningMessageType.SUBMIT_SHARES_EXTENDED,
                    MiningMessageType.SET_CUSTOM_MINING_JOB ->
                Outcome.ANSWERED;
            case MiningMessageType.CLOSE_CHANNEL -> Outcome.DONE;
            default -> Outcome.PASSED_OVER;
        };
    }

    static Stream<MessageType<?>> types() {
        return RecordedMessages.TYPES.stream();
    }

    @ParameterizedTest
    @MethodSource("types")
    void before_the_setup_only_a_setup_is_answered_and_all_else_ends_the_connection(MessageType<?> type) {
        Outcome expected = type == CommonMessageType.SETUP_CONNECTION ? Outcome.ANSWERED : Outcome.HUNG_UP;
        assertThat(outcome(Talk.begin(), RecordedMessages.of(type))).isEqualTo(expected);
    }

    @ParameterizedTest
    @MethodSource("types")
    void between_setup_and_first_channel_what_is_for_a_channel_is_refused(MessageType<?> type) {
        Outcome expected = type == MiningMessageType.CLOSE_CHANNEL ? Outcome.PASSED_OVER : whenOpen(type);
        assertThat(outcome(Talk.begin().setUp(), RecordedMessages.of(type, 2))).isEqualTo(expected);
    }

    @ParameterizedTest
    @MethodSource("types")
    void with_channels_every_message_has_its_outcome(MessageType<?> type) {
        for (int channel = 2; channel <= 3; channel++) {
            Talk talk = Talk.begin().setUp();
            talk.extendedMiner();
            talk.standardMiner();
            assertThat(outcome(talk, RecordedMessages.of(type, channel))).as("channel %d", channel)
                    .isEqualTo(whenOpen(type));
        }
    }

    @ParameterizedTest
    @MethodSource("types")
    void what_is_passed_over_disturbs_nothing(MessageType<?> type) {
        Talk talk = Talk.begin().setUp();
        TestMiner miner = talk.extendedMiner();
        if (outcome(talk, RecordedMessages.of(type, 2)) == Outcome.PASSED_OVER) {
            assertThat(talk.extendedMiner().channelId()).isEqualTo(3);
            talk.say(miner.goodShare());
            assertThat(talk.workshop().gate().admitted()).hasSize(1);
        }
    }

    @ParameterizedTest
    @MethodSource("types")
    void when_the_end_has_begun_nothing_is_answered_any_more(MessageType<?> type) {
        Talk talk = Talk.begin().setUp();
        talk.extendedMiner();
        talk.connection().withheld("a test");
        assertThat(outcome(talk, RecordedMessages.of(type, 2))).isEqualTo(Outcome.SILENCE);
    }

    @ParameterizedTest
    @MethodSource("types")
    void a_connection_without_work_answers_or_passes_over_and_never_fails(MessageType<?> type) {
        Outcome expected = switch ((Object) type) {
            // The answer waits for work.
            case MiningMessageType.OPEN_STANDARD_MINING_CHANNEL, MiningMessageType.OPEN_EXTENDED_MINING_CHANNEL ->
                Outcome.SILENCE;
            case MiningMessageType.CLOSE_CHANNEL -> Outcome.PASSED_OVER;
            default -> whenOpen(type);
        };
        assertThat(outcome(Talk.beginWithoutWork().setUp(), RecordedMessages.of(type, 2))).isEqualTo(expected);
    }

    @Test
    void unknown_types_and_extensions_are_passed_over_once_the_connection_is_set_up_whatever_their_channel_bit() {
        for (boolean channelBit : List.of(true, false)) {
            for (int extension : new int[]{0, 1, 2, 0x4000, 0x7fff}) {
                for (int type : new int[]{0x05, 0x1e, 0x26, 0x54, 0x61, 0x77, 0xff}) {
                    Sv2Frame frame = new Sv2Frame(new FrameHeader(extension, channelBit, type, 0), Bytes.EMPTY);
                    assertThat(outcome(Talk.begin(), frame)).isEqualTo(Outcome.HUNG_UP);
                    assertThat(outcome(Talk.begin().setUp(), frame)).isEqualTo(Outcome.PASSED_OVER);
                }
            }
        }
    }

    private static Outcome outcome(Talk talk, Sv2Frame frame) {
        List<Effect<Sv2Message>> effects = talk.connection().received(frame);
        boolean replies = !Talk.replies(effects).isEmpty();
        if (Talk.hangUp(effects).isPresent()) {
            assertThat(replies).as("a reply although we hang up").isFalse();
            return Outcome.HUNG_UP;
        }
        if (replies) {
            return Outcome.ANSWERED;
        }
        if (Talk.events(effects).stream().anyMatch(Oddity.class::isInstance)) {
            assertThat(effects).hasSize(1);
            return Outcome.PASSED_OVER;
        }
        return effects.isEmpty() ? Outcome.SILENCE : Outcome.DONE;
    }
}
