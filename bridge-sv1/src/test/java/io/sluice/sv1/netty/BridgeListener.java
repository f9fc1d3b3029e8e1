package io.sluice.sv1.netty;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

import io.sluice.mining.candidate.BlockCandidate;
import io.sluice.mining.port.Effect;
import io.sluice.mining.share.SolvedBlock;
import io.sluice.sv1.bridge.Sv1Connection;
import io.sluice.sv1.jsonrpc.Line;

/** Runs a connection of the bridge on a line, as an application does. */
final class BridgeListener implements LineListener {

    final List<SolvedBlock> blocks = new ArrayList<>();
    private final Sv1Connection connection;
    private @Nullable LineSink sink;

    BridgeListener(Sv1Connection connection) {
        this.connection = connection;
    }

    @Override
    public void opened(LineSink opened) {
        sink = opened;
    }

    @Override
    public void received(Line line) {
        run(connection.received(line));
    }

    void work(BlockCandidate candidate) {
        run(connection.work(candidate));
    }

    @Override
    public void closed(CloseReason reason) {
        run(connection.closed());
        sink = null;
    }

    private void run(List<Effect<Line>> effects) {
        for (Effect<Line> effect : effects) {
            switch (effect) {
                case Effect.SubmitBlock(var block) -> blocks.add(block);
                case Effect.Report(var _) -> {
                    // Told in the tests of the bridge.
                }
                case Effect.Reply(var line) -> {
                    if (sink != null) {
                        sink.send(line);
                    }
                }
                case Effect.HangUp(var why) -> {
                    if (sink != null) {
                        sink.close(why);
                    }
                }
            }
        }
        if (sink != null) {
            sink.flush();
        }
    }
}
