package io.sluice.noise.netty;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.channel.embedded.EmbeddedChannel;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import io.sluice.noise.netty.EmbeddedServer.Later;
import io.sluice.noise.netty.EmbeddedServer.Peer;
import io.sluice.wire.FrameHeader;
import io.sluice.wire.Sv2Frame;
import io.sluice.wire.type.Bytes;

/** However a connection ends, every buffer goes back. */
class BufferReleaseTest {

    private static final Sv2Frame FRAME = new Sv2Frame(new FrameHeader(0, true, 0x1b, 100),
            Bytes.hex("5a".repeat(100)));

    private final UnpooledByteBufAllocator allocator = new UnpooledByteBufAllocator(false, true);

    @AfterEach
    void nothing_is_kept() {
        assertThat(allocator.metric().usedHeapMemory()).isZero();
        assertThat(allocator.metric().usedDirectMemory()).isZero();
    }

    @Test
    void closed_in_the_middle_of_act_one() {
        EmbeddedChannel socket = accept(new EmbeddedServer());
        feed(socket, new byte[30]);
        assertThat(allocator.metric().usedHeapMemory()).isPositive();
        socket.finishAndReleaseAll();
    }

    @Test
    void closed_while_the_handshake_is_computed() {
        Later later = new Later();
        EmbeddedServer server = new EmbeddedServer(PipeOptions.DEFAULT, later, (listener, frame) -> {});
        EmbeddedChannel socket = accept(server);
        feed(socket, server.initiator().opening().concat(Bytes.hex("00".repeat(40))).toArray());
        socket.finishAndReleaseAll();
        assertThat(later.runAll()).isEqualTo(1);
    }

    @Test
    void closed_with_frames_sent_and_not_flushed() throws Exception {
        EmbeddedServer server = new EmbeddedServer();
        EmbeddedChannel socket = accept(server);
        server.shakeHands(socket);
        server.listener().sink().send(FRAME);
        assertThat(allocator.metric().usedHeapMemory()).isPositive();
        socket.finishAndReleaseAll();
    }

    @Test
    void closed_for_a_damaged_frame() throws Exception {
        EmbeddedServer server = new EmbeddedServer();
        EmbeddedChannel socket = accept(server);
        Peer peer = server.shakeHands(socket);
        byte[] wire = peer.sealer.seal(FRAME);
        wire[5] ^= 1;
        feed(socket, wire);
        assertThat(socket.isOpen()).isFalse();
        socket.finishAndReleaseAll();
    }

    @Test
    void closed_by_a_listener_that_throws() throws Exception {
        EmbeddedServer server = new EmbeddedServer(PipeOptions.DEFAULT, Runnable::run, (listener, frame) -> {
            listener.sink().send(frame);
            throw new IllegalStateException("planted by a test");
        });
        EmbeddedChannel socket = accept(server);
        Peer peer = server.shakeHands(socket);
        feed(socket, peer.sealer.seal(FRAME));
        assertThat(socket.isOpen()).isFalse();
        socket.finishAndReleaseAll();
    }

    @Test
    void closed_for_another_protocol() {
        EmbeddedChannel socket = accept(new EmbeddedServer());
        feed(socket, Bytes.utf8("{\"id\":1,\"method\":\"mining.subscribe\"}\n").toArray());
        assertThat(socket.isOpen()).isFalse();
        socket.finishAndReleaseAll();
    }

    private EmbeddedChannel accept(EmbeddedServer server) {
        EmbeddedChannel socket = server.accept();
        socket.config().setAllocator(allocator);
        return socket;
    }

    private void feed(EmbeddedChannel socket, byte[] bytes) {
        socket.writeInbound(allocator.heapBuffer().writeBytes(bytes));
    }
}
