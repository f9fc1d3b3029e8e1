package io.sluice.app.sandbox.netty;

import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.timeout.IdleStateEvent;

import io.sluice.app.sandbox.RpcReply;
import io.sluice.app.sandbox.SandboxRpc;
import io.sluice.wire.type.Bytes;

/**
 * Takes the requests of one connection to the sandbox's thread and brings the answers back, as Bitcoin Core would give them.
 *
 * <p>Belongs to the connection's event loop. Reads the next request when the last is answered, so nobody can queue up work.
 */
final class RpcHandler extends SimpleChannelInboundHandler<FullHttpRequest> {

    private final SandboxRpc rpc;
    private final Executor owner;
    private final BasicAuth login;

    RpcHandler(SandboxRpc rpc, Executor owner, BasicAuth login) {
        this.rpc = rpc;
        this.owner = owner;
        this.login = login;
    }

    @Override
    protected void channelRead0(ChannelHandlerContext ctx, FullHttpRequest request) {
        boolean keepAlive = HttpUtil.isKeepAlive(request);
        if (!request.decoderResult().isSuccess()) {
            respond(ctx, HttpResponseStatus.BAD_REQUEST, "", false);
        } else if (!request.method().equals(HttpMethod.POST)) {
            respond(ctx, HttpResponseStatus.METHOD_NOT_ALLOWED, "JSONRPC server handles only POST requests", keepAlive);
        } else if (!login.admits(request.headers().get(HttpHeaderNames.AUTHORIZATION))) {
            respond(ctx, HttpResponseStatus.UNAUTHORIZED, "", false);
        } else {
            answer(ctx, Bytes.adopt(ByteBufUtil.getBytes(request.content())), keepAlive);
        }
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
        if (event instanceof IdleStateEvent) {
            ctx.close();
        } else {
            ctx.fireUserEventTriggered(event);
        }
    }

    /** Whoever breaks the connection, or talks something else than HTTP, is of no interest. */
    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        ctx.close();
    }

    private void answer(ChannelHandlerContext ctx, Bytes request, boolean keepAlive) {
        ctx.channel().config().setAutoRead(false);
        var reminder = ctx.executor().schedule(
                () -> owner.execute(rpc::answerWaiting), SandboxNode.IDLE_SECONDS / 2, TimeUnit.SECONDS);
        owner.execute(() -> rpc.answer(request).thenAccept(reply -> ctx.executor().execute(() -> {
            reminder.cancel(false);
            respond(ctx, reply, keepAlive);
            ctx.channel().config().setAutoRead(true);
        })));
    }

    private static void respond(ChannelHandlerContext ctx, RpcReply reply, boolean keepAlive) {
        FullHttpResponse response = response(HttpResponseStatus.valueOf(reply.status()),
                Unpooled.wrappedBuffer(reply.body().asReadOnlyBuffer()));
        response.headers().set(HttpHeaderNames.CONTENT_TYPE, HttpHeaderValues.APPLICATION_JSON);
        send(ctx, response, keepAlive);
    }

    private static void respond(ChannelHandlerContext ctx, HttpResponseStatus status, String text, boolean keepAlive) {
        FullHttpResponse response = response(status, ByteBufUtil.writeUtf8(ctx.alloc(), text));
        if (status.equals(HttpResponseStatus.UNAUTHORIZED)) {
            response.headers().set(HttpHeaderNames.WWW_AUTHENTICATE, "Basic realm=\"jsonrpc\"");
        }
        send(ctx, response, keepAlive);
    }

    private static FullHttpResponse response(HttpResponseStatus status, ByteBuf body) {
        FullHttpResponse response = new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, status, body);
        response.headers().set(HttpHeaderNames.CONTENT_LENGTH, body.readableBytes());
        return response;
    }

    private static void send(ChannelHandlerContext ctx, FullHttpResponse response, boolean keepAlive) {
        HttpUtil.setKeepAlive(response, keepAlive);
        var written = ctx.writeAndFlush(response);
        if (!keepAlive) {
            written.addListener(ChannelFutureListener.CLOSE);
        }
    }
}
