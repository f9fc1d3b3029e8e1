package io.sluice.pool.share;

import java.util.Optional;

import io.sluice.mining.bitcoin.HeightPush;
import io.sluice.wire.type.Bytes;

/**
 * The beginning of a coinbase transaction up to the target byte and the id behind it, read from the half that stands before
 * the extranonce (sections 7.1 and 7.2).
 *
 * <pre>
 * offset  size  field
 *      0     4  version
 *      4    37  one input that spends nothing
 *     41     1  length of the scriptSig
 *     42     …  height push
 *      …     …  tags push: opcode 0 to 75, or 4c and a length
 *      …     1  03 or 07
 *      …     1  target byte
 *      …     2  unique id of the gateway
 *      …     4  prime id, behind 07 only
 * </pre>
 *
 * @param height as pushed
 * @param tags content of the tags push
 * @param targetByteIndex offset of the target byte
 * @param primeId the last four bytes of the id push, or nothing behind a short one
 * @param idEnd offset behind the id push
 * @param scriptEnd offset behind the scriptSig, by its length; may lie beyond this half
 */
record CoinbaseScript(HeightPush height, Bytes tags, int targetByteIndex, Bytes primeId, int idEnd, int scriptEnd) {

    /** Where the scriptSig begins. */
    static final int SCRIPT_AT = 42;
    /** Consensus allows no longer one. */
    static final int LONGEST_SCRIPT = 100;

    private static final int VERSION_SIZE = 4;
    private static final Bytes INPUT_SPENDING_NOTHING = Bytes.hex("01" + "00".repeat(32) + "ffffffff");
    private static final int OP_PUSHDATA1 = 0x4c;
    private static final int SHORT_ID = 3;
    private static final int LONG_ID = 7;

    /** Reads the first half of a coinbase; nothing when it does not have this form. */
    static Optional<CoinbaseScript> read(Bytes coinb1) {
        if (coinb1.length() <= SCRIPT_AT
                || !coinb1.slice(VERSION_SIZE, SCRIPT_AT - 1).equals(INPUT_SPENDING_NOTHING)) {
            return Optional.empty();
        }
        int scriptEnd = SCRIPT_AT + coinb1.at(SCRIPT_AT - 1);
        Bytes script = coinb1.slice(SCRIPT_AT, Math.min(scriptEnd, coinb1.length()));
        if (scriptEnd - SCRIPT_AT > LONGEST_SCRIPT) {
            return Optional.empty();
        }
        return HeightPush.read(script).flatMap(height -> readBehindHeight(script, height, scriptEnd));
    }

    private static Optional<CoinbaseScript> readBehindHeight(Bytes script, HeightPush height, int scriptEnd) {
        int at = height.size();
        if (at + 2 > script.length()) {
            return Optional.empty();
        }
        int tagsLength = script.at(at++);
        if (tagsLength == OP_PUSHDATA1) {
            tagsLength = script.at(at++);
        } else if (tagsLength > OP_PUSHDATA1) {
            return Optional.empty();
        }
        int idAt = at + tagsLength;
        if (idAt >= script.length()) {
            return Optional.empty();
        }
        int idLength = script.at(idAt);
        int idEnd = idAt + 1 + idLength;
        if (idLength != SHORT_ID && idLength != LONG_ID || idEnd > script.length()) {
            return Optional.empty();
        }
        return Optional.of(new CoinbaseScript(
                height,
                script.slice(at, idAt),
                SCRIPT_AT + idAt + 1,
                script.slice(idAt + 1 + SHORT_ID, idEnd),
                SCRIPT_AT + idEnd,
                scriptEnd));
    }
}
