package io.sluice.datum.message;

import java.util.ArrayList;
import java.util.List;

/**
 * The pool wants to see what a job's block holds; pool to gateway, subcommand 0x50 (section 4.5).
 *
 * <pre>
 * 50 10 slot                               list the short ids of all transactions
 * 50 11 slot count(u16) position(u16)...   send these transactions
 * 50 12 slot                               send all transactions
 * </pre>
 *
 * Positions count from 0 in the template's own order, without the coinbase.
 */
public sealed interface JobValidationRequest extends MiningCommandMessage {

    /** 0 to 7; the pool may name others and is told so. */
    int slot();

    /** Which of the three. */
    Kind kind();

    /** The three questions, with the first byte of the question and of its answer. */
    enum Kind {
        // @formatter:off
        SHORT_IDS         (0x10, 0x90),
        SOME_TRANSACTIONS (0x11, 0x91),
        ALL_TRANSACTIONS  (0x12, 0x92);
        // @formatter:on

        private final int request;
        private final int reply;

        Kind(int request, int reply) {
            this.request = request;
            this.reply = reply;
        }

        int request() {
            return request;
        }

        int reply() {
            return reply;
        }
    }

    /** Asks for the short ids of all transactions. */
    record ListShortIds(int slot) implements JobValidationRequest {
        public ListShortIds {
            Fields.u8(slot, "slot");
        }

        @Override
        public Kind kind() {
            return Kind.SHORT_IDS;
        }
    }

    /**
     * Asks for some transactions.
     *
     * @param positions each 0 to 65535; repeated ones are sent repeatedly
     */
    record SendTransactions(int slot, List<Integer> positions) implements JobValidationRequest {
        public SendTransactions {
            positions = List.copyOf(positions);
            Fields.u8(slot, "slot");
            Fields.u16(positions.size(), "number of positions");
            positions.forEach(position -> Fields.u16(position, "position"));
        }

        @Override
        public Kind kind() {
            return Kind.SOME_TRANSACTIONS;
        }

        @Override
        public void write(DatumWriter out, Padding padding) {
            JobValidationRequest.super.write(out, padding);
            out.u16(positions.size());
            positions.forEach(out::u16);
        }
    }

    /** Asks for all transactions. */
    record SendAll(int slot) implements JobValidationRequest {
        public SendAll {
            Fields.u8(slot, "slot");
        }

        @Override
        public Kind kind() {
            return Kind.ALL_TRANSACTIONS;
        }
    }

    /** Reads what follows the 0x50; a question of another kind is a command we do not know. */
    static MiningCommandMessage read(DatumReader in) throws MalformedDatumMessage {
        return switch (in.peek()) {
            case 0x10 -> new ListShortIds(slotAfterKind(in));
            case 0x11 -> new SendTransactions(slotAfterKind(in), positions(in));
            case 0x12 -> new SendAll(slotAfterKind(in));
            case -1 -> throw new MalformedDatumMessage("a validation request says neither what nor for which job");
            default -> new UnknownMiningCommand(MiningCommand.JOB_VALIDATION_REQUEST.code(), in.rest());
        };
    }

    @Override
    default int subcommand() {
        return MiningCommand.JOB_VALIDATION_REQUEST.code();
    }

    @Override
    default void write(DatumWriter out, Padding padding) {
        out.u8(subcommand()).u8(kind().request()).u8(slot());
    }

    private static int slotAfterKind(DatumReader in) throws MalformedDatumMessage {
        in.u8();
        return in.u8();
    }

    private static List<Integer> positions(DatumReader in) throws MalformedDatumMessage {
        int count = in.u16();
        if (count * Short.BYTES > in.remaining()) {
            throw new MalformedDatumMessage(
                    "a validation request names " + count + " transactions and has " + in.remaining()
                            + " bytes for them");
        }
        List<Integer> positions = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            positions.add(in.u16());
        }
        return positions;
    }
}
