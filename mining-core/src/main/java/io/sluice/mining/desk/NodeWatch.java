package io.sluice.mining.desk;

import java.util.concurrent.Executor;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

import io.sluice.mining.candidate.BlockTemplate;
import io.sluice.mining.candidate.ChainTip;
import io.sluice.mining.port.NodeTrouble;
import io.sluice.mining.port.TemplateSource;
import io.sluice.mining.time.Ticker;

/**
 * Keeps the newest template of the node: looks for a new block at each {@link #look}, and asks for a template when there is one,
 * when somebody says that there is one, and when the last question is older than {@link DeskSettings#refresh}.
 *
 * <p>Belongs to the desk's thread, to which the node's answers are handed over.
 */
final class NodeWatch {

    private final DeskSettings settings;
    private final TemplateSource node;
    private final DeskJournal journal;
    private final Executor desk;
    private final Ticker ticker;
    private final Consumer<BlockTemplate> templates;

    private @Nullable ChainTip tip;
    private boolean fetching;
    private boolean fetchAgain;
    private boolean inTrouble;
    private long lastFetch;
    private long fetches;

    /** @param templates takes every template that the node gives */
    NodeWatch(DeskSettings settings, TemplateSource node, DeskJournal journal, Executor desk, Ticker ticker,
            Consumer<BlockTemplate> templates) {
        this.settings = settings;
        this.node = node;
        this.journal = journal;
        this.desk = desk;
        this.ticker = ticker;
        this.templates = templates;
    }

    /** To be called once every poll interval. */
    void look() {
        // A node that was in trouble is asked for a template at each look, so that mining goes on as soon as it is back.
        if (ticker.nanos() - lastFetch >= settings.refresh().toNanos() || inTrouble && !fetching) {
            fetch();
        } else {
            node.bestBlock().whenComplete((best, trouble) -> desk.execute(() -> {
                if (trouble != null) {
                    failed(trouble);
                } else if (tip != null && !tip.prevHash().equals(best)) {
                    fetch();
                }
            }));
        }
    }

    /** Asks for a template now. */
    void fetch() {
        boolean lost = ticker.nanos() - lastFetch >= settings.maxWorkAge().toNanos();
        if (fetching && !lost) {
            // What is on its way may be older than what made us ask.
            fetchAgain = true;
            return;
        }
        fetching = true;
        lastFetch = ticker.nanos();
        long number = ++fetches;
        node.template().whenComplete((fresh, trouble) -> desk.execute(() -> {
            if (number != fetches) {
                // Taken for lost long ago.
                return;
            }
            fetching = false;
            if (trouble != null) {
                failed(trouble);
            } else {
                take(fresh);
            }
            if (fetchAgain) {
                fetchAgain = false;
                fetch();
            }
        }));
    }

    private void failed(Throwable trouble) {
        inTrouble = true;
        Throwable cause = trouble.getCause() != null ? trouble.getCause() : trouble;
        journal.nodeFailed(cause instanceof NodeTrouble ? String.valueOf(cause.getMessage()) : cause.toString());
    }

    private void take(BlockTemplate fresh) {
        inTrouble = false;
        journal.nodeAnswered();
        if (tip == null || !tip.sameParent(fresh.tip())) {
            journal.newTip(fresh.tip());
        }
        tip = fresh.tip();
        templates.accept(fresh);
    }
}
