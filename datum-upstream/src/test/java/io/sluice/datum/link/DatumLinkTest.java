package io.sluice.datum.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import io.sluice.datum.link.LinkFault.Kind;
import io.sluice.datum.message.BlockNotify;
import io.sluice.datum.message.ClientConfiguration;
import io.sluice.datum.message.CoinbaserRequest;
import io.sluice.datum.message.CoinbaserResponse;
import io.sluice.datum.message.ShareResponse;
import io.sluice.datum.message.UnknownMiningCommand;
import io.sluice.datum.testing.FakePool;
import io.sluice.datum.testing.FakePool.Manner;
import io.sluice.mining.bitcoin.TxOutput;
import io.sluice.mining.testing.CandidateFixtures;
import io.sluice.mining.testing.HandLoop;
import io.sluice.wire.type.Bytes;

/** The conversation in each of its states, as bytes in and events out. */
class DatumLinkTest {

    private final HandLoop loop = new HandLoop();
    private final FakePool pool = new FakePool(7);
    private final DatumLink link = new DatumLink(
            LinkBench.settings(pool, LinkSettings.OUTBOX), LinkBench.tools(loop));
    private final ByteArrayOutputStream fromPool = new ByteArrayOutputStream();
    private final List<LinkEvent> events = new ArrayList<>();
    private boolean poolHungUp;
    private final PoolLine line = new PoolLine() {

        private FakePool.@Nullable Visit visit;

        @Override
        public void send(byte[] buffer, int length) {
            if (visit == null) {
                visit = pool.visitedThrough(new FakePool.Transport() {
                    @Override
                    public void send(byte[] bytes) {
                        fromPool.writeBytes(bytes);
                    }

                    @Override
                    public void close() {
                        poolHungUp = true;
                    }
                });
            }
            visit.received(ByteBuffer.wrap(buffer.clone(), 0, length));
        }

        @Override
        public boolean isWritable() {
            return true;
        }

        @Override
        public void close() {}
    };

    @Test
    void disconnected_nothing_is_said_and_nothing_happens() {
        assertThat(link.state()).isEqualTo(DatumState.DISCONNECTED);
        assertThat(link.tick()).isEmpty();
        assertThat(link.closed("gone")).isEmpty();
        assertThat(link.received(ByteBuffer.allocate(10))).isEmpty();
        assertThatThrownBy(() -> link.say(new CoinbaserRequest(LinkBench.VALUE, LinkBench.TIP.prevHash())))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void greeting_the_pool_hears_hello_and_nothing_can_be_said() {
        greet(Manner.MUTE);

        assertThat(link.state()).isEqualTo(DatumState.GREETING);
        assertThat(events).isEmpty();
        assertThat(pool.failures()).isEmpty();
        assertThatThrownBy(() -> link.say(new CoinbaserRequest(LinkBench.VALUE, LinkBench.TIP.prevHash())))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void greeting_ends_when_nobody_answers() {
        greet(Manner.MUTE);

        assertThat(after(DatumLink.HANDSHAKE.minusMillis(1))).isEmpty();
        assertEnded(after(Duration.ofMillis(1)), Kind.GREETING_NOT_ANSWERED, "did not answer our greeting");
    }

    @Test
    void a_pool_with_other_keys_can_not_open_our_greeting_and_hangs_up() {
        greet(Manner.IMPOSTOR);

        assertThat(poolHungUp).isTrue();
        assertEnded(link.closed("the pool closed it"), Kind.GREETING_NOT_ANSWERED, "the pool key in the configuration");
    }

    @Test
    void an_answer_that_is_not_signed_by_the_pool_ends_the_greeting() {
        greet(Manner.FORGER);

        assertEnded(events, Kind.WRONG_POOL_KEY, "not signed by the pool whose key is in the configuration");
    }

    @Test
    void random_bytes_for_an_answer_end_the_greeting() {
        greet(Manner.BABBLING);

        assertThat(events).hasSize(1).first().isInstanceOf(LinkEvent.Ended.class);
        assertThat(link.state()).isEqualTo(DatumState.DISCONNECTED);
    }

    @Test
    void authenticated_the_message_of_the_day_is_told_and_the_configuration_waited_for() {
        greet(Manner.UNCONFIGURED);

        assertThat(link.state()).isEqualTo(DatumState.AUTHENTICATED);
        assertThat(events).containsExactly(new LinkEvent.Authenticated("Be welcome"));
        assertThatThrownBy(() -> link.say(new CoinbaserRequest(LinkBench.VALUE, LinkBench.TIP.prevHash())))
                .isInstanceOf(IllegalStateException.class);
        assertEnded(after(DatumLink.HANDSHAKE), Kind.SILENT, "sent no configuration");
    }

    @Test
    void authenticated_lists_and_verdicts_are_ignored_and_a_new_block_is_not() {
        greet(Manner.UNCONFIGURED);
        events.clear();
        pool.sends(new ShareResponse(ShareResponse.Status.ACCEPTED, 0, 1, 1, 1));
        pool.sends(CoinbaserResponse.of(1000, 1, CandidateFixtures.payouts(1, 1).payouts().stream()
                .map(payout -> new TxOutput(1, payout.script())).toList()));
        pool.sends(new BlockNotify());
        hearPool();

        assertThat(events).hasSize(3);
        assertThat(events.subList(0, 2)).allMatch(event -> event instanceof LinkEvent.Oddity);
        assertThat(events.getLast()).isEqualTo(new LinkEvent.NewBlock());
        assertThat(link.state()).isEqualTo(DatumState.AUTHENTICATED);
    }

    @Test
    void a_configuration_that_is_not_understood_is_the_reason_given_at_the_deadline() {
        greet(Manner.UNCONFIGURED);
        pool.sends(new UnknownMiningCommand(0x99, Bytes.hex("0201")));
        hearPool();

        assertThat(link.state()).isEqualTo(DatumState.AUTHENTICATED);
        assertEnded(after(DatumLink.HANDSHAKE), Kind.OTHER_PROTOCOL, "without the signature");
    }

    @Test
    void ready_comes_with_the_configuration_and_may_come_again() {
        greet(Manner.POLITE);
        assertThat(link.state()).isEqualTo(DatumState.READY);
        assertThat(events).endsWith(new LinkEvent.Configured(pool.configuration()));

        ClientConfiguration other = new ClientConfiguration(CandidateFixtures.p2tr(9), 1, Bytes.EMPTY, 1);
        pool.reconfigures(other);
        hearPool();

        assertThat(link.state()).isEqualTo(DatumState.READY);
        assertThat(events).endsWith(new LinkEvent.Configured(other));
    }

    @Test
    void ready_texts_are_told_and_unknown_commands_ignored() {
        greet(Manner.POLITE);
        events.clear();
        pool.says("Hello\u0007 miners");
        pool.pings();
        pool.sends(new UnknownMiningCommand(0x77, Bytes.EMPTY));
        hearPool();

        assertThat(events).containsExactly(
                new LinkEvent.Said("Hello? miners"),
                new LinkEvent.Oddity("the pool sent mining command 77, which this version does not know"));
    }

    @Test
    void ready_ends_after_a_minute_of_silence_and_not_while_the_pool_pings() {
        greet(Manner.POLITE);
        for (int i = 0; i < 5; i++) {
            assertThat(after(Duration.ofSeconds(59))).isEmpty();
            pool.pings();
            hearPool();
        }
        assertEnded(after(Duration.ofMinutes(1)), Kind.SILENT, "Nothing was heard");
    }

    @ParameterizedTest
    @EnumSource(value = Manner.class, names = {"MUTE", "UNCONFIGURED", "POLITE"})
    void garbage_in_any_state_ends_in_a_fault_or_waits_for_more(Manner manner) {
        for (long seed = 0; seed < 60; seed++) {
            DatumLinkTest fresh = new DatumLinkTest();
            fresh.greet(manner);
            Random random = new Random(seed);
            byte[] garbage = new byte[1 + random.nextInt(2000)];
            random.nextBytes(garbage);
            DatumState before = fresh.link.state();

            List<LinkEvent> heard = fresh.link.received(ByteBuffer.wrap(garbage));

            boolean ended = !heard.isEmpty() && heard.getLast() instanceof LinkEvent.Ended;
            assertThat(fresh.link.state()).as("seed " + seed)
                    .isEqualTo(ended ? DatumState.DISCONNECTED : before);
            assertThat(heard).as("seed " + seed).allMatch(event -> event instanceof LinkEvent.Ended);
        }
    }

    @Test
    void one_changed_bit_anywhere_in_the_answer_never_makes_the_link_ready() {
        greet(Manner.POLITE, false);
        byte[] answer = fromPool.toByteArray();
        int configurationFrame = answer.length - 150;
        for (int at = 0; at < configurationFrame; at += 7) {
            DatumLinkTest fresh = new DatumLinkTest();
            fresh.greet(Manner.POLITE, false);
            byte[] bytes = fresh.fromPool.toByteArray();
            bytes[at] ^= (byte) (1 << at % 8);
            fresh.link.received(ByteBuffer.wrap(bytes));
            // Reserved bits of a header mean nothing, so only that much is claimed.
            boolean reserved = at < 4;
            assertThat(reserved || fresh.link.state() != DatumState.READY).as("bit flipped in byte " + at).isTrue();
        }
    }

    @Test
    void bytes_may_come_one_at_a_time() {
        greet(Manner.POLITE, false);
        for (byte b : fromPool.toByteArray()) {
            events.addAll(link.received(ByteBuffer.wrap(new byte[]{b})));
        }

        assertThat(link.state()).isEqualTo(DatumState.READY);
        assertThat(events).hasSize(2);
    }

    @Test
    void an_answer_that_is_cut_anywhere_waits_for_the_rest() {
        greet(Manner.POLITE, false);
        byte[] answer = fromPool.toByteArray();
        for (int at = 0; at < answer.length; at++) {
            events.addAll(link.received(ByteBuffer.wrap(answer, at, 1)));
            if (at < answer.length - 1) {
                assertThat(link.state()).as("after " + (at + 1) + " bytes").isNotEqualTo(DatumState.READY);
            }
        }
        assertThat(events).noneMatch(event -> event instanceof LinkEvent.Ended);
    }

    @Test
    void what_is_said_while_the_line_takes_bytes_goes_out_once_and_behind_them() {
        greet(Manner.POLITE);
        CoinbaserRequest first = new CoinbaserRequest(LinkBench.VALUE, LinkBench.TIP.prevHash());
        CoinbaserRequest second = new CoinbaserRequest(LinkBench.VALUE, LinkBench.NEXT_TIP.prevHash());
        link.say(first);
        link.flush(new PoolLine() {

            private boolean again;

            @Override
            public void send(byte[] buffer, int length) {
                line.send(buffer, length);
                if (!again) {
                    again = true;
                    link.say(second);
                    link.flush(this);
                }
            }

            @Override
            public boolean isWritable() {
                return true;
            }

            @Override
            public void close() {}
        });

        assertThat(pool.questions()).containsExactly(first, second);
        assertThat(pool.failures()).isEmpty();
        assertThat(link.outputSize()).isZero();
    }

    @Test
    void a_link_lives_for_one_connection() {
        greet(Manner.POLITE);
        assertEnded(link.closed("gone"), Kind.CLOSED, "ended");
        assertThat(link.received(ByteBuffer.allocate(8))).isEmpty();
        assertThatThrownBy(link::open).isInstanceOf(IllegalStateException.class);
    }

    private void greet(Manner manner) {
        greet(manner, true);
    }

    private void greet(Manner manner, boolean hear) {
        pool.meets(manner);
        events.addAll(link.open());
        link.flush(line);
        if (hear) {
            hearPool();
        }
    }

    private void hearPool() {
        byte[] bytes = fromPool.toByteArray();
        fromPool.reset();
        events.addAll(link.received(ByteBuffer.wrap(bytes)));
    }

    private List<LinkEvent> after(Duration step) {
        loop.advance(step);
        return link.tick();
    }

    private void assertEnded(List<LinkEvent> heard, Kind kind, String words) {
        assertThat(heard).isNotEmpty();
        assertThat(heard.getLast()).isInstanceOfSatisfying(LinkEvent.Ended.class, ended -> {
            assertThat(ended.fault().kind()).isEqualTo(kind);
            assertThat(ended.fault().sentence()).contains(words);
        });
        assertThat(link.state()).isEqualTo(DatumState.DISCONNECTED);
    }
}
