package io.sluice.datum.message;

import java.util.List;

import io.sluice.datum.message.JobValidationRequest.Kind;
import io.sluice.mining.bitcoin.BlockHash;
import io.sluice.wire.type.Bytes;

/**
 * What a job's block holds; gateway to pool, subcommand 0x50 (section 4.5).
 *
 * <pre>
 * 50 90 slot 01 count(u16) short id(6)... crosscheck(32) fe padding   short ids, at least one
 * 50 90 slot 01 00 00 padding                                         no transactions in this block
 * 50 91 slot 01 count(u16) {size(u24) raw}... fe padding              the transactions asked for, in that order
 * 50 92 slot 01 count(u16) {size(u24) raw}... fe                      all transactions
 * 50 9x slot error padding                                            none of these
 * </pre>
 */
public sealed interface JobValidationReply extends MiningCommandMessage {

    /** 0 to 7, or {@link JobValidationError#NO_SLOT} in the answer to a question about no slot. */
    int slot();

    /** The question that this answers. */
    Kind kind();

    /**
     * The short ids of all transactions.
     *
     * @param packed six bytes each, little-endian, in template order; none for a block without transactions
     * @param crosscheck 32 bytes, see {@link ShortIds#crosscheck}; not sent for a block without transactions
     */
    record ShortIdList(int slot, Bytes packed, Bytes crosscheck) implements JobValidationReply {
        public ShortIdList {
            Fields.u8(slot, "slot");
            if (packed.length() % ShortIds.SIZE != 0) {
                throw new IllegalArgumentException("short ids have six bytes each, not " + packed.length() + " in all");
            }
            Fields.range(packed.length() / ShortIds.SIZE, ValidationReplyCodec.MOST_SHORT_IDS, "number of short ids");
            if (crosscheck.length() != BlockHash.SIZE) {
                throw new IllegalArgumentException("a crosscheck has 32 bytes, not " + crosscheck.length());
            }
        }

        /** The list for these transactions. */
        public static ShortIdList of(int slot, List<BlockHash> wtxids, ShortIds shortIds) {
            var packed = new DatumWriter(wtxids.size() * ShortIds.SIZE + 1);
            for (BlockHash wtxid : wtxids) {
                long id = shortIds.of(wtxid);
                packed.u32(id).u16((int) (id >>> Integer.SIZE));
            }
            return new ShortIdList(slot, packed.toBytes(), ShortIds.crosscheck(wtxids));
        }

        /** How many there are. */
        public int count() {
            return packed.length() / ShortIds.SIZE;
        }

        /** The short id of the transaction at {@code position}, 48 bits. */
        public long shortId(int position) {
            long id = 0;
            for (int i = ShortIds.SIZE - 1; i >= 0; i--) {
                id = (id << Byte.SIZE) | packed.at(position * ShortIds.SIZE + i);
            }
            return id;
        }

        @Override
        public Kind kind() {
            return Kind.SHORT_IDS;
        }

        @Override
        public void write(DatumWriter out, Padding padding) {
            out.u8(subcommand()).u8(kind().reply()).u8(slot).u8(ValidationReplyCodec.SUCCESS).u16(count());
            if (packed.isEmpty()) {
                padding.write(out, ValidationReplyCodec.SHORT_PADDING);
                return;
            }
            out.bytes(packed).bytes(crosscheck).u8(ValidationReplyCodec.END);
            padding.write(out, ValidationReplyCodec.LIST_PADDING);
        }
    }

    /**
     * The transactions that were asked for.
     *
     * @param raw with witness, as the node gave them
     */
    record SomeTransactions(int slot, List<Bytes> raw) implements JobValidationReply {
        public SomeTransactions {
            raw = List.copyOf(raw);
            ValidationReplyCodec.check(slot, raw);
        }

        @Override
        public Kind kind() {
            return Kind.SOME_TRANSACTIONS;
        }

        @Override
        public void write(DatumWriter out, Padding padding) {
            ValidationReplyCodec.writeTransactions(out, kind(), slot, raw);
            padding.write(out, ValidationReplyCodec.LIST_PADDING);
        }
    }

    /**
     * All transactions, in template order.
     *
     * @param raw with witness, as the node gave them
     */
    record AllTransactions(int slot, List<Bytes> raw) implements JobValidationReply {
        public AllTransactions {
            raw = List.copyOf(raw);
            ValidationReplyCodec.check(slot, raw);
        }

        @Override
        public Kind kind() {
            return Kind.ALL_TRANSACTIONS;
        }

        @Override
        public void write(DatumWriter out, Padding padding) {
            ValidationReplyCodec.writeTransactions(out, kind(), slot, raw);
        }
    }

    /** No answer, and why. */
    record Refusal(Kind kind, int slot, JobValidationError error) implements JobValidationReply {
        public Refusal {
            Fields.u8(slot, "slot");
        }

        /** The refusal of a question about a slot above 7. */
        public static Refusal noSuchSlot(Kind kind) {
            return new Refusal(kind, JobValidationError.NO_SLOT, JobValidationError.NO_SUCH_SLOT);
        }

        @Override
        public void write(DatumWriter out, Padding padding) {
            out.u8(subcommand()).u8(kind.reply()).u8(slot).u8(error.code());
            padding.write(out, ValidationReplyCodec.SHORT_PADDING);
        }
    }

    /** Whether these transactions fit one frame as {@link SomeTransactions} or {@link AllTransactions}. */
    static boolean fits(List<Bytes> raw) {
        return ValidationReplyCodec.fits(raw);
    }

    @Override
    default int subcommand() {
        return MiningCommand.JOB_VALIDATION_REPLY.code();
    }
}
