package io.sluice.datum.message;

import java.util.List;

/** The table of mining subcommands, by who sends them (section 4). */
@SuppressWarnings("ImmutableEnumChecker") // readers are method references without state
public enum MiningCommand {

    // @formatter:off
    CLIENT_CONFIGURATION   (0x99, Sender.POOL,    true,  ClientConfiguration::read),
    COINBASER_REQUEST      (0x10, Sender.GATEWAY, false, CoinbaserRequest::read),
    COINBASER_RESPONSE     (0x11, Sender.POOL,    false, CoinbaserResponse::read),
    POW_SUBMISSION         (0x27, Sender.GATEWAY, false, PowSubmission::read),
    SHARE_RESPONSE         (0x8f, Sender.POOL,    false, ShareResponse::read),
    JOB_VALIDATION_REQUEST (0x50, Sender.POOL,    false, JobValidationRequest::read),
    JOB_VALIDATION_REPLY   (0x50, Sender.GATEWAY, false, ValidationReplyCodec::read),
    BLOCK_NOTIFY           (0xf9, Sender.POOL,    false, BlockNotify::read);
    // @formatter:on

    private static final List<MiningCommand> TABLE = List.of(values());

    private final int code;
    private final Sender sender;
    private final boolean signed;
    private final Reader reader;

    MiningCommand(int code, Sender sender, boolean signed, Reader reader) {
        this.code = code;
        this.sender = sender;
        this.signed = signed;
        this.reader = reader;
    }

    /** The first byte of the body. */
    public int code() {
        return code;
    }

    /** Who sends it. */
    public Sender sender() {
        return sender;
    }

    /** Whether it counts only with a signature. */
    public boolean isSigned() {
        return signed;
    }

    static MiningCommandMessage read(Sender sender, DatumReader in, boolean signed) throws MalformedDatumMessage {
        int code = in.u8();
        for (MiningCommand row : TABLE) {
            if (row.code == code && row.sender == sender) {
                if (row.signed && !signed) {
                    throw new MalformedDatumMessage(row + " came without the signature that it must have");
                }
                return row.reader.read(in);
            }
        }
        return new UnknownMiningCommand(code, in.rest());
    }

    /** Reads what follows the code. */
    @FunctionalInterface
    private interface Reader {
        MiningCommandMessage read(DatumReader in) throws MalformedDatumMessage;
    }
}
