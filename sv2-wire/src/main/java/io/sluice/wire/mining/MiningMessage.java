package io.sluice.wire.mining;

import io.sluice.wire.Sv2Message;

/**
 * A message of the mining protocol.
 */
public sealed interface MiningMessage extends Sv2Message
        permits OpenStandardMiningChannel, OpenStandardMiningChannelSuccess, OpenMiningChannelError,
        OpenExtendedMiningChannel, OpenExtendedMiningChannelSuccess, NewMiningJob, UpdateChannel, UpdateChannelError,
        CloseChannel, SetExtranoncePrefix, SubmitSharesStandard, SubmitSharesExtended, SubmitSharesSuccess,
        SubmitSharesError, NewExtendedMiningJob, SetNewPrevHash, SetTarget, SetCustomMiningJob,
        SetCustomMiningJobSuccess, SetCustomMiningJobError, SetGroupChannel {

    @Override
    MiningMessageType type();
}
