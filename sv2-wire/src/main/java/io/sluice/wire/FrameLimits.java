package io.sluice.wire;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

import io.sluice.wire.MalformedMessage.Fault;

/**
 * How long a payload one side of a connection may announce. Asked as soon as a header is decrypted, before memory is
 * reserved for what it announces.
 *
 * <p>Messages that the side has no business to send are treated like unknown ones: short ones pass, so that the
 * conversation can ignore them or say what is wrong.
 *
 * <p>Safe on any thread; asking allocates nothing for core messages.
 */
public final class FrameLimits {

    /**
     * Bytes granted behind the last field of a core message, because TLV fields that nobody asked for are to be ignored: room
     * for the longest one that is known, 5 + 32.
     */
    public static final int TLV_ROOM = 37;

    private final Map<Integer, Integer> capsByKey;
    private final int otherwise;

    private FrameLimits(Map<Integer, Integer> capsByKey, int otherwise) {
        this.capsByKey = Map.copyOf(capsByKey);
        this.otherwise = otherwise;
    }

    /** The same limit for every message, known or not. */
    public static FrameLimits uniform(int maxPayload) {
        return new FrameLimits(Map.of(), maxPayload);
    }

    /**
     * A limit for every message that {@code side} may send: {@link MessageType#payloadCap}, plus {@link #TLV_ROOM} for those of
     * the core.
     *
     * @param otherwise the limit of all other messages
     */
    public static FrameLimits of(Sender side, Collection<? extends MessageType<?>> types, int otherwise) {
        Map<Integer, Integer> capsByKey = new HashMap<>();
        for (MessageType<?> type : types) {
            if (type.sender().includes(side)) {
                int room = type.extension() == 0 ? TLV_ROOM : 0;
                capsByKey.put(key(type.extension(), type.code()), type.payloadCap() + room);
            }
        }
        return new FrameLimits(capsByKey, otherwise);
    }

    /** The same limits, but for this message another one. */
    public FrameLimits with(MessageType<?> type, int maxPayload) {
        Map<Integer, Integer> changed = new HashMap<>(capsByKey);
        changed.put(key(type.extension(), type.code()), maxPayload);
        return new FrameLimits(changed, otherwise);
    }

    /** The longest payload of such a message, in bytes. */
    public int maxPayload(int extension, int type) {
        return capsByKey.getOrDefault(key(extension, type), otherwise);
    }

    /**
     * Refuses a header that announces too much.
     *
     * @throws MalformedMessage saying {@link Fault#OVERLONG}
     */
    public void check(FrameHeader header) throws MalformedMessage {
        int max = maxPayload(header.extension(), header.type());
        if (header.length() > max) {
            throw new MalformedMessage(Fault.OVERLONG,
                    "a message of extension 0x%04x, type 0x%02x announces %d bytes, at most %d are allowed here"
                            .formatted(header.extension(), header.type(), header.length(), max));
        }
    }

    private static int key(int extension, int code) {
        return extension << 8 | code;
    }
}
