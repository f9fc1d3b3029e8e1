package io.sluice.datum.message;

import java.util.ArrayList;
import java.util.List;

import io.sluice.datum.crypto.DatumCrypto;
import io.sluice.datum.message.JobValidationReply.AllTransactions;
import io.sluice.datum.message.JobValidationReply.Refusal;
import io.sluice.datum.message.JobValidationReply.ShortIdList;
import io.sluice.datum.message.JobValidationReply.SomeTransactions;
import io.sluice.datum.message.JobValidationRequest.Kind;
import io.sluice.mining.bitcoin.BlockHash;
import io.sluice.wire.type.Bytes;

/** The bytes that the four replies of {@link JobValidationReply} have in common, both ways. */
final class ValidationReplyCodec {

    /** In place of an error code. */
    static final int SUCCESS = 0x01;
    /** Behind the last item. */
    static final int END = 0xfe;
    /** Longest padding of a list that holds something. */
    static final int LIST_PADDING = 111;
    /** Longest padding of a refusal and of the empty list. */
    static final int SHORT_PADDING = 100;
    /** Transactions beyond which no list is made. */
    static final int MOST_SHORT_IDS = 16383;

    private static final int LARGEST_FRAME = (1 << 22) - 1;
    private static final int HEAD = 6;
    private static final int SIZE_FIELD = 3;
    private static final int MOST_TRANSACTION_BYTES = LARGEST_FRAME - DatumCrypto.MAC_SIZE - HEAD - 1 - LIST_PADDING;

    private ValidationReplyCodec() {}

    /** Reads what follows the 0x50; an answer of another kind is a command we do not know. */
    static MiningCommandMessage read(DatumReader in) throws MalformedDatumMessage {
        return switch (in.peek()) {
            case 0x90 -> read(in, Kind.SHORT_IDS);
            case 0x91 -> read(in, Kind.SOME_TRANSACTIONS);
            case 0x92 -> read(in, Kind.ALL_TRANSACTIONS);
            case -1 -> throw new MalformedDatumMessage("a validation reply says neither what nor for which job");
            default -> new UnknownMiningCommand(MiningCommand.JOB_VALIDATION_REPLY.code(), in.rest());
        };
    }

    static void writeTransactions(DatumWriter out, Kind kind, int slot, List<Bytes> raw) {
        out.u8(MiningCommand.JOB_VALIDATION_REPLY.code()).u8(kind.reply()).u8(slot).u8(SUCCESS).u16(raw.size());
        for (Bytes transaction : raw) {
            out.u24(transaction.length()).bytes(transaction);
        }
        out.u8(END);
    }

    static void check(int slot, List<Bytes> raw) {
        Fields.u8(slot, "slot");
        if (!fits(raw)) {
            throw new IllegalArgumentException(raw.size() + " transactions do not fit one frame");
        }
    }

    static boolean fits(List<Bytes> raw) {
        long bytes = 0;
        for (Bytes transaction : raw) {
            bytes += SIZE_FIELD + transaction.length();
        }
        return bytes <= MOST_TRANSACTION_BYTES && raw.size() <= 0xffff;
    }

    private static JobValidationReply read(DatumReader in, Kind kind) throws MalformedDatumMessage {
        in.u8();
        int slot = in.u8();
        int result = in.u8();
        if (result != SUCCESS) {
            return new Refusal(kind, slot, JobValidationError.read(result));
        }
        int count = in.u16();
        return switch (kind) {
            case SHORT_IDS -> readShortIds(in, slot, count);
            case SOME_TRANSACTIONS -> new SomeTransactions(slot, readTransactions(in, count));
            case ALL_TRANSACTIONS -> new AllTransactions(slot, readTransactions(in, count));
        };
    }

    private static ShortIdList readShortIds(DatumReader in, int slot, int count) throws MalformedDatumMessage {
        if (count > MOST_SHORT_IDS) {
            throw new MalformedDatumMessage("a list of " + count + " short ids is longer than a block can be");
        }
        if (count == 0) {
            return new ShortIdList(slot, Bytes.EMPTY, ShortIds.crosscheck(List.of()));
        }
        var list = new ShortIdList(slot, in.bytes(count * ShortIds.SIZE), in.bytes(BlockHash.SIZE));
        in.expect(END);
        return list;
    }

    private static List<Bytes> readTransactions(DatumReader in, int count) throws MalformedDatumMessage {
        List<Bytes> raw = new ArrayList<>(Math.min(count, in.remaining() / SIZE_FIELD));
        for (int i = 0; i < count; i++) {
            raw.add(in.bytes(in.u24()));
        }
        in.expect(END);
        if (!fits(raw)) {
            throw new MalformedDatumMessage("the transactions are longer than one frame can be");
        }
        return raw;
    }
}
