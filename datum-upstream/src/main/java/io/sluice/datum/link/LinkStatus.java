package io.sluice.datum.link;

import java.time.Instant;
import java.util.Optional;

import io.sluice.mining.port.PoolTerms;

/**
 * How the link to the pool stands. Immutable; at most a second old.
 *
 * @param state of the connection
 * @param since wall clock at which it got there
 * @param address host and port of the pool
 * @param terms under which the pool takes work; empty until it first was ready
 * @param connections calls made since the start
 * @param shares what became of the shares
 * @param fault why the last connection ended; empty if none did
 * @param messageOfTheDay what the pool said on the last connection; may be empty
 */
public record LinkStatus(
        DatumState state,
        Instant since,
        String address,
        Optional<PoolTerms> terms,
        long connections,
        Shares shares,
        Optional<LinkFault> fault,
        String messageOfTheDay) {

    /**
     * Shares since the start.
     *
     * @param queued waiting to be sent, now
     * @param unanswered sent and without a verdict, now
     * @param sent written to a connection
     * @param accepted the pool took them
     * @param tentative the pool took them for now
     * @param rejected the pool refused them
     * @param unmatched verdicts on shares that nobody sent
     */
    public record Shares(
            int queued, int unanswered, long sent, long accepted, long tentative, long rejected, long unmatched) {}
}
