package io.sluice.app.wiring;

import java.time.Duration;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

import io.sluice.mining.candidate.ChainTip;
import io.sluice.mining.desk.DeskJournal;
import io.sluice.mining.port.PoolTerms;

/** What the candidate desk has to say, as log lines: each trouble once when it begins and once when it ends. Belongs to the desk. */
final class DeskLog implements DeskJournal {

    private static final Logger LOG = LoggerFactory.getLogger("sluice.work");

    private boolean nodeSilent;
    // Under which the miners work for the pool, as far as the operator was told.
    private @Nullable PoolTerms toldTerms;

    @Override
    public void newTip(ChainTip tip) {
        LOG.info("mining block {} on {}", tip.height(), tip.prevHash());
    }

    @Override
    public void nodeFailed(String why) {
        if (!nodeSilent) {
            nodeSilent = true;
            LOG.error("the node gives no work: {}", why);
        }
    }

    @Override
    public void nodeAnswered() {
        if (nodeSilent) {
            nodeSilent = false;
            LOG.info("the node gives work again");
        }
    }

    @Override
    public void poolReady(PoolTerms terms) {
        // Every reconnect begins pool work anew; that is told only if the miners were elsewhere or something changed.
        LOG.atLevel(terms.equals(toldTerms) ? Level.DEBUG : Level.INFO).log(
                "work for the pool: tag \"{}\", minimum difficulty {}", terms.tag().toUtf8(),
                terms.minimum().difficulty());
        toldTerms = terms;
    }

    @Override
    public void poolBack(Duration trial) {
        LOG.info("the pool is back; miners go back to it when it has stayed for {} s", trial.toSeconds());
    }

    @Override
    public void noPlace(String why) {
        LOG.debug("the pool has no place for more work: {}", why);
    }

    @Override
    public void goingSolo(String why) {
        toldTerms = null;
        LOG.warn("miners work for you alone from now on, because {}", why);
    }

    @Override
    public void withheld(String why) {
        toldTerms = null;
        LOG.warn("miners are let go, because {}", why);
    }
}
