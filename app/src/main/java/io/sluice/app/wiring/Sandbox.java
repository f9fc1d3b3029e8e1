package io.sluice.app.wiring;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import io.sluice.app.sandbox.SandboxChain;
import io.sluice.app.sandbox.SandboxListener;
import io.sluice.app.sandbox.SandboxRpc;
import io.sluice.app.sandbox.SandboxSettings;
import io.sluice.app.sandbox.netty.SandboxNode;

/** A sandbox node on a socket. */
public final class Sandbox {

    private static final Duration LONG_POLL = Duration.ofSeconds(60);

    private final InetSocketAddress address;

    private Sandbox(InetSocketAddress address) {
        this.address = address;
    }

    /**
     * Starts one. The stage fails when it can not listen.
     *
     * @param user for its JSON-RPC
     * @param password for its JSON-RPC
     * @param listener hears of blocks, on the sandbox's loop
     */
    public static CompletionStage<Sandbox> open(
            SandboxSettings settings,
            InetSocketAddress listen,
            String user,
            String password,
            World world,
            SandboxListener listener) {
        ScheduledExecutorService loop = world.sockets().loop();
        SandboxChain chain = new SandboxChain(settings, world.clock(), world.random());
        chain.listen(listener);
        SandboxRpc rpc = new SandboxRpc(chain);
        answerWaiting(rpc, loop);
        return world.sockets()
                .listen(listen, new SandboxNode(rpc, loop, user, password))
                .thenApply(listening -> new Sandbox(listening.address()));
    }

    /** Where it listens. */
    public InetSocketAddress address() {
        return address;
    }

    private static void answerWaiting(SandboxRpc rpc, ScheduledExecutorService loop) {
        loop.schedule(() -> {
            answerWaiting(rpc, loop);
            rpc.answerWaiting();
        }, LONG_POLL.toMillis(), TimeUnit.MILLISECONDS);
    }
}
