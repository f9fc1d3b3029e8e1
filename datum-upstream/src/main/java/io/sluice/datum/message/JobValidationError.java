package io.sluice.datum.message;

/** Why a gateway does not show what a job holds (section 4.5). */
public enum JobValidationError {

    // @formatter:off
    SLOT_NEVER_USED     (0xf0, "no job was ever put into this slot"),
    NO_TEMPLATE         (0xf1, "the job's template is no longer known"),
    TOO_MANY            (0xf2, "the block has more transactions than a list can hold"),
    NO_SUCH_SLOT        (0xf3, "there are eight slots, and this is none of them"),
    NO_SUCH_TRANSACTION (0xf4, "none, too many or unknown transactions were asked for");
    // @formatter:on

    /** Stands for the slot in the answer to a question about a slot above 7. */
    public static final int NO_SLOT = 0xff;

    private final int code;
    private final String words;

    JobValidationError(int code, String words) {
        this.code = code;
        this.words = words;
    }

    /** The number on the wire. */
    public int code() {
        return code;
    }

    /** Completes "the job can not be shown: ...". */
    public String words() {
        return words;
    }

    static JobValidationError read(int code) throws MalformedDatumMessage {
        for (JobValidationError error : values()) {
            if (error.code == code) {
                return error;
            }
        }
        throw new MalformedDatumMessage(String.format("a validation reply has error %02x, which means nothing", code));
    }
}
