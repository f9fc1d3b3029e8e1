package io.sluice.app.wiring;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

import io.sluice.datum.link.LinkFault;
import io.sluice.datum.link.LinkJournal;
import io.sluice.mining.port.PoolTerms;
import io.sluice.mining.time.Ticker;

/** What the pool link has to say, as log lines: few of them, however often a trouble comes. Belongs to the link's loop. */
final class LinkLog implements LinkJournal {

    private static final Logger LOG = LoggerFactory.getLogger("sluice.pool-link");

    private final Repeats troubles;
    // Whether the last that was told of the link is that there is none; so it is at the beginning.
    private boolean toldAway = true;

    LinkLog(Ticker ticker) {
        this.troubles = new Repeats(ticker);
    }

    @Override
    public void calling(String address) {
        LOG.debug("calling the pool at {}", address);
    }

    @Override
    public void ready(PoolTerms terms) {
        LOG.atLevel(toldAway ? Level.INFO : Level.DEBUG).log("the pool takes work");
        toldAway = false;
    }

    @Override
    public void ended(LinkFault fault) {
        // A pool that stays away, or comes and goes, is told of now and then, not at each attempt.
        boolean news = fault.kind() != LinkFault.Kind.STOPPED && troubles.isNews(fault.sentence());
        LOG.atLevel(news ? Level.WARN : Level.DEBUG).log("no pool: {}", fault.sentence());
        toldAway |= news;
    }

    @Override
    public void noShareAccepted(int rounds, String why) {
        LOG.error("the pool has accepted no share on {} connections: {}", rounds, why);
    }

    @Override
    public void poolSays(String text) {
        LOG.info("the pool says: {}", text);
    }

    @Override
    public void oddity(String what) {
        LOG.debug("the pool link: {}", what);
    }

    @Override
    public void noPayoutList(String why) {
        LOG.atLevel(troubles.isNews(why) ? Level.WARN : Level.DEBUG)
                .log("everything goes to the pool's own script for now: {}", why);
    }

    @Override
    public void sharesLost(long count, String why) {
        LOG.warn("{} shares that miners were told are good will never reach the pool: {}", count, why);
    }
}
