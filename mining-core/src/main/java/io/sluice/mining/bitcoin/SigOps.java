package io.sluice.mining.bitcoin;

import io.sluice.wire.type.Bytes;

/**
 * Counts signature operations the way nodes do for the outputs of a coinbase. A block may hold only so many; the node's
 * template leaves a little room for the coinbase's own.
 */
public final class SigOps {

    /** What one operation outside a witness costs of the block's limit. */
    public static final int COST = 4;

    private static final int OP_PUSHDATA1 = 0x4c;
    private static final int OP_PUSHDATA2 = 0x4d;
    private static final int OP_PUSHDATA4 = 0x4e;
    private static final int OP_CHECKSIG = 0xac;
    private static final int OP_CHECKSIGVERIFY = 0xad;
    private static final int OP_CHECKMULTISIG = 0xae;
    private static final int OP_CHECKMULTISIGVERIFY = 0xaf;
    /** In an output nodes do not look how many keys there are. */
    private static final int ASSUMED_KEYS = 20;

    private SigOps() {}

    /** The cost of an output script, 0 for those of segwit and taproot addresses. Ends at a push that runs off the script. */
    public static int costOf(Bytes script) {
        int operations = 0;
        long at = 0;
        while (at < script.length()) {
            int opcode = script.at((int) at);
            at++;
            switch (opcode) {
                case OP_CHECKSIG, OP_CHECKSIGVERIFY -> operations++;
                case OP_CHECKMULTISIG, OP_CHECKMULTISIGVERIFY -> operations += ASSUMED_KEYS;
                case OP_PUSHDATA1 -> at = behindPush(script, at, 1);
                case OP_PUSHDATA2 -> at = behindPush(script, at, 2);
                case OP_PUSHDATA4 -> at = behindPush(script, at, 4);
                default -> at += opcode < OP_PUSHDATA1 ? opcode : 0;
            }
        }
        return operations * COST;
    }

    private static long behindPush(Bytes script, long at, int lengthBytes) {
        if (at + lengthBytes > script.length()) {
            return script.length();
        }
        long pushed = 0;
        for (int i = lengthBytes - 1; i >= 0; i--) {
            pushed = pushed << 8 | script.at((int) at + i);
        }
        return at + lengthBytes + pushed;
    }
}
