package io.sluice.simulation.node;

import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

import io.sluice.app.node.HttpAnswer;
import io.sluice.app.sandbox.RpcReply;
import io.sluice.app.sandbox.SandboxRpc;
import io.sluice.mining.bitcoin.BlockHash;
import io.sluice.mining.bitcoin.BlockHeader;
import io.sluice.mining.bitcoin.Sha256d;
import io.sluice.simulation.time.Chance;
import io.sluice.simulation.time.VirtualTime;
import io.sluice.simulation.trace.Happening;
import io.sluice.simulation.trace.Watcher;
import io.sluice.wire.type.Bytes;

/** A node as its users see it: the sandbox's own RPC, through whatever is wrong at the moment. */
public final class VirtualNode {

    /** What a node can be wrong with. */
    public enum Trouble {
        NONE, AWAY, SILENT, GARBAGE, CUT_SHORT, SERVER_ERROR, WARMING_UP
    }

    private static final long QUICKEST = 500_000;
    private static final long SLOWEST = 60_000_000;
    private static final String SUBMIT = "\"submitblock\"";
    private static final Bytes WARM_UP = Bytes.utf8(
            "{\"result\":null,\"error\":{\"code\":-28,\"message\":\"Loading block index...\"},\"id\":1}");

    private final String name;
    private final VirtualTime time;
    private final Chance chance;
    private final SandboxRpc rpc;
    private final Watcher trace;
    private Trouble trouble = Trouble.NONE;
    private long troubleUntil;
    private long extraDelay;
    private long lastAnswer;

    public VirtualNode(String name, VirtualTime time, Chance chance, SandboxRpc rpc, Watcher trace) {
        this.name = name;
        this.time = time;
        this.chance = chance;
        this.rpc = rpc;
        this.trace = trace;
    }

    public String name() {
        return name;
    }

    /** What is wrong with it now. */
    public Trouble trouble() {
        return time.nanos() < troubleUntil ? trouble : Trouble.NONE;
    }

    /** That is wrong with it from now on, for so long, or as long as what was wrong with it before. */
    public void is(Trouble wrong, long nanos) {
        trouble = wrong;
        troubleUntil = Math.max(troubleUntil, time.nanos() + nanos);
    }

    /** Nothing is wrong with it any more. */
    public void heal() {
        troubleUntil = 0;
        extraDelay = 0;
    }

    /** From now on each answer takes so much longer, nanoseconds. */
    public void slowDown(long nanos) {
        extraDelay = nanos;
    }

    /** When it last gave a right answer, nanoseconds. */
    public long lastAnswer() {
        return lastAnswer;
    }

    /** Whether a block that is handed to it now arrives and is answered. */
    public boolean isReachable() {
        return trouble() == Trouble.NONE;
    }

    /** A request comes in; {@code done} hears the answer, if there ever is one. */
    void ask(String by, Bytes request, Consumer<HttpAnswer> done) {
        time.after(chance.delay(QUICKEST, SLOWEST), () -> {
            if (trouble() == Trouble.AWAY) {
                done.accept(new HttpAnswer.NoConnection("connection refused"));
            } else if (trouble() == Trouble.WARMING_UP) {
                done.accept(new HttpAnswer.Response(500, WARM_UP));
            } else {
                rpc.answer(request).thenAccept(reply -> {
                    notice(by, request, reply);
                    answer(reply, done);
                });
            }
        });
    }

    private void answer(RpcReply reply, Consumer<HttpAnswer> done) {
        Trouble wrong = trouble();
        time.after(chance.delay(QUICKEST, SLOWEST) + extraDelay, () -> {
            switch (wrong) {
                case SILENT -> {
                    // Whoever asked gives up by itself.
                }
                case GARBAGE -> done.accept(new HttpAnswer.Response(200, Bytes.utf8("<html>It works!</html>")));
                case CUT_SHORT -> done.accept(new HttpAnswer.Response(
                        200, reply.body().slice(0, chance.nextInt(reply.body().length()))));
                case SERVER_ERROR -> done.accept(new HttpAnswer.Response(503, Bytes.utf8("Work queue depth exceeded")));
                default -> {
                    lastAnswer = time.nanos();
                    done.accept(new HttpAnswer.Response(reply.status(), reply.body()));
                }
            }
        });
    }

    /** Sees which blocks the node is given. */
    private void notice(String by, Bytes request, RpcReply reply) {
        String text = request.toUtf8();
        int at = text.indexOf(SUBMIT);
        if (at < 0) {
            return;
        }
        int hex = text.indexOf("[\"", at) + 2;
        Bytes header = Bytes.hex(text.substring(hex, hex + 2 * BlockHeader.SIZE));
        String answer = new String(reply.body().toArray(), StandardCharsets.UTF_8);
        String verdict = answer.contains("\"result\":null") && answer.contains("\"error\":null")
                ? "accepted"
                : answer.replaceAll(".*\"result\":\"([^\"]*)\".*", "$1");
        trace.see(new Happening.BlockHanded(name, by, new BlockHash(Sha256d.hash(header)), verdict));
    }
}
