package io.sluice.wire.template;

import io.sluice.wire.Sv2Message;

/**
 * A message of the template distribution protocol.
 */
public sealed interface TemplateMessage extends Sv2Message
        permits CoinbaseOutputConstraints, NewTemplate, SetNewPrevHash, RequestTransactionData,
        RequestTransactionDataSuccess, RequestTransactionDataError, SubmitSolution {

    @Override
    TemplateMessageType type();
}
