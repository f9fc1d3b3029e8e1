package io.sluice.simulation.trace;

import java.util.List;
import java.util.Optional;

import io.sluice.mining.bitcoin.BlockHash;
import io.sluice.wire.type.Bytes;

/**
 * One thing that was seen from outside the programs. Each says in {@link #words} what it was and in {@link #subject} whom it concerns.
 */
public sealed interface Happening {

    /** Whom it is about: the name of a miner, of a program, of a node. A story is told of one subject. */
    String subject();

    /** One plain clause. */
    String words();

    /** Something that the world did: a fault, an outage, a new block of others, a restart. */
    record Event(String subject, String words) implements Happening {}

    /** A miner was told something that no server may say. */
    record Oddity(String subject, String words) implements Happening {}

    /** The pool's process was killed. */
    record PoolKilled(String subject) implements Happening {
        @Override
        public String words() {
            return "is killed";
        }
    }

    /**
     * A miner has a connection (SV2: after the handshake).
     *
     * @param connection counts up in the whole world, so that no two are alike
     */
    record Connected(String subject, long connection) implements Happening {
        @Override
        public String words() {
            return "has connection " + connection;
        }
    }

    /** A miner's connection ended, or could not be made (then {@code connection} is 0). */
    record Disconnected(String subject, long connection, String why) implements Happening {
        @Override
        public String words() {
            return connection == 0 ? "finds no connection: " + why : "loses connection " + connection + ": " + why;
        }
    }

    /** A miner was given work. */
    record JobGiven(String subject, JobSight job) implements Happening {
        @Override
        public String words() {
            return "is given job " + job.jobId() + " on connection " + job.connection() + ", channel " + job.channel()
                    + (job.prevHash().isPresent() ? " on block " + job.prevHash().get() : " for a block to come")
                    + (job.clean() ? ", all before is void" : "");
        }
    }

    /** A miner sent a share. */
    record ShareSent(String subject, ShareSight share) implements Happening {
        @Override
        public String words() {
            return "sends share " + share.number() + " for job " + share.jobId() + " on connection "
                    + share.connection() + ", " + share.honesty().words()
                    + share.header().map(_ -> ", hash " + share.hash()).orElse("");
        }
    }

    /**
     * A miner was told what becomes of its share.
     *
     * @param code the protocol's reason when it was refused, else empty
     */
    record ShareAnswered(String subject, ShareSight share, boolean accepted, String code) implements Happening {
        @Override
        public String words() {
            return "hears that share " + share.number() + " is " + (accepted ? "accepted" : "refused: " + code);
        }
    }

    /** The pool wrote a share into its books. */
    record PoolCounted(String subject, String username, BlockHash headerHash, boolean tentative) implements Happening {
        @Override
        public String words() {
            return "counts " + headerHash + " for " + username + (tentative ? ", tentatively" : "");
        }
    }

    /** The pool wrote down that it refused a share. */
    record PoolRefused(String subject, String username, int code, String reason) implements Happening {
        @Override
        public String words() {
            return "refuses a share of " + username + ": " + reason;
        }
    }

    /** The pool gave out a list of payouts, each script with its satoshi, in order. */
    record PoolOffered(String subject, BlockHash prevHash, long value, List<Payout> payouts) implements Happening {
        @Override
        public String words() {
            return "gives out a list of " + payouts.size() + " payouts for " + value + " sat on block " + prevHash;
        }
    }

    /** One output that is paid. */
    record Payout(Bytes script, long satoshi) {}

    /** A node was handed a block by a program. */
    record BlockHanded(String subject, String by, BlockHash hash, String verdict) implements Happening {
        @Override
        public String words() {
            return "is handed block " + hash + " by the " + by + ": " + verdict;
        }
    }

    /** A node has another best block. */
    record TipChanged(String subject, BlockHash tip, int height) implements Happening {
        @Override
        public String words() {
            return "builds on block " + tip + " at height " + height;
        }
    }

    /** A block was written to a disk and will survive the process. */
    record BlockStored(String subject, BlockHash hash) implements Happening {
        @Override
        public String words() {
            return "has block " + hash + " on disk";
        }
    }

    /**
     * What a miner was told to work on.
     *
     * @param connection on which it came
     * @param channel SV2's channel id; 0 for SV1
     * @param jobId as the protocol writes it
     * @param version header version before rolling
     * @param prevHash empty while the job is for a block to come (SV2 future job)
     * @param nBits of the header; 0 while unknown
     * @param ntime the least or suggested time; 0 while unknown
     * @param target what a share must meet, as 256-bit little-endian wire bytes
     * @param parts the coinbase, where the miner builds it itself (SV1, extended channels)
     * @param merkleRoot where it is given one (standard channels)
     * @param clean whether all earlier work of this channel is void from now on (SV1 clean_jobs; SV2: set by SetNewPrevHash)
     */
    record JobSight(
            long connection,
            long channel,
            String jobId,
            int version,
            Optional<BlockHash> prevHash,
            int nBits,
            long ntime,
            Bytes target,
            Optional<CoinbaseParts> parts,
            Optional<BlockHash> merkleRoot,
            boolean clean) {}

    /**
     * A coinbase with a gap.
     *
     * @param prefix before the extranonce
     * @param extranoncePrefix the gateway's part of the extranonce (SV1 extranonce1)
     * @param rollable how many bytes are the miner's
     * @param suffix behind the extranonce
     * @param branches the merkle path
     */
    record CoinbaseParts(Bytes prefix, Bytes extranoncePrefix, int rollable, Bytes suffix, List<BlockHash> branches) {}

    /**
     * A share as its miner knows it.
     *
     * @param number counts up in the whole world
     * @param user the identity it was sent under, as the miner gave it
     * @param header the 80 bytes it stands for; empty when the message was so broken that there are none
     * @param hash of the header; zero when there is none
     */
    record ShareSight(
            long number,
            long connection,
            long channel,
            String jobId,
            String user,
            Optional<Bytes> header,
            BlockHash hash,
            Honesty honesty) {}

    /** What a miner means by a share. */
    enum Honesty {
        HONEST("honest"),
        LOW("below its target, knowingly"),
        DUPLICATE("sent before, knowingly"),
        STALE("for work that is void, knowingly"),
        LATE_BLOCK("a block, and for work that is void, knowingly"),
        FOREIGN_JOB("for a job that it never had, knowingly"),
        MALFORMED("broken, knowingly"),
        WRONG_TIME("with a time out of bounds, knowingly"),
        WRONG_VERSION("with version bits it may not roll, knowingly");

        private final String words;

        Honesty(String words) {
            this.words = words;
        }

        /** For a story. */
        public String words() {
            return words;
        }
    }
}
