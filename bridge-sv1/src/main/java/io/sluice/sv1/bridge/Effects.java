package io.sluice.sv1.bridge;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import io.sluice.mining.port.Effect;
import io.sluice.mining.port.MiningEvent;
import io.sluice.mining.share.SolvedBlock;
import io.sluice.sv1.jsonrpc.Line;
import io.sluice.sv1.message.ServerMessage;

/** Gathers what one input to a connection leads to, in order. */
final class Effects {

    private final List<Effect<Line>> inOrder = new ArrayList<>();
    private boolean speaks;
    private @Nullable String hungUp;

    void submit(SolvedBlock block) {
        inOrder.add(new Effect.SubmitBlock<>(block));
    }

    void say(Line line) {
        inOrder.add(new Effect.Reply<>(line));
        speaks = true;
    }

    void say(List<ServerMessage> messages) {
        messages.forEach(message -> say(message.toLine()));
    }

    void report(MiningEvent event) {
        inOrder.add(new Effect.Report<>(event));
    }

    /** Only the first reason counts. */
    void hangUp(String why) {
        if (hungUp == null) {
            hungUp = why;
            inOrder.add(new Effect.HangUp<>(why));
        }
    }

    Optional<String> hungUp() {
        return Optional.ofNullable(hungUp);
    }

    /** Whether the miner hears anything. */
    boolean speaks() {
        return speaks;
    }

    List<Effect<Line>> inOrder() {
        return inOrder;
    }
}
