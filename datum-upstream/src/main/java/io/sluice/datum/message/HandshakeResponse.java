package io.sluice.datum.message;

import io.sluice.datum.crypto.PublicKeys;
import io.sluice.wire.type.Bytes;

/**
 * The pool's answer to HELLO; pool to gateway, command 2, sealed to the gateway's connection key and signed by the pool's
 * long-term key (section 2.4).
 *
 * <pre>
 * offset  size  field
 *      0    64  echo: long-term keys of the gateway
 *     64    64  echo: connection keys of the gateway
 *    128    64  connection keys of the pool
 *    192     M  message of the day
 *  192+M     1  0x00
 * </pre>
 *
 * The original gateway does not miss the zero byte, so neither do we; at least one byte must be there.
 *
 * @param gatewayLongTerm must be what the gateway sent
 * @param gatewayConnection must be what the gateway sent
 * @param poolConnection the pool's keys for this connection
 * @param messageOfTheDay for the log; without control characters and at most {@value PoolInfo#LONGEST} characters when read
 */
public record HandshakeResponse(
        PublicKeys gatewayLongTerm, PublicKeys gatewayConnection, PublicKeys poolConnection, String messageOfTheDay)
        implements
            DatumMessage {

    private static final int LONGEST_BYTES = 4 * PoolInfo.LONGEST;

    public HandshakeResponse {
        Fields.text(Bytes.utf8(messageOfTheDay), LONGEST_BYTES, "message of the day");
    }

    /** Reads a body whose signature was taken off. */
    public static HandshakeResponse read(DatumReader in) throws MalformedDatumMessage {
        PublicKeys gatewayLongTerm = PublicKeys.of(in.bytes(PublicKeys.SIZE));
        PublicKeys gatewayConnection = PublicKeys.of(in.bytes(PublicKeys.SIZE));
        PublicKeys poolConnection = PublicKeys.of(in.bytes(PublicKeys.SIZE));
        if (in.remaining() == 0) {
            throw new MalformedDatumMessage("the message of the day and the zero byte behind it are missing");
        }
        String messageOfTheDay = Fields.readable(Fields.untilZero(in.rest()), PoolInfo.LONGEST);
        return new HandshakeResponse(gatewayLongTerm, gatewayConnection, poolConnection, messageOfTheDay);
    }

    @Override
    public int command() {
        return DatumCommand.HANDSHAKE_RESPONSE.code();
    }

    @Override
    public boolean isSigned() {
        return true;
    }

    @Override
    public void write(DatumWriter out, Padding padding) {
        out.bytes(gatewayLongTerm.toBytes()).bytes(gatewayConnection.toBytes()).bytes(poolConnection.toBytes())
                .bytes(Bytes.utf8(messageOfTheDay)).u8(0);
    }
}
