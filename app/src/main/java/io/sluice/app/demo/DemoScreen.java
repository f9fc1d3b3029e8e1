package io.sluice.app.demo;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;

/** Shows how the demo goes: redrawn in place on a terminal, a plain line now and then elsewhere. Belongs to the demo's thread. */
final class DemoScreen {

    private static final String CLEAR_BELOW = "\u001b[J";
    private static final String BOLD = "\u001b[1m";
    private static final String DIM = "\u001b[2m";
    private static final String GREEN = "\u001b[32m";
    private static final String OFF = "\u001b[0m";
    private static final int PLAIN_EVERY = 10;
    private static final int BAR = 30;

    private final PrintWriter out;
    private final boolean terminal;
    private int linesDrawn;
    private int plainSkipped = PLAIN_EVERY;

    DemoScreen(PrintWriter out, boolean terminal) {
        this.out = out;
        this.terminal = terminal;
    }

    /** What to show, about twice a second. */
    record Picture(
            double seconds,
            double of,
            long height,
            long blocks,
            List<DemoReport.Miner> miners,
            long poolAccepted,
            long poolRejected,
            String ledger) {}

    void say(String line) {
        out.println(line);
        out.flush();
    }

    void draw(Picture picture) {
        if (terminal) {
            redraw(picture);
        } else if (++plainSkipped >= PLAIN_EVERY) {
            plainSkipped = 0;
            long accepted = picture.miners.stream().mapToLong(DemoReport.Miner::accepted).sum();
            say(String.format("%3.0f s  height %d, blocks of ours %d, shares accepted %d, by the pool %d",
                    picture.seconds, picture.height, picture.blocks, accepted, picture.poolAccepted));
        }
    }

    /** Leaves what is drawn and goes on below it. */
    void done() {
        linesDrawn = 0;
    }

    private void redraw(Picture picture) {
        List<String> lines = new ArrayList<>();
        int full = (int) Math.min(BAR, Math.round(BAR * picture.seconds / picture.of));
        lines.add(GREEN + "#".repeat(full) + OFF + DIM + "-".repeat(BAR - full) + OFF
                + String.format("  %.0f of %.0f s", picture.seconds, picture.of));
        lines.add("");
        lines.add(String.format("  node     height %s%d%s, blocks of ours %s%d%s", BOLD, picture.height, OFF, BOLD,
                picture.blocks, OFF));
        lines.add(String.format("  pool     shares taken %s%d%s, refused %d", BOLD, picture.poolAccepted, OFF,
                picture.poolRejected));
        lines.add("  gateway  " + picture.ledger);
        lines.add("");
        for (DemoReport.Miner miner : picture.miners) {
            lines.add(String.format("  %-22s %s %-8s  accepted %s%4d%s  refused %d",
                    miner.name(), miner.protocol(), miner.channel(), BOLD, miner.accepted(), OFF, miner.rejected()));
        }
        StringBuilder drawing = new StringBuilder();
        if (linesDrawn > 0) {
            drawing.append(String.format("\u001b[%dA", linesDrawn));
        }
        drawing.append('\r').append(CLEAR_BELOW);
        lines.forEach(line -> drawing.append(line).append('\n'));
        linesDrawn = lines.size();
        out.print(drawing);
        out.flush();
    }
}
