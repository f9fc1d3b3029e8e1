package io.sluice.datum.link;

/**
 * Why there is no connection to the pool.
 *
 * @param kind what an operator can do about it differs by these
 * @param sentence what happened, why, and what to do
 */
public record LinkFault(Kind kind, String sentence) {

    /** The failures that are told apart, each with a few words for the share ledger. */
    public enum Kind {
        /** No address of the pool could be found or connected to. */
        UNREACHABLE("the pool could not be reached"),
        /** The pool closed the connection, or said nothing, instead of answering our greeting. */
        GREETING_NOT_ANSWERED("the pool did not answer our greeting"),
        /** Whoever answers does not own the pool key of the configuration. */
        WRONG_POOL_KEY("somebody else than the pool answered"),
        /** Whoever answers speaks something else, or another version of DATUM. */
        OTHER_PROTOCOL("the pool spoke another protocol"),
        /** Nothing was heard for too long. */
        SILENT("the pool fell silent"),
        /** Shares were sent for a while, and none was accepted. */
        NO_SHARE_ACCEPTED("the pool accepted nothing"),
        /** Bytes were lost or changed on the way, or frames came that have no business coming. */
        DISTURBED("the connection was disturbed"),
        /** The pool or the network ended a connection that had worked. */
        CLOSED("the connection ended"),
        /** We end it ourselves. */
        STOPPED("gateway stopped");

        private final String words;

        Kind(String words) {
            this.words = words;
        }

        /** What happened, in few words. */
        public String words() {
            return words;
        }
    }
}
