package io.sluice.pool.testing;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;

import org.jspecify.annotations.Nullable;

import io.sluice.datum.crypto.DatumCrypto;
import io.sluice.datum.crypto.KeySet;
import io.sluice.datum.crypto.PoolKeys;
import io.sluice.datum.frame.ClientHandshake;
import io.sluice.datum.frame.DatumChannel;
import io.sluice.datum.frame.DatumFailure;
import io.sluice.datum.message.DatumMessage;
import io.sluice.datum.message.DatumWriter;
import io.sluice.datum.message.HandshakeResponse;
import io.sluice.datum.message.MalformedDatumMessage;
import io.sluice.datum.message.Padding;

/** The gateway's end of a conversation, without a mind of its own: it says what a test wants and keeps what it hears. */
public final class HandMadeGateway {

    public final List<DatumMessage> heard = new ArrayList<>();
    public final KeySet longTerm;

    private final ClientHandshake handshake;
    private final DatumWriter out = new DatumWriter();
    private @Nullable DatumChannel channel;
    private @Nullable HandshakeResponse response;

    /** Draws keys; HELLO waits in {@link #said}. */
    public HandMadeGateway(DatumCrypto crypto, PoolKeys pool, long chance) {
        var random = new Random(chance);
        longTerm = KeySet.random(crypto, random);
        try {
            handshake = ClientHandshake.begin(
                    crypto, pool, longTerm, "hand-made/1", random, Padding.random(random), out);
        } catch (DatumFailure failure) {
            throw new AssertionError(failure);
        }
    }

    /** Says something. */
    public void say(DatumMessage message) {
        if (channel == null) {
            throw new AssertionError("the pool has not answered HELLO");
        }
        channel.write(message, out);
    }

    /** All bytes it said since it was last asked. */
    public byte[] said() {
        byte[] bytes = out.toBytes().toArray();
        out.clear();
        return bytes;
    }

    /** Hears bytes. */
    public void hear(byte[] bytes) {
        ByteBuffer received = ByteBuffer.wrap(bytes);
        try {
            if (channel == null) {
                handshake.next(received).ifPresent(established -> {
                    channel = established.channel();
                    response = established.response();
                });
            }
            while (channel != null && received.hasRemaining()) {
                channel.next(received).ifPresent(heard::add);
            }
        } catch (DatumFailure | MalformedDatumMessage broken) {
            throw new AssertionError(broken);
        }
    }

    /** The pool's answer to HELLO, once it came. */
    public Optional<HandshakeResponse> response() {
        return Optional.ofNullable(response);
    }

    /** The newest thing it heard. */
    public DatumMessage lastHeard() {
        return heard.getLast();
    }
}
