package io.sluice.mining.desk;

import java.util.concurrent.Executor;

import org.jspecify.annotations.Nullable;

import io.sluice.mining.bitcoin.BlockHash;
import io.sluice.mining.candidate.BlockTemplate;
import io.sluice.mining.candidate.ChainTip;
import io.sluice.mining.port.NodeTrouble;
import io.sluice.mining.port.TemplateSource;
import io.sluice.mining.time.Ticker;

/**
 * Keeps the newest template of the node: looks for a new block at each {@link #look}, and asks for a template when there is one,
 * when somebody says that there is one, and when the last question is older than {@link DeskSettings#refresh}. Of a new block it tells
 * also what its header says, which is there sooner.
 *
 * <p>Belongs to the desk's thread, to which the node's answers are handed over.
 */
final class NodeWatch {

    /** Hears what the node says; on the desk's thread. */
    interface Listener {

        /** There is a new tip, and no template for it yet. */
        void tip(ChainTip tip);

        /** Every template that the node gives. */
        void template(BlockTemplate template);
    }

    private final DeskSettings settings;
    private final TemplateSource node;
    private final DeskJournal journal;
    private final Executor desk;
    private final Ticker ticker;
    private final Listener listener;

    private @Nullable ChainTip tip;
    /** What the tip was before a header told of a better one: a template on it was asked for too early. */
    private @Nullable BlockHash left;
    private boolean fetching;
    private boolean fetchAgain;
    private boolean inTrouble;
    private long lastFetch;
    private long fetches;

    NodeWatch(DeskSettings settings, TemplateSource node, DeskJournal journal, Executor desk, Ticker ticker,
            Listener listener) {
        this.settings = settings;
        this.node = node;
        this.journal = journal;
        this.desk = desk;
        this.ticker = ticker;
        this.listener = listener;
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
                    readHeader(best);
                }
            }));
        }
    }

    /** To be called when somebody says that there is a new block. */
    void notified() {
        fetch();
        if (tip != null && settings.emptyWork().readsHeaders()) {
            node.bestBlock().thenAccept(best -> desk.execute(() -> readHeader(best)));
        }
    }

    /** A node that does not answer this has no less work for us: the template is on its way. */
    private void readHeader(BlockHash best) {
        if (best.equals(left)) {
            // Back to where we were: what was left is not left any more.
            left = null;
        } else if (settings.emptyWork().readsHeaders() && tip != null && !tip.prevHash().equals(best)) {
            node.header(best).thenAccept(header -> desk.execute(() -> header.next(settings.network())
                    .ifPresent(this::follow)));
        }
    }

    /** What was asked long ago may have been overtaken by a template, and what is no step forward waits for one. */
    private void follow(ChainTip next) {
        ChainTip now = tip;
        if (now != null && next.height() == now.height() + 1) {
            left = now.prevHash();
            tip = next;
            journal.newTip(next);
            listener.tip(next);
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
        if (fresh.tip().prevHash().equals(left)) {
            fetchAgain = true;
            return;
        }
        left = null;
        if (tip == null || !tip.sameParent(fresh.tip())) {
            journal.newTip(fresh.tip());
        }
        tip = fresh.tip();
        listener.template(fresh);
    }
}
