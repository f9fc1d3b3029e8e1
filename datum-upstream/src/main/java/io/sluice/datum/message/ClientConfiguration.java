package io.sluice.datum.message;

import io.sluice.mining.bitcoin.ProofOfTarget;
import io.sluice.wire.type.Bytes;

/**
 * How the pool wants its coinbase; pool to gateway, subcommand 0x99, signed with the pool's connection key (section 4.1).
 *
 * <pre>
 * offset  size  field
 *      0     1  0x99
 *      1     1  version, 1
 *      2     1  S
 *      3     S  payout script, 1 to 64 bytes
 *    3+S     4  prime id, u32
 *    7+S     1  T
 *    8+S     T  tag, 0 to 83 bytes
 *  8+S+T     8  minimum difficulty, u64
 * 16+S+T     2  0x00 0xfe
 * </pre>
 *
 * Bytes behind the trailer are room for later versions and ignored. A message that breaks one of the limits is refused
 * whole, because the original gateway stops, or writes past its buffers, on what lies outside.
 *
 * @param payoutScript output script that gets what the payouts leave, 1 to {@value #LONGEST_SCRIPT} bytes
 * @param primeId goes into every coinbase, u32
 * @param tag first in the coinbase's tag push, at most {@value #LONGEST_TAG} bytes and none of them zero
 * @param minimumDifficulty as sent, relative to the network's difficulty one; 1 to 2^63 as unsigned
 */
public record ClientConfiguration(Bytes payoutScript, long primeId, Bytes tag, long minimumDifficulty)
        implements
            MiningCommandMessage {

    /** Longest payout script. */
    public static final int LONGEST_SCRIPT = 64;

    /** Longest tag with which a coinbase can still be built; a pool should keep to 60. */
    public static final int LONGEST_TAG = 83;

    private static final int VERSION = 1;

    public ClientConfiguration {
        Fields.range(payoutScript.length() - 1L, LONGEST_SCRIPT - 1L, "payout script length less one");
        Fields.u32(primeId, "prime id");
        Fields.text(tag, LONGEST_TAG, "tag");
        if (!isDifficulty(minimumDifficulty)) {
            throw new IllegalArgumentException("minimum difficulty " + Long.toUnsignedString(minimumDifficulty));
        }
    }

    static ClientConfiguration read(DatumReader in) throws MalformedDatumMessage {
        int version = in.u8();
        if (version != VERSION) {
            throw new MalformedDatumMessage("The pool sent a configuration of version " + version
                    + ", and this software knows version 1 alone. Look for a newer version of it.");
        }
        Bytes payoutScript = in.bytes(in.u8());
        long primeId = in.u32();
        Bytes tag = in.bytes(in.u8());
        long minimumDifficulty = in.u64();
        in.expect(0x00);
        in.expect(0xfe);
        if (payoutScript.isEmpty() || payoutScript.length() > LONGEST_SCRIPT) {
            throw new MalformedDatumMessage("The pool's payout script has " + payoutScript.length()
                    + " bytes; a script has 1 to " + LONGEST_SCRIPT + ".");
        }
        if (tag.length() > LONGEST_TAG) {
            throw new MalformedDatumMessage("The pool's tag has " + tag.length() + " bytes; a coinbase has room for "
                    + LONGEST_TAG + ".");
        }
        if (!isDifficulty(minimumDifficulty)) {
            throw new MalformedDatumMessage("The pool's minimum difficulty "
                    + Long.toUnsignedString(minimumDifficulty) + " is none that a share could have.");
        }
        return new ClientConfiguration(payoutScript, primeId, Fields.untilZero(tag), minimumDifficulty);
    }

    /** What every share commits to at least: the minimum difficulty, raised to a power of two. */
    public ProofOfTarget minimum() {
        return ProofOfTarget.ceiling(minimumDifficulty);
    }

    @Override
    public int subcommand() {
        return MiningCommand.CLIENT_CONFIGURATION.code();
    }

    @Override
    public boolean isSigned() {
        return true;
    }

    @Override
    public void write(DatumWriter out, Padding padding) {
        out.u8(subcommand()).u8(VERSION)
                .u8(payoutScript.length()).bytes(payoutScript)
                .u32(primeId)
                .u8(tag.length()).bytes(tag)
                .u64(minimumDifficulty)
                .u8(0x00).u8(0xfe);
    }

    private static boolean isDifficulty(long difficulty) {
        return difficulty > 0 || difficulty == Long.MIN_VALUE;
    }
}
