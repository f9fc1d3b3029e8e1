package io.sluice.mining.sv2;

import java.util.Optional;

import io.sluice.mining.bitcoin.DifficultyOne;
import io.sluice.mining.bitcoin.ProofOfTarget;
import io.sluice.mining.bitcoin.Target;
import io.sluice.mining.channel.ExtendedChannel;
import io.sluice.wire.mining.OpenExtendedMiningChannel;
import io.sluice.wire.mining.OpenMiningChannelError;
import io.sluice.wire.mining.OpenStandardMiningChannel;
import io.sluice.wire.type.Str255;

/**
 * A request for a channel of either kind.
 *
 * @param requestId pairs request and answer
 * @param standard whether it is a standard channel, else an extended one
 * @param userIdentity fit for logs and books
 * @param hashRate as claimed: any float at all
 * @param easiestTarget the easiest target the client takes
 * @param minExtranonceSize bytes of extranonce that the client must be able to choose
 */
record OpenRequest(
        long requestId,
        boolean standard,
        String userIdentity,
        float hashRate,
        Target easiestTarget,
        int minExtranonceSize) {

    static OpenRequest of(OpenStandardMiningChannel message) {
        return new OpenRequest(message.requestId(), true, MinerNames.identity(message.userIdentity()),
                message.nominalHashRate(), Target.fromWire(message.maxTarget()), 0);
    }

    static OpenRequest of(OpenExtendedMiningChannel message) {
        return new OpenRequest(message.requestId(), false, MinerNames.identity(message.userIdentity()),
                message.nominalHashRate(), Target.fromWire(message.maxTarget()), message.minExtranonceSize());
    }

    /** Why such a channel can not be had, if it can not. */
    Optional<Str255> objection(Client client, DifficultyOne one) {
        if (!standard && client.standardJobsOnly()) {
            return Optional.of(OpenMiningChannelError.EXTENDED_CHANNELS_NOT_SUPPORTED_FOR_STANDARD_JOBS);
        }
        if (minExtranonceSize > ExtendedChannel.ROLLABLE_SIZE) {
            return Optional.of(OpenMiningChannelError.MIN_EXTRANONCE_SIZE_TOO_LARGE);
        }
        if (!isHashRate(hashRate)) {
            return Optional.of(OpenMiningChannelError.INVALID_NOMINAL_HASHRATE);
        }
        if (!isReachable(easiestTarget, one)) {
            return Optional.of(OpenMiningChannelError.MAX_TARGET_OUT_OF_RANGE);
        }
        return Optional.empty();
    }

    /** Zero is one: a proxy without a device. */
    static boolean isHashRate(float claim) {
        return Float.isFinite(claim) && claim >= 0;
    }

    /** Whether a client that takes no easier target can be given work: no coinbase commits to more than 2^63. */
    static boolean isReachable(Target easiest, DifficultyOne one) {
        return easiest.compareTo(one.targetOf(new ProofOfTarget(63))) >= 0;
    }
}
