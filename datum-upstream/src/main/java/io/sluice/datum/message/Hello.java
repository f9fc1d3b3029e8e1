package io.sluice.datum.message;

import io.sluice.datum.crypto.PublicKeys;
import io.sluice.wire.type.Bytes;

/**
 * The gateway's first words; gateway to pool, command 1, sealed to the pool's long-term key and signed by the gateway's
 * (section 2.2).
 *
 * <pre>
 * offset   size    field
 *      0     64    long-term keys of the gateway
 *     64     64    connection keys of the gateway
 *    128      V    version text
 *  128+V      1    0x00
 *  129+V      1    0xfe
 *  130+V      4    nk, u32
 *  134+V  1..200   padding
 * </pre>
 *
 * @param longTerm who the gateway is
 * @param connection its keys for this connection
 * @param version names the software honestly; no zero byte, and printable ASCII when read
 * @param nk the random number from which both sides derive header masks and nonces, 32 bits in an int
 */
public record Hello(PublicKeys longTerm, PublicKeys connection, String version, int nk) implements DatumMessage {

    /** Bytes of the version text that every pool has room for. */
    public static final int LONGEST_VERSION = 383;

    private static final int LONGEST_PADDING = 200;

    public Hello {
        Fields.text(Bytes.utf8(version), LONGEST_VERSION, "version");
    }

    /** Reads a body whose signature was taken off. */
    public static Hello read(DatumReader in) throws MalformedDatumMessage {
        PublicKeys longTerm = PublicKeys.of(in.bytes(PublicKeys.SIZE));
        PublicKeys connection = PublicKeys.of(in.bytes(PublicKeys.SIZE));
        String version = Fields.ascii(in.untilNul(LONGEST_VERSION));
        in.expect(0xfe);
        return new Hello(longTerm, connection, version, in.bits32());
    }

    @Override
    public int command() {
        return DatumCommand.HELLO.code();
    }

    @Override
    public boolean isSigned() {
        return true;
    }

    @Override
    public void write(DatumWriter out, Padding padding) {
        out.bytes(longTerm.toBytes()).bytes(connection.toBytes())
                .bytes(Bytes.utf8(version)).u8(0).u8(0xfe).u32(nk);
        padding.write(out, LONGEST_PADDING);
    }
}
