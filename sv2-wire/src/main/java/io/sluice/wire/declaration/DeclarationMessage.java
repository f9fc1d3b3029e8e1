package io.sluice.wire.declaration;

import io.sluice.wire.Sv2Message;

/**
 * A message of the job declaration protocol.
 */
public sealed interface DeclarationMessage extends Sv2Message
        permits AllocateMiningJobToken, AllocateMiningJobTokenSuccess, ProvideMissingTransactions,
        ProvideMissingTransactionsSuccess, DeclareMiningJob, DeclareMiningJobSuccess, DeclareMiningJobError,
        PushSolution {

    @Override
    DeclarationMessageType type();
}
