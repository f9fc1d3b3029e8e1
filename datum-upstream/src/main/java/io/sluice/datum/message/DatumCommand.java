package io.sluice.datum.message;

import java.util.List;
import java.util.Optional;

/** The table of top-level commands, by who sends them (section 3). */
@SuppressWarnings("ImmutableEnumChecker") // readers are method references without state
public enum DatumCommand {

    // @formatter:off
    HELLO               (1, Sender.GATEWAY, (in, signed) -> Hello.read(in)),
    PING                (1, Sender.POOL,    (in, signed) -> Ping.read(in)),
    HANDSHAKE_RESPONSE  (2, Sender.POOL,    (in, signed) -> HandshakeResponse.read(in)),
    MINING_FROM_GATEWAY (5, Sender.GATEWAY, (in, signed) -> MiningCommand.read(Sender.GATEWAY, in, signed)),
    MINING_FROM_POOL    (5, Sender.POOL,    (in, signed) -> MiningCommand.read(Sender.POOL, in, signed)),
    INFO                (7, Sender.POOL,    (in, signed) -> PoolInfo.read(in));
    // @formatter:on

    /** The code of both commands about mining. */
    public static final int MINING = 5;

    /** The largest code that fits the header. */
    public static final int LARGEST = 31;

    private static final List<DatumCommand> TABLE = List.of(values());

    private final int code;
    private final Sender sender;
    private final Reader reader;

    DatumCommand(int code, Sender sender, Reader reader) {
        this.code = code;
        this.sender = sender;
        this.reader = reader;
    }

    /** The number in the frame header. */
    public int code() {
        return code;
    }

    /** Who sends it. */
    public Sender sender() {
        return sender;
    }

    /** The row for a code from that side. */
    public static Optional<DatumCommand> of(Sender sender, int code) {
        return TABLE.stream().filter(row -> row.code == code && row.sender == sender).findFirst();
    }

    /**
     * Reads the body of a frame that was decrypted and, if it was signed, verified.
     *
     * @param signed whether it was
     */
    public static DatumMessage read(Sender sender, int code, boolean signed, DatumReader in)
            throws MalformedDatumMessage {
        for (DatumCommand row : TABLE) {
            if (row.code == code && row.sender == sender) {
                return row.reader.read(in, signed);
            }
        }
        return new UnknownCommand(code, in.rest());
    }

    @FunctionalInterface
    private interface Reader {
        DatumMessage read(DatumReader in, boolean signed) throws MalformedDatumMessage;
    }
}
