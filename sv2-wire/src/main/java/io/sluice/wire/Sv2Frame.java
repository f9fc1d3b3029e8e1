package io.sluice.wire;

import io.sluice.wire.type.Bytes;

/**
 * One message as bytes: what the transport hands to a codec and takes from it.
 *
 * <p>Safe on any thread. Neither reading nor writing copies the payload: a transport gives its buffer away with
 * {@link Bytes#adopt} and a {@link WireReader} reads right from it.
 *
 * @param header  announces exactly the length of {@code payload}
 * @param payload 0 to 0xffffff bytes
 */
public record Sv2Frame(FrameHeader header, Bytes payload) {

    public Sv2Frame {
        if (header.length() != payload.length()) {
            throw new IllegalArgumentException("the header announces " + header.length() + " bytes of payload, not "
                    + payload.length());
        }
    }

    /**
     * The frame that carries {@code message}, with the channel bit as the table of its subprotocol says.
     *
     * @throws IllegalArgumentException when a value of the message does not fit its field
     */
    public static Sv2Frame of(Sv2Message message) {
        WireWriter out = new WireWriter();
        message.write(out);
        Bytes payload = out.toBytes();
        MessageType<?> type = message.type();
        return new Sv2Frame(
                new FrameHeader(type.extension(), type.scope() == Scope.CHANNEL, type.code(), payload.length()),
                payload);
    }

    /** A reader that stands at the first byte of the payload. */
    public WireReader reader() {
        return new WireReader(payload);
    }

    /** Header and payload in one run, the way an unencrypted connection carries them. */
    public Bytes toBytes() {
        byte[] wire = new byte[FrameHeader.SIZE + payload.length()];
        payload.copyTo(wire, header.write(wire, 0));
        return Bytes.adopt(wire);
    }
}
