package io.sluice.app.demo;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import io.sluice.app.miner.ChannelWatch;
import io.sluice.app.miner.CpuMiner;
import io.sluice.app.miner.MinerCounts;
import io.sluice.mining.ledger.ShareFate;
import io.sluice.mining.ledger.Tally;

/**
 * How a demo went: what every part counted for itself, taken when the miners had stopped and everything had drained.
 *
 * @param miners what each miner was told
 * @param pool what the pool counted, by user
 * @param ledger what the gateway counted, in total
 * @param ledgerByWorker the same by worker, under the names that the pool hears
 * @param reasons why shares ended badly, by fate
 * @param blocks what became of found blocks
 * @param chainHeight how many blocks the sandbox node accepted
 * @param firstAcceptedShareSeconds from the listening line to the first accepted share
 */
public record DemoReport(
        List<Miner> miners,
        Map<String, PoolUser> pool,
        Tally ledger,
        Map<String, Tally> ledgerByWorker,
        Map<String, Map<String, Long>> reasons,
        Blocks blocks,
        long chainHeight,
        Optional<Double> firstAcceptedShareSeconds) {

    /**
     * What one miner was told.
     *
     * @param reasons why how many shares were refused
     * @param open shares without an answer
     * @param channels how many channels it wants; 0 for one that has none
     * @param idle how many of them are without work
     * @param faults what the other end did that its protocol does not allow
     */
    public record Miner(
            String name, String protocol, String channel, long accepted, long rejected, Map<String, Long> reasons,
            long open, int channels, int idle, Map<String, Long> faults) {

        static Miner of(CpuMiner miner) {
            MinerCounts counts = miner.counts();
            Optional<ChannelWatch> watch = miner.channels();
            return new Miner(
                    miner.identity().user(),
                    miner.identity().protocol(),
                    miner.identity().channel(),
                    counts.accepted(),
                    counts.rejectedTotal(),
                    counts.rejected(),
                    counts.open() + counts.unanswered(),
                    watch.map(ChannelWatch::planned).orElse(0),
                    watch.map(channels -> channels.planned() - channels.withWork()).orElse(0),
                    watch.map(ChannelWatch::faults).orElse(Map.of()));
        }
    }

    /** What the pool counted for one user. */
    public record PoolUser(long accepted, long tentative, long rejected) {

        /** Shares that the pool has an opinion about. */
        public long answered() {
            return accepted + tentative + rejected;
        }

        /** Both together. */
        public PoolUser plus(PoolUser other) {
            return new PoolUser(accepted + other.accepted, tentative + other.tentative, rejected + other.rejected);
        }
    }

    /** What became of found blocks. */
    public record Blocks(long found, long accepted, long lostRace) {}

    private static final PoolUser NOTHING = new PoolUser(0, 0, 0);

    /** Everything that is not as it should be, a sentence each; empty when all is well. */
    public List<String> failures() {
        List<String> failures = new ArrayList<>();
        for (Miner miner : miners) {
            if (miner.accepted() == 0) {
                failures.add(miner.name() + " had no share accepted");
            }
            if (miner.open() != 0) {
                failures.add(miner.name() + " waits in vain for the answer to " + miner.open() + " shares");
            }
            if (miner.idle() != 0) {
                failures.add(miner.idle() + " of the " + miner.channels() + " channels of " + miner.name()
                        + " have no work");
            }
            if (!miner.faults().isEmpty()) {
                failures.add(miner.name() + " saw the gateway break the protocol: " + miner.faults());
            }
        }
        compareWithPool(failures);
        if (!ledger.balances()) {
            failures.add("the ledger does not balance: " + ledger);
        }
        for (ShareFate fate : List.of(ShareFate.LOST, ShareFate.QUEUED, ShareFate.SENT, ShareFate.UNANSWERED)) {
            if (ledger.of(fate) != 0) {
                failures.add(ledger.of(fate) + " shares ended as " + fate.name().toLowerCase(Locale.ROOT));
            }
        }
        long told = miners.stream().mapToLong(Miner::accepted).sum();
        if (told != ledger.accepted()) {
            failures.add("miners were told \"accepted\" " + told + " times, the ledger says " + ledger.accepted());
        }
        if (blocks.accepted() == 0) {
            failures.add("no block was accepted");
        }
        if (blocks.found() != blocks.accepted() + blocks.lostRace()) {
            failures.add("of " + blocks.found() + " blocks found, " + blocks.accepted() + " were accepted and "
                    + blocks.lostRace() + " lost their race; the rest went wrong");
        }
        return failures;
    }

    private void compareWithPool(List<String> failures) {
        ledgerByWorker.forEach((worker, tally) -> {
            PoolUser user = pool.getOrDefault(worker, NOTHING);
            PoolUser ours = new PoolUser(
                    tally.of(ShareFate.ACKNOWLEDGED), tally.of(ShareFate.TENTATIVE), tally.of(ShareFate.REJECTED));
            // What the pool took tentatively it decides when its node has caught up, and does not say so again.
            boolean agree = ours.answered() == user.answered()
                    && ours.accepted() <= user.accepted()
                    && ours.rejected() <= user.rejected();
            if (!agree) {
                failures.add("pool and gateway disagree about " + worker + ": the pool says " + user + ", the gateway "
                        + ours);
            }
        });
        pool.keySet().stream()
                .filter(user -> !ledgerByWorker.containsKey(user))
                .forEach(user -> failures.add("the pool knows " + user + ", whom the gateway never heard of"));
    }

    /** For machines. */
    public ObjectNode json() {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        ArrayNode list = json.putArray("miners");
        miners.forEach(miner -> {
            ObjectNode entry = list.addObject()
                    .put("name", miner.name())
                    .put("protocol", miner.protocol())
                    .put("channel", miner.channel())
                    .put("channels", miner.channels())
                    .put("accepted", miner.accepted())
                    .put("rejected", miner.rejected());
            ObjectNode why = entry.putObject("rejectedBecause");
            miner.reasons().forEach(why::put);
        });
        PoolUser sum = poolTotal();
        json.putObject("pool")
                .put("accepted", sum.accepted())
                .put("tentative", sum.tentative())
                .put("rejected", sum.rejected());
        ObjectNode books = json.putObject("ledger").put("accepted", ledger.accepted());
        for (ShareFate fate : ShareFate.values()) {
            books.put(fate.name().toLowerCase(Locale.ROOT), ledger.of(fate));
        }
        ObjectNode because = json.putObject("reasons");
        reasons.forEach((fate, counts) -> {
            ObjectNode node = because.putObject(fate);
            counts.forEach(node::put);
        });
        json.putObject("blocks")
                .put("found", blocks.found())
                .put("accepted", blocks.accepted())
                .put("lostRace", blocks.lostRace());
        json.put("chainHeight", chainHeight);
        firstAcceptedShareSeconds.ifPresentOrElse(
                seconds -> json.put("firstAcceptedShareSeconds", seconds),
                () -> json.putNull("firstAcceptedShareSeconds"));
        ArrayNode wrong = json.putArray("failures");
        failures().forEach(wrong::add);
        return json;
    }

    /** All users of the pool together. */
    public PoolUser poolTotal() {
        return pool.values().stream().reduce(NOTHING, PoolUser::plus);
    }
}
