package io.sluice.wire.declaration;

import io.sluice.wire.FrameHeader;
import io.sluice.wire.MessageRow;
import io.sluice.wire.MessageType;
import io.sluice.wire.Scope;
import io.sluice.wire.Sender;

/**
 * The messages of job declaration: number, name, scope, sender, longest payload in bytes.
 *
 * @see <a href="https://stratumprotocol.org/specification/08-message-types/">SV2 8</a>
 */
public enum DeclarationMessageType implements MessageType<DeclarationMessage> {

    // @formatter:off
    ALLOCATE_MINING_JOB_TOKEN            (0x50, "AllocateMiningJobToken",             Scope.CONNECTION, Sender.CLIENT,      260, AllocateMiningJobToken::read),
    ALLOCATE_MINING_JOB_TOKEN_SUCCESS    (0x51, "AllocateMiningJobToken.Success",     Scope.CONNECTION, Sender.SERVER,    65797, AllocateMiningJobTokenSuccess::read),
    PROVIDE_MISSING_TRANSACTIONS         (0x55, "ProvideMissingTransactions",         Scope.CONNECTION, Sender.SERVER,   131076, ProvideMissingTransactions::read),
    PROVIDE_MISSING_TRANSACTIONS_SUCCESS (0x56, "ProvideMissingTransactions.Success", Scope.CONNECTION, Sender.CLIENT, FrameHeader.MAX_LENGTH, ProvideMissingTransactionsSuccess::read),
    DECLARE_MINING_JOB                   (0x57, "DeclareMiningJob",                   Scope.CONNECTION, Sender.CLIENT,  2293997, DeclareMiningJob::read),
    DECLARE_MINING_JOB_SUCCESS           (0x58, "DeclareMiningJob.Success",           Scope.CONNECTION, Sender.SERVER,      260, DeclareMiningJobSuccess::read),
    DECLARE_MINING_JOB_ERROR             (0x59, "DeclareMiningJob.Error",             Scope.CONNECTION, Sender.SERVER,    65797, DeclareMiningJobError::read),
    PUSH_SOLUTION                        (0x60, "PushSolution",                       Scope.CONNECTION, Sender.CLIENT,       81, PushSolution::read);
    // @formatter:on

    @SuppressWarnings("ImmutableEnumChecker") // its reader is always a static method
    private final MessageRow<DeclarationMessage> row;

    DeclarationMessageType(int code, String specName, Scope scope, Sender sender, int payloadCap,
            Reader<DeclarationMessage> reader) {
        this.row = new MessageRow<>(0, code, specName, scope, sender, payloadCap, reader);
    }

    @Override
    public MessageRow<DeclarationMessage> row() {
        return row;
    }
}
