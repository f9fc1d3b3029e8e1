package io.sluice.simulation.planted;

import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;
import java.util.function.IntPredicate;
import java.util.random.RandomGenerator;

import io.sluice.app.node.BlockStore;
import io.sluice.app.node.DiskAnswer;
import io.sluice.datum.crypto.DatumCrypto;
import io.sluice.datum.crypto.KeySet;
import io.sluice.datum.link.Usernames;
import io.sluice.mining.bitcoin.BlockHash;
import io.sluice.mining.bitcoin.TxOutput;
import io.sluice.mining.candidate.CoinbaseRecipe;
import io.sluice.mining.channel.MiningChannel;
import io.sluice.mining.job.JobBook;
import io.sluice.mining.share.RejectReason;
import io.sluice.mining.share.Share;
import io.sluice.noise.cipher.Aead;
import io.sluice.noise.cipher.AuthenticationFailure;
import io.sluice.wire.type.Bytes;
import io.sluice.wire.type.Str255;

/** What planted faults do where a constant is not enough. Each takes what the call takes whose place it has. */
public final class Sabotage {

    /** The part of a block's value that is asked about, where the rest is forgotten. */
    private static final long ROUNDED_TO = 1_000_000;

    private Sabotage() {}

    /** Finds only jobs that still take shares. */
    public static Optional<JobBook.Entry> onlyGoodJob(JobBook jobs, long id) {
        return jobs.find(id).filter(entry -> entry.state() != JobBook.State.STALE);
    }

    /** Finds the newest job, whichever was asked for. */
    public static Optional<JobBook.Entry> newestJob(JobBook jobs, long id) {
        return jobs.find(id).isPresent() ? jobs.active() : Optional.empty();
    }

    /** Objects to a share when the job that is mined now is harder than the job that it is for. */
    public static Optional<RejectReason> easierThanNow(
            MiningChannel channel, long id, Share share, Optional<RejectReason> objection, String worker) {
        return objection.or(() -> channel.jobs().find(id)
                .filter(entry -> channel.jobs().active()
                        .filter(active -> active.job().target().compareTo(entry.job().target()) < 0).isPresent())
                .map(_ -> RejectReason.LOW_DIFFICULTY));
    }

    /** Draws the same keys each time. */
    public static KeySet sameKeys(DatumCrypto crypto, RandomGenerator random) {
        byte[] secrets = KeySet.random(crypto, random).exposeSecrets();
        Arrays.fill(secrets, (byte) 7);
        return KeySet.ofSecrets(crypto, secrets);
    }

    /** Seals a block under nonce 0 or 1. */
    public static void sealUnderOneOfTwo(Aead aead, long nonce, byte[] associated, byte[] text, int offset, int length,
            byte[] target, int targetOffset) {
        aead.seal(nonce & 1, associated, text, offset, length, target, targetOffset);
    }

    /** Opens what {@link #sealUnderOneOfTwo} has sealed. */
    public static void openUnderOneOfTwo(Aead aead, long nonce, byte[] associated, byte[] sealed, int offset,
            int length,
            byte[] target, int targetOffset) throws AuthenticationFailure {
        aead.open(nonce & 1, associated, sealed, offset, length, target, targetOffset);
    }

    /** The same name for everybody. */
    public static Bytes everybody(Usernames names, String worker) {
        return names.of("everybody");
    }

    /** What a channel is called, without its worker. */
    public static String accountAlone(Str255 name) {
        return name.text().replaceFirst("\\..*", "");
    }

    /** The script of whoever is first on the pool's list. */
    public static Bytes firstPayee(CoinbaseRecipe recipe) {
        return recipe.outputs().payouts().stream().map(TxOutput::script).findFirst().orElse(recipe.baseScript());
    }

    /** The value that a question to the pool is about, without some of the fees. */
    public static long withoutFees(Object questions, long value, BlockHash prevHash, Consumer<?> answer) {
        return value - value % ROUNDED_TO;
    }

    /** The first place of all, whether it will do or not. */
    public static OptionalInt firstPlace(Object places, IntPredicate willDo) {
        return OptionalInt.of(0);
    }

    /** Says that a block is on disk. */
    public static DiskAnswer<String> notWritten(BlockStore store, BlockHash hash, Bytes block) {
        return new DiskAnswer.Done<>(hash.toDisplay());
    }
}
