package io.sluice.mining.sv2;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import io.sluice.mining.testing.HandTicker;
import io.sluice.wire.Sv2Message;
import io.sluice.wire.extension.RequestExtensions;
import io.sluice.wire.mining.CloseChannel;
import io.sluice.wire.mining.UpdateChannel;
import io.sluice.wire.type.Str255;
import io.sluice.wire.type.U256;

/** How much a client may ask for: a flood ends the connection, a large proxy is served. */
class RequestsTest {

    private final HandTicker ticker = new HandTicker();
    private final Requests requests = new Requests(ticker);

    static Stream<Arguments> floods() {
        return Stream.of(
                flood("updates of one channel", i -> new UpdateChannel(2, 1 + i % 2 * 1e12f, U256.MAX)),
                flood("updates that change nothing", _ -> new UpdateChannel(2, Talk.RATE, U256.MAX)),
                flood("negotiations", _ -> new RequestExtensions(1, List.of(2))),
                flood("channels opened and closed", i -> i % 2 == 0
                        ? Talk.openExtended("a", 1)
                        : new CloseChannel(3 + i / 2, Str255.EMPTY)));
    }

    private static Arguments flood(String what, IntFunction<Sv2Message> message) {
        return Arguments.of(what, message);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("floods")
    void a_flood_of_good_requests_ends_the_connection_when_there_were_a_thousand(
            String what, IntFunction<Sv2Message> message) {
        Talk talk = Talk.begin().setUp();
        talk.extendedMiner();
        int served = 0;
        while (served < 20_000 && Talk.hangUp(talk.say(message.apply(served))).isEmpty()) {
            served++;
        }
        assertThat(served).isBetween(1000, 1010);
    }

    @Test
    void who_ends_for_a_flood_hears_no_answer_to_the_last_request_and_the_log_says_why() {
        Talk talk = Talk.begin().setUp();
        for (int i = 0; i < 1000; i++) {
            assertThat(Talk.replies(talk.say(new RequestExtensions(i, List.of(2))))).hasSize(1);
        }
        var effects = talk.say(new RequestExtensions(1000, List.of(2)));
        assertThat(Talk.replies(effects)).isEmpty();
        assertThat(Talk.hangUp(effects)).hasValueSatisfying(why -> assertThat(why).contains("asks for too much"));
    }

    @Test
    void a_proxy_may_open_update_and_close_all_of_its_ten_thousand_channels_at_once() {
        for (int open = 0; open < 10_000; open++) {
            assertThat(requests.permit(open)).isTrue();
        }
        for (int i = 0; i < 2 * 10_000; i++) {
            assertThat(requests.permit(10_000)).isTrue();
        }
        for (int open = 10_000; open > 0; open--) {
            assertThat(requests.permit(open)).isTrue();
        }
    }

    @Test
    void and_it_may_update_each_of_them_every_ten_seconds_for_ever() {
        for (int i = 0; i < 20 * 10_000; i++) {
            assertThat(requests.permit(10_000)).isTrue();
            ticker.advanceMillis(1);
        }
    }

    @Test
    void one_channel_may_ask_ten_times_a_second_for_ever_and_not_twenty_times() {
        for (int i = 0; i < 10_000; i++) {
            assertThat(requests.permit(1)).isTrue();
            ticker.advanceMillis(100);
        }
        int more = 0;
        while (more < 10_000 && requests.permit(1)) {
            more++;
            ticker.advanceMillis(50);
        }
        assertThat(more).isBetween(1900, 2100);
    }

    @Test
    void shares_are_no_requests() {
        Talk talk = Talk.beginAtFixedDifficulty().setUp();
        TestMiner miner = talk.extendedMiner();
        for (int i = 0; i < 1_100; i++) {
            assertThat(Talk.hangUp(talk.say(miner.goodShare()))).isEmpty();
        }
    }
}
