package io.sluice.mining.sv2;

import java.util.ArrayList;
import java.util.List;

import io.sluice.mining.port.Effect;
import io.sluice.mining.port.MiningEvent;
import io.sluice.mining.share.SolvedBlock;
import io.sluice.wire.Sv2Message;

/** Collects the effects of one input. A block comes before everything else. */
final class EffectList {

    private final List<Effect<Sv2Message>> effects = new ArrayList<>();

    void submit(SolvedBlock block) {
        effects.addFirst(new Effect.SubmitBlock<>(block));
    }

    void reply(Sv2Message message) {
        effects.add(new Effect.Reply<>(message));
    }

    void report(MiningEvent event) {
        effects.add(new Effect.Report<>(event));
    }

    void hangUp(String why) {
        effects.add(new Effect.HangUp<>(why));
    }

    List<Effect<Sv2Message>> toList() {
        return List.copyOf(effects);
    }
}
