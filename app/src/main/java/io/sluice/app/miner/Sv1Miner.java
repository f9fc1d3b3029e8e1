package io.sluice.app.miner;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.LineBasedFrameDecoder;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.sluice.datum.netty.SocketTrouble;
import io.sluice.mining.bitcoin.BlockHash;
import io.sluice.mining.bitcoin.BlockHeader;
import io.sluice.mining.bitcoin.CompactTarget;
import io.sluice.mining.bitcoin.MerklePath;
import io.sluice.mining.bitcoin.Sha256d;
import io.sluice.mining.bitcoin.Sv1Difficulty;
import io.sluice.mining.bitcoin.Target;
import io.sluice.wire.type.Bytes;

/** A Stratum V1 miner for trying out. It rolls nothing but the nonce. Belongs to its loop. */
public final class Sv1Miner extends DialingMiner {

    private static final Logger LOG = LoggerFactory.getLogger("sluice.lab.miner");
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int LONGEST_LINE = 64 * 1024;
    private static final int SUBSCRIBE = 1;
    private static final int AUTHORIZE = 2;
    private static final int FIRST_SUBMIT = 3;

    private final Seat seat = grinder().seat();
    private @Nullable Channel socket;
    private int nextId = FIRST_SUBMIT;
    private Bytes extranonce1 = Bytes.EMPTY;
    private int extranonce2Size;
    private Target target = Target.EASIEST;

    public Sv1Miner(String user, double hashesPerSecond, Server server, MinerTools tools) {
        super(new MinerIdentity(user, "SV1", "extended"), hashesPerSecond, server, tools);
    }

    @Override
    ChannelInitializer<Channel> talk(Server server) {
        return new ChannelInitializer<>() {
            @Override
            protected void initChannel(Channel made) {
                made.pipeline().addLast(new LineBasedFrameDecoder(LONGEST_LINE), new Talk());
            }
        };
    }

    @Override
    void hangUp(String why) {
        Channel open = socket;
        if (open != null) {
            open.close();
        }
    }

    private void request(int id, String method, Object... params) {
        ObjectNode line = JSON.createObjectNode().put("id", id).put("method", method);
        ArrayNode list = line.putArray("params");
        for (Object param : params) {
            list.addPOJO(param);
        }
        Channel open = socket;
        if (open != null) {
            byte[] bytes = (line + "\n").getBytes(StandardCharsets.UTF_8);
            open.writeAndFlush(open.alloc().buffer(bytes.length).writeBytes(bytes));
        }
    }

    private void heard(JsonNode line) {
        switch (line.path("method").asText()) {
            case "" -> answered(line);
            case "mining.notify" -> notified(line.path("params"));
            case "mining.set_difficulty" ->
                Sv1Difficulty.parse(line.path("params").path(0).asText())
                        .ifPresent(difficulty -> target = difficulty.toTarget());
            default -> LOG.debug("{}: ignoring {}", identity().user(), line);
        }
    }

    private void answered(JsonNode line) {
        int id = line.path("id").asInt();
        if (id == SUBSCRIBE) {
            extranonce1 = Bytes.hex(line.path("result").path(1).asText());
            extranonce2Size = line.path("result").path(2).asInt();
            connected();
        } else if (id >= FIRST_SUBMIT) {
            if (line.path("result").asBoolean(false)) {
                counts().accept(1);
            } else {
                counts().reject(line.path("error").path(1).asText("no reason given"));
            }
        } else if (!line.path("result").asBoolean(false)) {
            LOG.warn("{}: not authorised: {}", identity().user(), line.path("error"));
        }
    }

    private void notified(JsonNode params) {
        counts().job();
        byte[] extranonce = new byte[extranonce2Size];
        long counter = counts().jobs();
        for (int i = 0; i < Math.min(Long.BYTES, extranonce2Size); i++) {
            extranonce[i] = (byte) (counter >>> 8 * i);
        }
        Bytes extranonce2 = Bytes.adopt(extranonce);
        Bytes coinbase = Bytes.hex(params.path(2).asText())
                .concat(extranonce1)
                .concat(extranonce2)
                .concat(Bytes.hex(params.path(3).asText()));
        List<BlockHash> branches = new ArrayList<>();
        params.path(4).forEach(branch -> branches.add(new BlockHash(Bytes.hex(branch.asText()))));
        BlockHash root = new MerklePath(branches).root(new BlockHash(Sha256d.hash(coinbase)));
        String ntime = params.path(7).asText();
        BlockHeader header = new BlockHeader(
                Integer.parseUnsignedInt(params.path(5).asText(), 16),
                new BlockHash(wordsReversed(Bytes.hex(params.path(1).asText()))),
                root,
                Long.parseLong(ntime, 16),
                CompactTarget.fromDisplay(params.path(6).asText()),
                0);
        String jobId = params.path(0).asText();
        seat.mine(new Work(() -> header, target, nonce -> submit(jobId, extranonce2, ntime, nonce)));
    }

    private void submit(String jobId, Bytes extranonce2, String ntime, int nonce) {
        counts().submit();
        request(nextId++, "mining.submit", identity().user(), jobId, extranonce2.toHex(), ntime,
                String.format("%08x", nonce));
    }

    /** The hash in a notify has the bytes of each 4-byte word turned round. */
    private static Bytes wordsReversed(Bytes words) {
        byte[] turned = new byte[words.length()];
        for (int i = 0; i < turned.length; i++) {
            turned[i] = (byte) words.at(i - i % 4 + 3 - i % 4);
        }
        return Bytes.adopt(turned);
    }

    /** One connection. */
    private final class Talk extends SimpleChannelInboundHandler<ByteBuf> {

        @Override
        public void channelActive(ChannelHandlerContext context) {
            socket = context.channel();
            nextId = FIRST_SUBMIT;
            request(SUBSCRIBE, "mining.subscribe", "sluice-cpu/1");
            request(AUTHORIZE, "mining.authorize", identity().user(), "x");
        }

        @Override
        protected void channelRead0(ChannelHandlerContext context, ByteBuf line) {
            try {
                heard(JSON.readTree(line.toString(StandardCharsets.UTF_8)));
            } catch (JsonProcessingException | IllegalArgumentException e) {
                LOG.warn("{}: the server sent a line that is no Stratum: {}", identity().user(), e.getMessage());
                context.close();
            }
        }

        @Override
        public void channelInactive(ChannelHandlerContext context) {
            socket = null;
            seat.rest();
            disconnected("the connection ended");
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
            LOG.warn("{}: the connection broke: {}", identity().user(), SocketTrouble.words(cause));
            context.close();
        }
    }
}
