package io.sluice.sv1.message;

import java.util.HexFormat;
import java.util.List;

import io.sluice.mining.bitcoin.BlockHash;
import io.sluice.mining.bitcoin.CompactTarget;
import io.sluice.sv1.jsonrpc.Json;
import io.sluice.sv1.jsonrpc.Line;
import io.sluice.sv1.jsonrpc.Notification;
import io.sluice.wire.type.Bytes;

/**
 * {@code mining.notify}: a job.
 *
 * <pre>
 * [job id, prev hash, coinb1, coinb2, [branch, ...], version, nbits, ntime, clean jobs]
 * </pre>
 *
 * Firmware reads these without looking twice: the texts are texts, version, nbits and ntime have eight digits, hashes 64.
 *
 * @param jobId at most 31 characters of {@code 0-9 a-z A-Z _ -}, not used before on the connection
 * @param coinb1 before the extranonce
 * @param coinb2 behind it
 * @param branches in hash byte order
 * @param nTime Unix seconds, unsigned 32 bits
 * @param cleanJobs whether all jobs of before are to be dropped at once
 */
public record Notify(
        String jobId,
        BlockHash prevHash,
        Bytes coinb1,
        Bytes coinb2,
        List<BlockHash> branches,
        int version,
        CompactTarget nBits,
        long nTime,
        boolean cleanJobs) implements ServerMessage {

    static final String METHOD = "mining.notify";

    public Notify {
        branches = List.copyOf(branches);
    }

    @Override
    public Line toLine() {
        return new Notification(METHOD, Json.array(
                Json.of(jobId),
                Json.of(PrevHashText.of(prevHash)),
                Json.of(coinb1.toHex()),
                Json.of(coinb2.toHex()),
                new Json.Array(branches.stream().map(branch -> Json.of(branch.internal().toHex())).toList()),
                Json.of(digits(version)),
                Json.of(digits(nBits.nBits())),
                Json.of(digits((int) nTime)),
                Json.of(cleanJobs)));
    }

    private static String digits(int word) {
        return HexFormat.of().toHexDigits(word);
    }
}
