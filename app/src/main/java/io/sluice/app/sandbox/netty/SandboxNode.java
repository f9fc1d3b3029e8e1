package io.sluice.app.sandbox.netty;

import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.flow.FlowControlHandler;
import io.netty.handler.timeout.IdleStateHandler;

import io.sluice.app.sandbox.SandboxRpc;

/**
 * The server of a sandbox: give it to a bootstrap as child handler, on a loopback address.
 *
 * <p>Safe on any thread.
 */
public final class SandboxNode extends ChannelInitializer<Channel> {

    /** A block of four million bytes is eight million hexadecimal digits and some names. */
    static final int MAX_REQUEST = 9_000_000;
    /** Seconds after which a connection that does nothing is closed; a long poll is answered twice as early. */
    static final int IDLE_SECONDS = 120;

    private final SandboxRpc rpc;
    private final Executor owner;
    private final BasicAuth login;

    /**
     * @param owner runs what it is given one after the other on the sandbox's thread; an event loop does
     */
    public SandboxNode(SandboxRpc rpc, Executor owner, String user, String password) {
        this.rpc = rpc;
        this.owner = owner;
        this.login = new BasicAuth(user, password);
    }

    @Override
    protected void initChannel(Channel socket) {
        socket.pipeline()
                .addLast(new IdleStateHandler(0, 0, IDLE_SECONDS, TimeUnit.SECONDS))
                .addLast(new HttpServerCodec())
                .addLast(new HttpObjectAggregator(MAX_REQUEST))
                // One read may hold several requests; they are handed on one by one.
                .addLast(new FlowControlHandler())
                .addLast(new RpcHandler(rpc, owner, login));
    }
}
