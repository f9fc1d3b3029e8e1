package io.sluice.app.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

import io.sluice.datum.link.LinkFault;
import io.sluice.mining.bitcoin.ProofOfTarget;
import io.sluice.mining.port.PoolTerms;
import io.sluice.wire.type.Bytes;

/** What an operator reads about a pool that comes and goes. */
class LinkLogTest {

    private static final PoolTerms TERMS = new PoolTerms(
            1, Bytes.utf8("script"), 7, Bytes.utf8("POOL"), new ProofOfTarget(10));

    private final Logger logger = (Logger) LoggerFactory.getLogger("sluice.pool-link");
    private final ListAppender<ILoggingEvent> lines = new ListAppender<>();
    private long nanos;
    private final LinkLog log = new LinkLog(() -> nanos);

    @BeforeEach
    void listen() {
        lines.start();
        logger.addAppender(lines);
    }

    @AfterEach
    void listenNoMore() {
        logger.detachAppender(lines);
    }

    @Test
    void a_trouble_and_its_end_are_told() {
        log.ended(fault("refused"));
        log.ready(TERMS);

        assertThat(told()).containsExactly("no pool: refused", "the pool takes work");
    }

    @Test
    void troubles_that_take_turns_are_told_once_each() {
        for (int i = 0; i < 100; i++) {
            log.ended(fault("refused"));
            log.ended(fault("timed out"));
        }

        assertThat(told()).containsExactly("no pool: refused", "no pool: timed out");
    }

    @Test
    void a_pool_that_comes_and_goes_does_not_fill_the_log() {
        for (int i = 0; i < 100; i++) {
            log.ready(TERMS);
            log.ended(fault("it hung up"));
        }
        log.ready(TERMS);

        assertThat(told()).containsExactly("the pool takes work", "no pool: it hung up", "the pool takes work");
    }

    @Test
    void troubles_that_are_never_the_same_are_not_told_without_end() {
        for (int i = 0; i < 100; i++) {
            log.ended(fault("trouble " + i));
        }

        assertThat(told()).hasSize(Repeats.MOST);
    }

    @Test
    void a_trouble_that_lasts_is_told_again_after_a_while() {
        log.ended(fault("refused"));
        nanos += Repeats.QUIET.toNanos() - 1;
        log.ended(fault("refused"));
        assertThat(told()).hasSize(1);
        nanos++;
        log.ended(fault("refused"));

        assertThat(told()).hasSize(2);
    }

    @Test
    void our_own_end_is_no_trouble() {
        log.ended(new LinkFault(LinkFault.Kind.STOPPED, "The gateway stops."));

        assertThat(told()).isEmpty();
    }

    /** What is in the log at its usual level. */
    private List<String> told() {
        return lines.list.stream()
                .filter(line -> line.getLevel().isGreaterOrEqual(Level.INFO))
                .map(ILoggingEvent::getFormattedMessage)
                .toList();
    }

    private static LinkFault fault(String sentence) {
        return new LinkFault(LinkFault.Kind.UNREACHABLE, sentence);
    }
}
