package io.sluice.wire.mining;

import io.sluice.wire.MessageRow;
import io.sluice.wire.MessageType;
import io.sluice.wire.Scope;
import io.sluice.wire.Sender;

/**
 * The messages of the mining protocol: number, name, scope, sender, longest payload in bytes. 0x1e is reserved.
 *
 * @see <a href="https://stratumprotocol.org/specification/08-message-types/">SV2 8</a>
 */
public enum MiningMessageType implements MessageType<MiningMessage> {

    // @formatter:off
    OPEN_STANDARD_MINING_CHANNEL         (0x10, "OpenStandardMiningChannel",         Scope.CONNECTION, Sender.CLIENT,    296, OpenStandardMiningChannel::read),
    OPEN_STANDARD_MINING_CHANNEL_SUCCESS (0x11, "OpenStandardMiningChannel.Success", Scope.CONNECTION, Sender.SERVER,     77, OpenStandardMiningChannelSuccess::read),
    OPEN_MINING_CHANNEL_ERROR            (0x12, "OpenMiningChannel.Error",           Scope.CONNECTION, Sender.SERVER,    260, OpenMiningChannelError::read),
    OPEN_EXTENDED_MINING_CHANNEL         (0x13, "OpenExtendedMiningChannel",         Scope.CONNECTION, Sender.CLIENT,    298, OpenExtendedMiningChannel::read),
    OPEN_EXTENDED_MINING_CHANNEL_SUCCESS (0x14, "OpenExtendedMiningChannel.Success", Scope.CONNECTION, Sender.SERVER,     79, OpenExtendedMiningChannelSuccess::read),
    NEW_MINING_JOB                       (0x15, "NewMiningJob",                      Scope.CHANNEL,    Sender.SERVER,     49, NewMiningJob::read),
    UPDATE_CHANNEL                       (0x16, "UpdateChannel",                     Scope.CHANNEL,    Sender.CLIENT,     40, UpdateChannel::read),
    UPDATE_CHANNEL_ERROR                 (0x17, "UpdateChannel.Error",               Scope.CHANNEL,    Sender.SERVER,    260, UpdateChannelError::read),
    CLOSE_CHANNEL                        (0x18, "CloseChannel",                      Scope.CHANNEL,    Sender.EITHER,    260, CloseChannel::read),
    SET_EXTRANONCE_PREFIX                (0x19, "SetExtranoncePrefix",               Scope.CHANNEL,    Sender.SERVER,     37, SetExtranoncePrefix::read),
    SUBMIT_SHARES_STANDARD               (0x1a, "SubmitSharesStandard",              Scope.CHANNEL,    Sender.CLIENT,     24, SubmitSharesStandard::read),
    SUBMIT_SHARES_EXTENDED               (0x1b, "SubmitSharesExtended",              Scope.CHANNEL,    Sender.CLIENT,     57, SubmitSharesExtended::read),
    SUBMIT_SHARES_SUCCESS                (0x1c, "SubmitShares.Success",              Scope.CHANNEL,    Sender.SERVER,     20, SubmitSharesSuccess::read),
    SUBMIT_SHARES_ERROR                  (0x1d, "SubmitShares.Error",                Scope.CHANNEL,    Sender.SERVER,    264, SubmitSharesError::read),
    NEW_EXTENDED_MINING_JOB              (0x1f, "NewExtendedMiningJob",              Scope.CHANNEL,    Sender.SERVER, 139253, NewExtendedMiningJob::read),
    SET_NEW_PREV_HASH                    (0x20, "SetNewPrevHash",                    Scope.CHANNEL,    Sender.SERVER,     48, SetNewPrevHash::read),
    SET_TARGET                           (0x21, "SetTarget",                         Scope.CHANNEL,    Sender.SERVER,     36, SetTarget::read),
    SET_CUSTOM_MINING_JOB                (0x22, "SetCustomMiningJob",                Scope.CHANNEL,    Sender.CLIENT,  74274, SetCustomMiningJob::read),
    SET_CUSTOM_MINING_JOB_SUCCESS        (0x23, "SetCustomMiningJob.Success",        Scope.CHANNEL,    Sender.SERVER,     12, SetCustomMiningJobSuccess::read),
    SET_CUSTOM_MINING_JOB_ERROR          (0x24, "SetCustomMiningJob.Error",          Scope.CHANNEL,    Sender.SERVER,    264, SetCustomMiningJobError::read),
    SET_GROUP_CHANNEL                    (0x25, "SetGroupChannel",                   Scope.CONNECTION, Sender.SERVER, 262146, SetGroupChannel::read);
    // @formatter:on

    @SuppressWarnings("ImmutableEnumChecker") // its reader is always a static method
    private final MessageRow<MiningMessage> row;

    MiningMessageType(int code, String specName, Scope scope, Sender sender, int payloadCap,
            Reader<MiningMessage> reader) {
        this.row = new MessageRow<>(0, code, specName, scope, sender, payloadCap, reader);
    }

    @Override
    public MessageRow<MiningMessage> row() {
        return row;
    }
}
