package io.sluice.app.wiring;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.sluice.datum.link.LinkFault;
import io.sluice.datum.link.LinkJournal;
import io.sluice.mining.port.PoolTerms;

/** What the pool link has to say, as log lines. Belongs to the link's loop. */
final class LinkLog implements LinkJournal {

    private static final Logger LOG = LoggerFactory.getLogger("sluice.pool-link");

    private String lastFault = "";

    @Override
    public void calling(String address) {
        LOG.debug("calling the pool at {}", address);
    }

    @Override
    public void ready(PoolTerms terms) {
        lastFault = "";
        LOG.info("the pool takes work");
    }

    @Override
    public void ended(LinkFault fault) {
        // A pool that stays away is told of once, not at each attempt.
        if (fault.kind() != LinkFault.Kind.STOPPED && !fault.sentence().equals(lastFault)) {
            lastFault = fault.sentence();
            LOG.warn("no pool: {}", fault.sentence());
        }
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
        LOG.warn("everything goes to the pool's own script for now: {}", why);
    }

    @Override
    public void sharesLost(long count, String why) {
        LOG.warn("{} shares that miners were told are good will never reach the pool: {}", count, why);
    }
}
