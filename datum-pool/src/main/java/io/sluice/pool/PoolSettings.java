package io.sluice.pool;

import java.time.Duration;

import io.sluice.datum.message.ClientConfiguration;
import io.sluice.datum.message.PayoutList;
import io.sluice.mining.bitcoin.Network;
import io.sluice.mining.bitcoin.ProofOfTarget;
import io.sluice.pool.ledger.LedgerSettings;
import io.sluice.pool.link.LinkLimits;
import io.sluice.pool.netty.SocketLimits;
import io.sluice.pool.payout.PayoutPlan;
import io.sluice.pool.share.UsernamePolicy;
import io.sluice.wire.type.Bytes;

/**
 * How a pool is set up.
 *
 * @param network what the node is on
 * @param payoutScript output script of the pool, 2 to 64 bytes
 * @param tag first in every coinbase's tags; 1 to {@value #LONGEST_TAG} bytes, none of them zero or 0x0f
 * @param primeId in every coinbase, u32
 * @param minimumDifficulty at least 1; raised to a power of two
 * @param messageOfTheDay for the gateways' logs, at most {@value #LONGEST_MESSAGE} bytes of UTF-8
 * @param plan who is paid
 * @param grace how long after a new block work for the one before still counts
 * @param sharesPerBlock shares remembered against duplicates, per block; about 60 bytes each
 */
public record PoolSettings(
        Network network, Bytes payoutScript, Bytes tag, long primeId, long minimumDifficulty, String messageOfTheDay,
        PayoutPlan plan, UsernamePolicy usernames, Duration grace, int sharesPerBlock, LedgerSettings ledger,
        LinkLimits linkLimits, SocketLimits socketLimits) {

    /** With a longer one the original gateway fails as soon as a miner has a tag of its own. */
    public static final int LONGEST_TAG = 60;
    /** What the original gateway keeps. */
    public static final int LONGEST_MESSAGE = 511;
    /** Default for {@code grace}. */
    public static final Duration GRACE = Duration.ofSeconds(10);
    /** Default for {@code sharesPerBlock}. */
    public static final int SHARES_PER_BLOCK = 1_000_000;

    private static final int SEPARATOR = 0x0f;

    public PoolSettings {
        if (payoutScript.length() < PayoutList.SHORTEST_SCRIPT || payoutScript.length() > PayoutList.LONGEST_SCRIPT) {
            throw new IllegalArgumentException("The pool's payout script has " + payoutScript.length()
                    + " bytes; gateways take " + PayoutList.SHORTEST_SCRIPT + " to " + PayoutList.LONGEST_SCRIPT + ".");
        }
        if (tag.isEmpty() || tag.length() > LONGEST_TAG) {
            throw new IllegalArgumentException("The pool's tag has " + tag.length() + " bytes; it needs 1 to "
                    + LONGEST_TAG + ".");
        }
        for (int i = 0; i < tag.length(); i++) {
            if (tag.at(i) == 0 || tag.at(i) == SEPARATOR) {
                throw new IllegalArgumentException("The pool's tag holds a character that ends tags in a coinbase.");
            }
        }
        if (minimumDifficulty < 1) {
            throw new IllegalArgumentException("The pool's minimum difficulty is at least 1, not " + minimumDifficulty
                    + ".");
        }
        if (Bytes.utf8(messageOfTheDay).length() > LONGEST_MESSAGE || messageOfTheDay.indexOf(0) >= 0) {
            throw new IllegalArgumentException("The message of the day has at most " + LONGEST_MESSAGE
                    + " bytes, none of them zero.");
        }
    }

    /** Settings with everything else at its default. */
    public static PoolSettings of(
            Network network, Bytes payoutScript, Bytes tag, long primeId, long minimumDifficulty, PayoutPlan plan) {
        return new PoolSettings(network, payoutScript, tag, primeId, minimumDifficulty, "", plan,
                UsernamePolicy.VISIBLE, GRACE, SHARES_PER_BLOCK, LedgerSettings.DEFAULT, LinkLimits.DEFAULT,
                SocketLimits.DEFAULT);
    }

    /** What gateways are told. */
    ClientConfiguration configuration() {
        return new ClientConfiguration(payoutScript, primeId, tag,
                ProofOfTarget.ceiling(minimumDifficulty).difficulty());
    }
}
