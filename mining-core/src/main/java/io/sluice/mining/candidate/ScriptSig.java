package io.sluice.mining.candidate;

import io.sluice.mining.bitcoin.CoinbaseParts;
import io.sluice.mining.bitcoin.HeightPush;
import io.sluice.mining.bitcoin.TransactionWriter;
import io.sluice.wire.type.Bytes;

/**
 * What stands in a coinbase's scriptSig before the extranonce (section 7.2): three pushes, the same for every class of a job.
 *
 * <pre>
 * height   BIP 34
 * tags     primary 0F secondary 00; without a secondary tag: primary 00
 * id       target byte, unique id (2), prime id (4, or missing for a gateway that never saw a pool)
 * </pre>
 *
 * @param pushes the three pushes
 * @param targetByteOffset where in them the target byte stands
 */
record ScriptSig(Bytes pushes, int targetByteOffset) {

    /** Consensus takes no longer one. */
    static final int MAX_SIZE = 100;
    /** The opcode that pushes job prefix and extranonce, 14 bytes. */
    static final int EXTRANONCE_PUSH = 2 + CoinbaseParts.EXTRANONCE_SIZE;

    private static final int MAX_TAGS = 86;
    private static final int MAX_DIRECT_PUSH = 75;
    private static final int OP_PUSHDATA1 = 0x4c;
    private static final int TAG_SEPARATOR = 0x0f;
    private static final int TAG_END = 0x00;

    static ScriptSig of(CoinbaseRecipe recipe) {
        Bytes height = HeightPush.of(recipe.height());
        Bytes id = id(recipe);
        int tagRoom = MAX_SIZE - height.length() - 2 - id.length();
        Bytes tags = tags(recipe.primaryTag(), recipe.secondaryTag(), Math.min(MAX_TAGS, tagRoom));
        TransactionWriter out = new TransactionWriter(MAX_SIZE).bytes(height);
        if (tags.length() > MAX_DIRECT_PUSH) {
            out.u8(OP_PUSHDATA1);
        }
        out.u8(tags.length()).bytes(tags);
        int targetByteOffset = out.length() + 1;
        return new ScriptSig(out.bytes(id).toBytes(), targetByteOffset);
    }

    int size() {
        return pushes.length();
    }

    /** Whether job prefix and extranonce fit behind the pushes; else an output carries them. */
    boolean hasRoomForExtranonce() {
        return size() + 1 + EXTRANONCE_PUSH <= MAX_SIZE;
    }

    /**
     * Both tags in at most {@code limit} bytes. The primary one is the pool's and it looks for it, so the secondary one is
     * shortened first and left out when nothing of it would remain.
     */
    private static Bytes tags(Bytes primary, Bytes secondary, int limit) {
        Bytes first = shorten(primary, limit - 1);
        Bytes second = shorten(secondary, Math.max(0, limit - first.length() - 2));
        TransactionWriter out = new TransactionWriter(limit).bytes(first);
        if (!second.isEmpty()) {
            out.u8(TAG_SEPARATOR).bytes(second);
        }
        return out.u8(TAG_END).toBytes();
    }

    /** The beginning of a tag, cut between two UTF-8 characters. */
    private static Bytes shorten(Bytes tag, int limit) {
        if (tag.length() <= limit) {
            return tag;
        }
        int end = limit;
        while (end > 0 && isContinuation(tag.at(end))) {
            end--;
        }
        return tag.slice(0, end);
    }

    private static boolean isContinuation(int utf8Byte) {
        return (utf8Byte & 0xc0) == 0x80;
    }

    private static Bytes id(CoinbaseRecipe recipe) {
        TransactionWriter out = new TransactionWriter(8)
                .u8(recipe.primeId().isPresent() ? 7 : 3)
                .u8(CoinbaseParts.UNCOMMITTED)
                .u8(recipe.uniqueId())
                .u8(recipe.uniqueId() >>> 8);
        recipe.primeId().ifPresent(out::u32);
        return out.toBytes();
    }
}
