package io.sluice.datum.link;

/**
 * Life of a connection to the pool (section 5.1).
 *
 * <pre>
 *                 hello sent          response verified         configuration received
 *   DISCONNECTED ------------&gt; GREETING ------------&gt; AUTHENTICATED ------------&gt; READY
 *        ^                        |                        |                        |
 *        +------------------------+------- close ----------+------------------------+
 * </pre>
 *
 * Shares leave only in {@code READY}; every return to {@code DISCONNECTED} forgets what the pool held.
 */
public enum DatumState {
    DISCONNECTED, GREETING, AUTHENTICATED, READY;

    boolean mayBecome(DatumState next) {
        return switch (this) {
            case DISCONNECTED -> next == GREETING;
            case GREETING -> next == AUTHENTICATED || next == DISCONNECTED;
            case AUTHENTICATED -> next == READY || next == DISCONNECTED;
            case READY -> next == DISCONNECTED;
        };
    }
}
