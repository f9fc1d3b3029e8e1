package io.sluice.mining.sv2;

/**
 * How far a connection has come.
 *
 * <pre>
 *                   SetupConnection accepted          hung up or closed
 *   AWAITING_SETUP -------------------------&gt; OPEN -----------------------&gt; ENDING
 *         |                                                                    ^
 *         +------------- refused, too late or not a SetupConnection -----------+
 * </pre>
 *
 * In {@code ENDING} nothing is answered any more. What still arrives is looked at for blocks alone, since a block is a block.
 */
enum Sv2ConnectionState {
    AWAITING_SETUP, OPEN, ENDING;

    boolean mayBecome(Sv2ConnectionState next) {
        return switch (this) {
            case AWAITING_SETUP -> next == OPEN || next == ENDING;
            case OPEN -> next == ENDING;
            case ENDING -> false;
        };
    }
}
