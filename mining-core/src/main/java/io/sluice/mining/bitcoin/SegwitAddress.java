package io.sluice.mining.bitcoin;

import java.util.Optional;

import io.sluice.mining.bitcoin.Bech32.Checksum;
import io.sluice.wire.type.Bytes;

/**
 * An address of a witness version and program, as BIP 173 and BIP 350 write it; also of versions that mean nothing yet.
 *
 * @param humanReadable the network's prefix, lower case
 * @param version 0 to 16
 * @param program 2 to 40 bytes; 20 or 32 in version 0
 */
record SegwitAddress(String humanReadable, int version, Bytes program) {

    private static final int MAX_VERSION = 16;
    private static final int OP_1 = 0x51;

    /** Reads an address of any network; nothing when it is none. */
    static Optional<SegwitAddress> decode(String text) {
        return Bech32.decode(text).flatMap(SegwitAddress::of);
    }

    private static Optional<SegwitAddress> of(Bech32 bech32) {
        Bytes data = bech32.data();
        if (data.isEmpty()) {
            return Optional.empty();
        }
        int version = data.at(0);
        return Bech32.toBytes(data.slice(1, data.length()))
                .filter(program -> bech32.checksum() == checksumOf(version))
                .filter(program -> isPossible(version, program.length()))
                .map(program -> new SegwitAddress(bech32.humanReadable(), version, program));
    }

    /** The program that an output script pays to, if it is one. */
    static Optional<SegwitAddress> ofScript(String humanReadable, Bytes script) {
        if (script.length() < 4 || script.at(1) != script.length() - 2) {
            return Optional.empty();
        }
        int opcode = script.at(0);
        int version = opcode == 0 ? 0 : opcode - OP_1 + 1;
        boolean valid = (opcode == 0 || version >= 1) && isPossible(version, script.length() - 2);
        return valid
                ? Optional.of(new SegwitAddress(humanReadable, version, script.slice(2, script.length())))
                : Optional.empty();
    }

    String encode() {
        Bytes data = Bytes.of((byte) version).concat(Bech32.toFiveBits(program));
        return new Bech32(humanReadable, data, checksumOf(version)).encode();
    }

    /** The output script: the version as an opcode, the program as a push. */
    Bytes script() {
        int opcode = version == 0 ? 0 : OP_1 + version - 1;
        return Bytes.of((byte) opcode, (byte) program.length()).concat(program);
    }

    /** Whether somebody can be the owner today: a key hash, a script hash, or a taproot key. */
    boolean hasOwner() {
        return version == 0 || version == 1 && program.length() == 32;
    }

    private static boolean isPossible(int version, int length) {
        return version <= MAX_VERSION && length >= 2 && length <= 40 && (version != 0 || length == 20 || length == 32);
    }

    private static Checksum checksumOf(int version) {
        return version == 0 ? Checksum.BECH32 : Checksum.BECH32M;
    }
}
