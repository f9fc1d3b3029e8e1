package io.sluice.simulation.rule;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

import io.sluice.app.wiring.Gateway;
import io.sluice.datum.message.ShareReason;
import io.sluice.mining.bitcoin.BlockHash;
import io.sluice.mining.ledger.ShareFate;
import io.sluice.mining.ledger.Tally;
import io.sluice.simulation.trace.Happening;
import io.sluice.simulation.trace.Happening.Honesty;
import io.sluice.simulation.trace.Happening.PoolCounted;
import io.sluice.simulation.trace.Happening.PoolRefused;
import io.sluice.simulation.trace.Happening.ShareSent;
import io.sluice.simulation.world.Addresses;
import io.sluice.simulation.world.SimulatedWorld;

/**
 * What stands in the pool's books: every share once, each one really found by the miner whose name it bears, none that a miner knew to
 * be bad; all that the gateway's books call acknowledged is there; and the pool refuses nothing but what came too late.
 */
final class PoolCountsRight implements Rule {

    private static final long RECENT = 5_000_000_000L;
    /** Payout lists that were given out right before the pool died may be in no books; so long shares on them come when it is back. */
    private static final long FORGETFUL = 60_000_000_000L;

    private record Sent(String user, Honesty honesty) {}

    private final SimulatedWorld world;
    private final Map<BlockHash, Sent> sent = new HashMap<>();
    private final Set<BlockHash> counted = new HashSet<>();
    private final Map<String, Long> countedByName = new TreeMap<>();
    private final Map<String, Long> acknowledgedByTheDead = new TreeMap<>();
    private final Map<String, Long> mayBeLost = new TreeMap<>();
    private final Deque<Recent> recent = new ArrayDeque<>();

    private long forgetfulUntil;
    private long lastWritten;

    private record Recent(long at, String username) {}

    PoolCountsRight(SimulatedWorld world) {
        this.world = world;
        world.atGatewayEnd(this::remember);
    }

    @Override
    public String name() {
        return "each acknowledged share exists in the pool once and only once, in the name of who mined it";
    }

    @Override
    public void see(Happening happening) {
        switch (happening) {
            case ShareSent(_, var share) -> {
                share.header().ifPresent(_ -> sent.putIfAbsent(share.hash(), new Sent(share.user(), share.honesty())));
                recent.add(new Recent(world.time().nanos(), username(share.user())));
                while (recent.getFirst().at < lastWritten - RECENT) {
                    recent.removeFirst();
                }
            }
            case PoolCounted one -> {
                lastWritten = world.time().nanos();
                count(one);
            }
            case PoolRefused(String subject, String username, int code, String reason) when !isExpected(code) ->
                throw new RuleBroken(name(), subject, "the pool refuses a share of " + username + ": " + reason);
            // What no transaction held yet is lost with the process: shares, and payout lists that were just given out.
            case Happening.PoolKilled _ -> {
                recent.forEach(one -> mayBeLost.merge(one.username, 1L, Long::sum));
                recent.clear();
                forgetfulUntil = world.time().nanos() + FORGETFUL;
            }
            default -> {
                // Of no concern here.
            }
        }
    }

    private boolean isExpected(int code) {
        return code == ShareReason.STALE_BLOCK.code()
                || code == ShareReason.BAD_COINBASER_ID.code() && world.time().nanos() < forgetfulUntil
                || world.pool().isContrary()
                        && (code == ShareReason.HIGH_HASH.code() || code == ShareReason.H_NOT_ZERO.code());
    }

    @Override
    public void afterSecond() {
        if (!world.pool().isUp()) {
            forgetfulUntil = world.time().nanos() + FORGETFUL;
        }
    }

    private void count(PoolCounted one) {
        Sent share = sent.get(one.headerHash());
        if (share == null) {
            throw new RuleBroken(name(), one.subject(), "nobody mined " + one.headerHash() + ", and it is counted");
        }
        if (share.honesty != Honesty.HONEST && share.honesty != Honesty.STALE) {
            throw new RuleBroken(name(), one.subject(), one.headerHash() + " is counted, though it is "
                    + share.honesty.words());
        }
        if (!username(share.user).equals(one.username())) {
            throw new RuleBroken(name(), one.subject(), one.headerHash() + " was mined by " + share.user
                    + " and counted for " + one.username());
        }
        if (!counted.add(one.headerHash())) {
            throw new RuleBroken(name(), one.subject(), one.headerHash() + " is counted twice");
        }
        countedByName.merge(one.username(), 1L, Long::sum);
    }

    @Override
    public void atEnd() {
        Map<String, Long> acknowledged = new TreeMap<>(acknowledgedByTheDead);
        world.gateway().gateway().ifPresent(gateway -> add(gateway, acknowledged));
        acknowledged.forEach((name, told) -> {
            long there = countedByName.getOrDefault(name, 0L);
            if (told > there + mayBeLost.getOrDefault(name, 0L)) {
                throw new RuleBroken(name(), "pool", "the gateway's books have " + told + " shares of " + name
                        + " that the pool took; the pool's books have " + there);
            }
        });
    }

    private void remember(Gateway dead) {
        add(dead, acknowledgedByTheDead);
    }

    private void add(Gateway gateway, Map<String, Long> sums) {
        gateway.ledger().byWorker().forEach((worker, tally) -> sums.merge(username(worker), taken(tally), Long::sum));
    }

    private static long taken(Tally tally) {
        return tally.of(ShareFate.ACKNOWLEDGED) + tally.of(ShareFate.TENTATIVE);
    }

    /** As the configured policy has it. */
    private String username(String user) {
        return switch (world.setting().users()) {
            case "private" -> Addresses.OPERATOR;
            case "full" -> user;
            default -> Addresses.OPERATOR + "." + user;
        };
    }
}
