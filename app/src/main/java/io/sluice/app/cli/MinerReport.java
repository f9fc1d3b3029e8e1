package io.sluice.app.cli;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.sluice.app.miner.ChannelWatch;
import io.sluice.app.miner.CpuMiner;
import io.sluice.app.miner.MinerCounts;

/** What a miner for trying out saw, in a few lines. */
final class MinerReport {

    private static final double NANOS_PER_MILLI = 1e6;

    private MinerReport() {}

    static List<String> lines(CpuMiner miner) {
        List<String> lines = new ArrayList<>();
        MinerCounts counts = miner.counts();
        lines.add("%s: %d jobs, %d shares sent, %d accepted, refused %s%s; %d reconnects".formatted(
                miner.identity().user(), counts.jobs(), counts.submitted(), counts.accepted(), counts.rejected(),
                counts.unanswered() == 0 ? "" : ", unanswered " + counts.unanswered(), counts.reconnects()));
        miner.channels().ifPresent(watch -> lines.add("  " + channels(watch)));
        return lines;
    }

    private static String channels(ChannelWatch watch) {
        StringBuilder line = new StringBuilder("channels: %d of %d open, %d with work".formatted(
                watch.open(), watch.planned(), watch.withWork()));
        watch.untilAllHadWork().ifPresent(time -> line.append(", all ").append(millis(time)).append(" after the"
                + " handshake"));
        line.append("; new blocks: ").append(watch.blocks());
        Optional<Duration> last = watch.lastBlock();
        Optional<Duration> slowest = watch.slowestBlock();
        if (last.isPresent() && slowest.isPresent()) {
            line.append(", work for all within ").append(millis(last.get())).append(" of the first word, ")
                    .append(millis(slowest.get())).append(" at worst");
        }
        if (watch.behind() > 0) {
            line.append(", ").append(watch.behind()).append(" wait for it");
        }
        append(line, "closed by the server", watch.closed() == 0 ? "" : Long.toString(watch.closed()));
        append(line, "not opened", text(watch.refused()));
        append(line, "FAULTS OF THE SERVER", text(watch.faults()));
        return line.toString();
    }

    private static void append(StringBuilder line, String what, String text) {
        if (!text.isEmpty()) {
            line.append("; ").append(what).append(": ").append(text);
        }
    }

    private static String text(Map<String, Long> counts) {
        return counts.isEmpty() ? "" : counts.toString();
    }

    private static String millis(Duration time) {
        return "%.0f ms".formatted(time.toNanos() / NANOS_PER_MILLI);
    }
}
