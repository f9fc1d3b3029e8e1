package io.sluice.app.miner;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

import io.sluice.wire.mining.MiningMessage;
import io.sluice.wire.mining.OpenExtendedMiningChannel;
import io.sluice.wire.mining.OpenStandardMiningChannel;
import io.sluice.wire.type.Str255;
import io.sluice.wire.type.U256;

/**
 * Asks for the channels of a plan, a number of them at a time, until all are open or the server refuses one. Belongs to the loop
 * of its miner.
 */
final class ChannelOpener {

    /** So many answers are waited for at once: a flood of requests gets a client closed. */
    static final int AT_ONCE = 100;

    private static final int LEAST_EXTRANONCE = 2;

    private final ChannelPlan plan;
    private final Consumer<MiningMessage> send;
    private final Map<Long, Integer> asked = new HashMap<>();
    private int next;

    ChannelOpener(ChannelPlan plan, Consumer<MiningMessage> send) {
        this.plan = plan;
        this.send = send;
    }

    /** Asks for as many as may be asked for now. */
    void ask() {
        while (next < plan.count() && asked.size() < AT_ONCE) {
            int index = next++;
            long requestId = next;
            asked.put(requestId, index);
            send.accept(request(requestId, index));
        }
    }

    /** An answer came: which channel was asked for, from 0 on; empty if none was. */
    Optional<Integer> answered(long requestId) {
        return Optional.ofNullable(asked.remove(requestId));
    }

    /** Asks for no more. */
    void stop() {
        next = plan.count();
    }

    /** Whether every question was answered. */
    boolean isDone() {
        return next == plan.count() && asked.isEmpty();
    }

    private MiningMessage request(long requestId, int index) {
        Str255 user = Str255.of(plan.user(index));
        float claim = plan.hashesPerSecondAndChannel();
        return plan.isStandard(index)
                ? new OpenStandardMiningChannel(requestId, user, claim, U256.MAX)
                : new OpenExtendedMiningChannel(requestId, user, claim, U256.MAX, LEAST_EXTRANONCE);
    }
}
