package io.sluice.sv1.testing;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HexFormat;

import com.fasterxml.jackson.databind.JsonNode;

import io.sluice.mining.bitcoin.Sha256d;
import io.sluice.wire.type.Bytes;

/**
 * A job as a miner understands it, read from the text of its notify without any help of the bridge's, so that both can not agree
 * on the same mistake.
 *
 * @param params of the notify
 * @param extranonce1 from the answer to subscribe, in hexadecimal
 * @param difficulty as announced last
 */
public record MinedJob(JsonNode params, String extranonce1, BigDecimal difficulty) {

    private static final BigInteger DIFFICULTY_ONE = BigInteger.valueOf(0xffff).shiftLeft(208);

    public String id() {
        return params.get(0).textValue();
    }

    public boolean clean() {
        return params.get(params.size() - 1).booleanValue();
    }

    public long nTime() {
        return Long.parseLong(params.get(7).textValue(), 16);
    }

    public int version() {
        return Integer.parseUnsignedInt(params.get(5).textValue(), 16);
    }

    /** All that decides which headers it is about. */
    public String content() {
        return params.get(1) + "/" + params.get(2) + "/" + params.get(3) + "/" + params.get(4) + "/" + params.get(5);
    }

    public Bytes coinbase(String extranonce2) {
        return Bytes.hex(params.get(2).textValue() + extranonce1 + extranonce2 + params.get(3).textValue());
    }

    public byte[] header(String extranonce2, long nTime, int nonce, int versionBits) {
        Bytes root = Sha256d.hash(coinbase(extranonce2));
        for (JsonNode branch : params.get(4)) {
            root = Sha256d.hash(root.concat(Bytes.hex(branch.textValue())));
        }
        ByteBuffer header = ByteBuffer.allocate(80).order(ByteOrder.LITTLE_ENDIAN).putInt(version() ^ versionBits);
        String prevHash = params.get(1).textValue();
        for (int word = 0; word < 8; word++) {
            header.putInt(Integer.parseUnsignedInt(prevHash.substring(8 * word, 8 * word + 8), 16));
        }
        return header.put(root.toArray()).putInt((int) nTime)
                .putInt(Integer.parseUnsignedInt(params.get(6).textValue(), 16)).putInt(nonce).array();
    }

    public BigInteger target() {
        return new BigDecimal(DIFFICULTY_ONE).divide(difficulty, 0, RoundingMode.FLOOR).toBigInteger();
    }

    /** Looks for a nonce whose hash meets the job's target, or misses it when {@code good} is false. */
    public MinedShare mine(String extranonce2, long nTime, int versionBits, boolean good) {
        byte[] header = header(extranonce2, nTime, 0, versionBits);
        BigInteger target = target();
        Sha256d sha = new Sha256d();
        byte[] hash = new byte[32];
        for (int nonce = 0; nonce < 50_000_000; nonce++) {
            ByteBuffer.wrap(header).order(ByteOrder.LITTLE_ENDIAN).putInt(76, nonce);
            sha.hash(header, 0, header.length, hash, 0);
            if (new BigInteger(1, Bytes.of(hash).reversed().toArray()).compareTo(target) <= 0 == good) {
                return new MinedShare(this, extranonce2, nTime, nonce, versionBits, Bytes.of(header));
            }
        }
        throw new AssertionError("too hard to mine in a test: difficulty " + difficulty);
    }

    public MinedShare mine() {
        return mine("0000000000000000", nTime(), 0, true);
    }

    /**
     * A found share.
     *
     * @param header as hashed
     */
    public record MinedShare(
            MinedJob job, String extranonce2, long nTime, int nonce, int versionBits, Bytes header) {

        /** As a Bitaxe submits it. */
        public String submit(int id, String user) {
            return "{\"id\":%d,\"method\":\"mining.submit\",\"params\":[\"%s\",\"%s\",\"%s\",\"%s\",\"%s\",\"%s\"]}"
                    .formatted(id, user, job.id(), extranonce2, hex(nTime), hex(nonce), hex(versionBits));
        }

        public static String hex(long word) {
            return HexFormat.of().toHexDigits((int) word);
        }
    }
}
