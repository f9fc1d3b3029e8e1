package io.sluice.simulation.rule;

import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

import io.sluice.mining.bitcoin.Sha256d;
import io.sluice.simulation.trace.Happening;
import io.sluice.simulation.trace.Happening.CoinbaseParts;
import io.sluice.simulation.trace.Happening.JobGiven;
import io.sluice.simulation.trace.Happening.JobSight;
import io.sluice.wire.type.Bytes;

/** No two miners are ever given equal work, nor is one given the same twice: it may begin anew with each job. */
final class WorkIsNobodyElses implements Rule {

    private record Owner(long connection, long channel, String jobId) {}

    // By all that is the same for all, then by the bytes that tell miners apart, as hexadecimal, so that beginnings stand beside each other.
    private final Map<Bytes, TreeMap<String, Owner>> byCoinbase = new HashMap<>();
    private final Map<Object, Owner> byRoot = new HashMap<>();

    @Override
    public String name() {
        return "no two miners are ever given equal work";
    }

    @Override
    public void see(Happening happening) {
        // What is only held for a block to come may be replaced by its like: one of them is begun at most.
        if (happening instanceof JobGiven(String miner, JobSight job) && job.prevHash().isPresent()) {
            Owner owner = new Owner(job.connection(), job.channel(), job.jobId());
            job.parts().ifPresent(parts -> own(miner, owner, parts));
            job.merkleRoot().ifPresent(root -> {
                Owner before = byRoot.putIfAbsent(root, owner);
                if (before != null && !before.equals(owner)) {
                    throw new RuleBroken(name(), miner, owner + " is given the work of " + before);
                }
            });
        }
    }

    private void own(String miner, Owner owner, CoinbaseParts parts) {
        Bytes common = parts.prefix().concat(parts.suffix());
        for (var branch : parts.branches()) {
            common = common.concat(branch.internal());
        }
        TreeMap<String, Owner> owners = byCoinbase.computeIfAbsent(Sha256d.hash(common), _ -> new TreeMap<>());
        String mine = parts.extranoncePrefix().toHex();
        Map.Entry<String, Owner> below = owners.floorEntry(mine);
        if (below != null && mine.startsWith(below.getKey()) && !below.getValue().equals(owner)) {
            throw new RuleBroken(name(), miner, owner + " is given the work of " + below.getValue());
        }
        Map.Entry<String, Owner> above = owners.higherEntry(mine);
        if (above != null && above.getKey().startsWith(mine) && !above.getValue().equals(owner)) {
            throw new RuleBroken(name(), miner, owner + " is given the work of " + above.getValue());
        }
        owners.put(mine, owner);
    }
}
