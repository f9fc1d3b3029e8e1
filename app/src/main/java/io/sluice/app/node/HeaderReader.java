package io.sluice.app.node;

import java.math.BigInteger;

import com.fasterxml.jackson.databind.JsonNode;

import io.sluice.mining.bitcoin.CompactTarget;
import io.sluice.mining.bitcoin.Target;
import io.sluice.mining.candidate.TipHeader;

/** Reads what {@code getblockheader} answers, with everything checked. */
final class HeaderReader {

    private static final long MAX_TIME = 0xffff_ffffL;
    private static final Target NO_TARGET = Target.of(BigInteger.ZERO);

    private HeaderReader() {}

    static TipHeader read(JsonNode result) throws MalformedAnswer {
        Fields fields = Fields.of(result);
        // On no chain, or on one that lost: nothing to build on.
        fields.number("confirmations", 1, Integer.MAX_VALUE);
        CompactTarget nBits = new CompactTarget(Integer.parseUnsignedInt(fields.bytes("bits", 4, 4).toHex(), 16));
        if (nBits.toTarget().equals(NO_TARGET)) {
            throw new MalformedAnswer("bits is no target");
        }
        return new TipHeader(fields.hash("hash"), (int) fields.number("height", 0, Integer.MAX_VALUE - 2), nBits,
                fields.number("mediantime", 0, MAX_TIME - 1));
    }
}
