package io.sluice.datum.netty;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelProgressivePromise;
import io.netty.channel.ChannelPromise;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.util.ReferenceCountUtil;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import io.sluice.datum.link.PoolLine;

/** A socket as a line, without a socket. */
class PoolLineHandlerTest {

    private final Heard heard = new Heard();
    private final EmbeddedChannel socket = new EmbeddedChannel(new PoolLineHandler(heard));

    @Test
    void bytes_go_both_ways() {
        assertThat(heard.log).containsExactly("opened");
        ByteBuf in = Unpooled.wrappedBuffer(new byte[]{1, 2, 3});
        socket.writeInbound(in);
        assertThat(heard.log).endsWith("received 3");
        assertThat(in.refCnt()).isZero();

        byte[] buffer = {9, 8, 7};
        line().send(buffer, 2);
        buffer[0] = 0;
        ByteBuf out = socket.readOutbound();
        assertThat(out.readableBytes()).isEqualTo(2);
        assertThat(out.readByte()).isEqualTo((byte) 9);
        out.release();
    }

    @Test
    void what_the_system_took_is_told_as_a_total() {
        line().send(new byte[10], 10);
        line().send(new byte[10], 7);

        assertThat(heard.log).containsExactly("opened", "taken 10", "taken 17");
        socket.releaseOutbound();
    }

    @Test
    void a_part_of_a_write_counts_and_the_rest_of_one_that_fails_does_not() {
        List<ChannelPromise> writes = new ArrayList<>();
        socket.pipeline().addFirst(new ChannelOutboundHandlerAdapter() {
            @Override
            public void write(ChannelHandlerContext ctx, Object message, ChannelPromise promise) {
                ReferenceCountUtil.release(message);
                writes.add(promise);
            }
        });
        line().send(new byte[10], 10);
        line().send(new byte[10], 10);
        writes.getFirst().setSuccess();
        ((ChannelProgressivePromise) writes.getLast()).setProgress(4, 10);
        writes.getLast().setFailure(new IOException("broken pipe"));

        assertThat(heard.log).containsExactly("opened", "taken 10", "taken 14", "closed broken pipe");
    }

    @Test
    void the_end_is_told_once_and_nothing_after_it() {
        line().close();
        line().close();
        socket.runPendingTasks();
        line().send(new byte[10], 10);

        assertThat(heard.log).containsExactly("opened", "closed we closed it");
        assertThat(socket.isOpen()).isFalse();
        assertThat(line().isWritable()).isFalse();
        Object nothing = socket.readOutbound();
        assertThat(nothing).isNull();
    }

    @Test
    void the_other_sides_end_is_told_as_theirs() {
        socket.close();

        assertThat(heard.log).containsExactly("opened", "closed the pool closed it");
    }

    @Test
    void a_failure_closes_the_socket_and_is_the_reason() {
        socket.pipeline().fireExceptionCaught(
                new IOException("readAddress(..) failed with error(-104): Connection reset by peer"));

        assertThat(heard.log).containsExactly("opened", "closed Connection reset by peer");
        assertThat(socket.isOpen()).isFalse();
    }

    @Test
    void room_is_told_when_it_comes_back() {
        socket.config().setWriteBufferWaterMark(new WriteBufferWaterMark(10, 20));
        socket.write(Unpooled.wrappedBuffer(new byte[100]));
        assertThat(line().isWritable()).isFalse();
        socket.flush();

        assertThat(line().isWritable()).isTrue();
        assertThat(heard.log).endsWith("writable");
        socket.releaseOutbound();
    }

    @Test
    void a_pool_that_reads_nothing_is_left_before_memory_runs_out() {
        socket.config().setWriteBufferWaterMark(new WriteBufferWaterMark(10, 20));
        socket.write(Unpooled.wrappedBuffer(new byte[(1 << 23) + 100]));
        line().send(new byte[10], 10);

        assertThat(socket.isOpen()).isFalse();
        assertThat(heard.log).endsWith("closed it does not take what we send");
    }

    private PoolLine line() {
        return Objects.requireNonNull(heard.line);
    }

    private static final class Heard implements PoolLine.Listener {

        private final List<String> log = new ArrayList<>();
        private @Nullable PoolLine line;

        @Override
        public void opened(PoolLine opened) {
            line = opened;
            log.add("opened");
        }

        @Override
        public void received(ByteBuffer bytes) {
            log.add("received " + bytes.remaining());
        }

        @Override
        public void taken(long total) {
            log.add("taken " + total);
        }

        @Override
        public void writable() {
            log.add("writable");
        }

        @Override
        public void closed(String why) {
            log.add("closed " + why);
        }
    }
}
