package io.sluice.noise.netty;

import java.net.SocketAddress;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;

import io.netty.util.concurrent.EventExecutor;
import org.jspecify.annotations.Nullable;

import io.sluice.wire.FrameHeader;
import io.sluice.wire.FrameLimits;
import io.sluice.wire.MalformedMessage;
import io.sluice.wire.Sv2Frame;

/** Remembers what a connection told, for the eyes of a test on any thread. */
final class RecordingListener implements FrameListener {

    final SocketAddress remote;
    final EventExecutor executor;
    final List<Sv2Frame> frames = Collections.synchronizedList(new ArrayList<>());
    final List<CloseReason> reasons = Collections.synchronizedList(new ArrayList<>());
    final List<Boolean> writability = Collections.synchronizedList(new ArrayList<>());
    int readCompletes;
    /** The longest payload that may come now. */
    int mayAnnounce = Integer.MAX_VALUE;
    private final BiConsumer<RecordingListener, Sv2Frame> onFrame;
    private volatile @Nullable FrameSink sink;

    /** @param onFrame what to do with each frame, on the event loop */
    RecordingListener(SocketAddress remote, EventExecutor executor, BiConsumer<RecordingListener, Sv2Frame> onFrame) {
        this.remote = remote;
        this.executor = executor;
        this.onFrame = onFrame;
    }

    @Override
    public void opened(FrameSink opened) {
        sink = opened;
    }

    @Override
    public void announced(FrameHeader header) throws MalformedMessage {
        FrameLimits.uniform(mayAnnounce).check(header);
    }

    @Override
    public void frame(Sv2Frame frame) {
        frames.add(frame);
        onFrame.accept(this, frame);
    }

    @Override
    public void readComplete() {
        readCompletes++;
    }

    @Override
    public void writabilityChanged(boolean writable) {
        writability.add(writable);
    }

    @Override
    public void closed(CloseReason reason) {
        reasons.add(reason);
    }

    boolean isOpen() {
        return sink != null;
    }

    FrameSink sink() {
        return Optional.ofNullable(sink).orElseThrow(() -> new AssertionError("not opened"));
    }

    /** The one reason for which the connection ended. */
    CloseReason.Kind ended() {
        if (reasons.size() != 1) {
            throw new AssertionError("closed " + reasons.size() + " times: " + reasons);
        }
        return reasons.getFirst().kind();
    }
}
