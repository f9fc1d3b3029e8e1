package io.sluice.app.api;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.util.concurrent.ScheduledFuture;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.sluice.app.peer.PeerGate;
import io.sluice.app.peer.PeerRules;

/**
 * Answers {@code GET /api/v1/status}, {@code GET /api/v1/work} and {@code POST /notify} to whoever shows the token, and
 * {@code GET /NOTIFY} to anybody: a notice only makes us ask our own node, and a line written for the C gateway keeps working.
 *
 * <p>A request under a name that is not this machine's loopback is refused: a web page in the operator's browser could otherwise ask.
 */
public final class ControlServer {

    private static final Logger LOG = LoggerFactory.getLogger("sluice.control");
    private static final int MAX_REQUEST = 8 * 1024;
    /** From the first byte to the last of the answer, so that who asks slowly takes no place from others for long. */
    static final int SECONDS = 10;
    static final int MAX_CONNECTIONS = 64;
    private static final PeerRules PEERS = new PeerRules(PeerRules.EVERYBODY, MAX_CONNECTIONS, MAX_CONNECTIONS);
    private static final String ANYBODYS = "GET /NOTIFY";
    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    private final ControlToken token;
    private final Executor work;
    private volatile @Nullable ControlSource source;

    /** @param work where answers are made: the event loops are the miners' */
    public ControlServer(ControlToken token, Executor work) {
        this.token = token;
        this.work = work;
    }

    /** From here on there is something to tell; who asks before hears that the gateway is starting. */
    public void serve(ControlSource gateway) {
        source = gateway;
    }

    /** For the accepted sockets of a bootstrap; more than {@link #MAX_CONNECTIONS} at once are closed. */
    public ChannelInitializer<Channel> initializer() {
        AtomicBoolean told = new AtomicBoolean();
        return new PeerGate(PEERS, handlers(), (peer, _) -> {
            if (told.compareAndSet(false, true)) {
                LOG.warn(
                        "the control port has {} connections, as many as it takes, and {} wanted one more: something opens"
                                + " them and asks nothing (ss -tnp shows what). This is told once",
                        MAX_CONNECTIONS,
                        peer.getHostAddress());
            }
        });
    }

    private ChannelInitializer<Channel> handlers() {
        return new ChannelInitializer<>() {
            @Override
            protected void initChannel(Channel socket) {
                ScheduledFuture<?> end = socket.eventLoop().schedule(() -> socket.close(), SECONDS, TimeUnit.SECONDS);
                socket.closeFuture().addListener(_ -> end.cancel(false));
                socket.pipeline().addLast(
                        new HttpServerCodec(),
                        new HttpObjectAggregator(MAX_REQUEST),
                        new Answers());
            }
        };
    }

    private final class Answers extends SimpleChannelInboundHandler<FullHttpRequest> {

        @Override
        protected void channelRead0(ChannelHandlerContext context, FullHttpRequest request) {
            if (!request.decoderResult().isSuccess()) {
                answer(context, HttpResponseStatus.BAD_REQUEST, "not a request\n");
            } else if (!isLoopback(request.headers().get(HttpHeaderNames.HOST, ""))) {
                answer(context, HttpResponseStatus.FORBIDDEN,
                        "ask under the address 127.0.0.1 or the name localhost\n");
            } else {
                route(context, request);
            }
        }

        private void route(ChannelHandlerContext context, FullHttpRequest request) {
            String asked = request.method() + " " + path(request);
            if (!asked.equals(ANYBODYS)
                    && !token.isCarriedBy(request.headers().get(HttpHeaderNames.AUTHORIZATION, ""))) {
                answer(context, HttpResponseStatus.UNAUTHORIZED,
                        "show the token: Authorization: Bearer TOKEN, where TOKEN is"
                                + " the content of the file " + ControlToken.FILE + " in the data folder\n");
                return;
            }
            ControlSource gateway = source;
            if (gateway == null) {
                answer(context, HttpResponseStatus.SERVICE_UNAVAILABLE,
                        "the gateway is still starting; ask again in a moment\n");
                return;
            }
            switch (asked) {
                case "GET /api/v1/status" -> tell(context, gateway::status);
                case "GET /api/v1/work" -> tell(context, gateway::work);
                case ANYBODYS, "POST /notify" -> {
                    gateway.notifyBlock();
                    answer(context, HttpResponseStatus.OK, "OK\n");
                }
                default -> answer(context, HttpResponseStatus.NOT_FOUND,
                        "there is GET /api/v1/status, GET /api/v1/work and POST /notify\n");
            }
        }

        private void tell(ChannelHandlerContext context, Supplier<JsonNode> made) {
            work.execute(() -> {
                try {
                    answer(context, made.get());
                } catch (RuntimeException mistake) {
                    LOG.error("a question has no answer because of a mistake in this program", mistake);
                    context.close();
                }
            });
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
            context.close();
        }
    }

    private static String path(FullHttpRequest request) {
        String uri = request.uri();
        int query = uri.indexOf('?');
        return query < 0 ? uri : uri.substring(0, query);
    }

    private static boolean isLoopback(String host) {
        String name = host.toLowerCase(Locale.ROOT).replaceAll(":[0-9]+$", "");
        return name.equals("localhost") || name.equals("[::1]") || name.matches("127(\\.[0-9]{1,3}){3}");
    }

    private static void answer(ChannelHandlerContext context, HttpResponseStatus status, String text) {
        send(context, status, "text/plain; charset=utf-8", text.getBytes(StandardCharsets.UTF_8));
    }

    private static void answer(ChannelHandlerContext context, JsonNode json) {
        try {
            send(context, HttpResponseStatus.OK, "application/json", JSON.writeValueAsBytes(json));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree can always be written", e);
        }
    }

    private static void send(ChannelHandlerContext context, HttpResponseStatus status, String type, byte[] body) {
        DefaultFullHttpResponse response = new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, status,
                Unpooled.wrappedBuffer(body));
        response.headers()
                .set(HttpHeaderNames.CONTENT_TYPE, type)
                .set(HttpHeaderNames.CONTENT_LENGTH, body.length)
                .set(HttpHeaderNames.CACHE_CONTROL, "no-store")
                .set(HttpHeaderNames.CONNECTION, "close");
        context.writeAndFlush(response).addListener(ChannelFutureListener.CLOSE);
    }
}
