package io.sluice.sv1.message;

import io.sluice.sv1.jsonrpc.Json;
import io.sluice.wire.type.Bytes;

/**
 * {@code mining.submit}: a miner has found a share.
 *
 * <pre>
 * ["worker", "job id", "extranonce2", "ntime", "nonce", "version bits"]
 * </pre>
 *
 * The last three are hexadecimal numbers, most significant digit first; short ones and JSON numbers are taken too. The last one
 * may be missing.
 *
 * @param worker as typed; may be empty
 * @param jobId as the job's notify said it
 * @param extranonce2 any number of bytes: whether it is the right one is the job's to know
 * @param nTime Unix seconds, unsigned 32 bits
 * @param nonce the header field
 * @param versionBits the bits in which the header's version differs from the job's
 */
public record Submit(String worker, String jobId, Bytes extranonce2, long nTime, int nonce, int versionBits)
        implements
            ClientMessage {

    public static final String METHOD = "mining.submit";

    private static final int FIELDS = 5;

    static Submit read(Params params) throws InvalidParams {
        if (params.items().size() < FIELDS) {
            throw new InvalidParams("a share has at least " + FIELDS + " parameters");
        }
        return new Submit(
                params.text(0),
                params.text(1),
                params.hex(2),
                Integer.toUnsignedLong(params.word(3)),
                params.word(4),
                params.at(5) == Json.Null.NULL ? 0 : params.word(5));
    }
}
