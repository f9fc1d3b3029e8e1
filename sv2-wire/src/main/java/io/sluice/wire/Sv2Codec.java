package io.sluice.wire;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Turns frames into the messages of one or several tables and back.
 *
 * <p>Reading looks at extension and type and ignores the channel bit; writing sets it as the table says. Bytes behind the
 * last field are TLV fields of extensions: never an error, and dropped except where the message has a component for them.
 *
 * <p>Safe on any thread.
 *
 * @param <M> what all messages of the tables have in common
 */
public final class Sv2Codec<M extends Sv2Message> {

    private final Map<Integer, MessageType<? extends M>> typesByKey;

    private Sv2Codec(Map<Integer, MessageType<? extends M>> typesByKey) {
        this.typesByKey = Map.copyOf(typesByKey);
    }

    /**
     * A codec for exactly these messages.
     *
     * @throws IllegalArgumentException when two of them share extension and code
     */
    public static <M extends Sv2Message> Sv2Codec<M> of(Collection<? extends MessageType<? extends M>> types) {
        Map<Integer, MessageType<? extends M>> typesByKey = new HashMap<>();
        for (MessageType<? extends M> type : types) {
            if (typesByKey.put(key(type.extension(), type.code()), type) != null) {
                throw new IllegalArgumentException("two messages share the number of " + type.specName());
            }
        }
        return new Sv2Codec<>(typesByKey);
    }

    /**
     * Reads the message that a frame carries.
     *
     * @return the message, whole; empty when the type is unknown here, which the protocol wants ignored
     * @throws MalformedMessage when the type is known and the payload is no such message
     */
    public Optional<M> decode(Sv2Frame frame) throws MalformedMessage {
        MessageType<? extends M> type = typesByKey.get(key(frame.header().extension(), frame.header().type()));
        if (type == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(type.read(frame.reader()));
        } catch (MalformedMessage failure) {
            throw failure.in(type.specName());
        }
    }

    /**
     * Writes a message.
     *
     * @throws IllegalArgumentException when a value of the message does not fit its field
     */
    public Sv2Frame encode(M message) {
        return Sv2Frame.of(message);
    }

    /** For extension 0, which every share belongs to, a small number that the JDK keeps boxed. */
    private static int key(int extension, int code) {
        return extension << 8 | code;
    }
}
