package io.sluice.simulation.miner;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import com.fasterxml.jackson.databind.JsonNode;

import io.sluice.mining.bitcoin.BlockHash;
import io.sluice.mining.bitcoin.CompactTarget;
import io.sluice.mining.bitcoin.Target;
import io.sluice.simulation.trace.Happening.CoinbaseParts;
import io.sluice.simulation.trace.Happening.JobSight;
import io.sluice.wire.type.Bytes;

/**
 * Reads {@code mining.notify}.
 *
 * <pre>
 * [job id, prevhash, coinb1, coinb2, [branch, ...], version, nbits, ntime, clean_jobs]
 * </pre>
 *
 * @param connection it came on
 * @param extranonce1 the gateway's
 * @param extranonce2Size bytes of the miner's
 * @param target in force
 */
record Sv1Notify(long connection, Bytes extranonce1, int extranonce2Size, Target target) {

    private static final int CHANNEL = 0;
    private static final int FIELDS = 9;
    private static final int WORD = 4;

    /** @throws IllegalArgumentException when it is no job */
    JobSight read(JsonNode params) {
        if (params.size() < FIELDS) {
            throw new IllegalArgumentException("a job of " + params.size() + " parameters");
        }
        List<BlockHash> branches = new ArrayList<>();
        params.path(4).forEach(branch -> branches.add(new BlockHash(Bytes.hex(branch.asText()))));
        return new JobSight(
                connection,
                CHANNEL,
                params.path(0).asText(),
                Integer.parseUnsignedInt(params.path(5).asText(), 16),
                Optional.of(new BlockHash(wordsTurned(Bytes.hex(params.path(1).asText())))),
                CompactTarget.fromDisplay(params.path(6).asText()).nBits(),
                Integer.toUnsignedLong(Integer.parseUnsignedInt(params.path(7).asText(), 16)),
                target.toWire().wire(),
                Optional.of(new CoinbaseParts(
                        Bytes.hex(params.path(2).asText()), extranonce1, extranonce2Size,
                        Bytes.hex(params.path(3).asText()), branches)),
                Optional.empty(),
                params.path(params.size() - 1).asBoolean());
    }

    /** The hash has the bytes of each of its words turned round. */
    private static Bytes wordsTurned(Bytes hash) {
        Bytes turned = Bytes.EMPTY;
        for (int i = 0; i + WORD <= hash.length(); i += WORD) {
            turned = turned.concat(hash.slice(i, i + WORD).reversed());
        }
        return turned;
    }
}
