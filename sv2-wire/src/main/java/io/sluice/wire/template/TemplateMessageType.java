package io.sluice.wire.template;

import io.sluice.wire.FrameHeader;
import io.sluice.wire.MessageRow;
import io.sluice.wire.MessageType;
import io.sluice.wire.Scope;
import io.sluice.wire.Sender;

/**
 * The messages of template distribution: number, name, scope, sender, longest payload in bytes.
 *
 * @see <a href="https://stratumprotocol.org/specification/08-message-types/">SV2 8</a>
 */
public enum TemplateMessageType implements MessageType<TemplateMessage> {

    // @formatter:off
    COINBASE_OUTPUT_CONSTRAINTS      (0x70, "CoinbaseOutputConstraints",      Scope.CONNECTION, Sender.CLIENT,        6, CoinbaseOutputConstraints::read),
    NEW_TEMPLATE                     (0x71, "NewTemplate",                    Scope.CONNECTION, Sender.SERVER,    73991, NewTemplate::read),
    SET_NEW_PREV_HASH                (0x72, "SetNewPrevHash",                 Scope.CONNECTION, Sender.SERVER,       80, SetNewPrevHash::read),
    REQUEST_TRANSACTION_DATA         (0x73, "RequestTransactionData",         Scope.CONNECTION, Sender.CLIENT,        8, RequestTransactionData::read),
    REQUEST_TRANSACTION_DATA_SUCCESS (0x74, "RequestTransactionData.Success", Scope.CONNECTION, Sender.SERVER, FrameHeader.MAX_LENGTH, RequestTransactionDataSuccess::read),
    REQUEST_TRANSACTION_DATA_ERROR   (0x75, "RequestTransactionData.Error",   Scope.CONNECTION, Sender.SERVER,      264, RequestTransactionDataError::read),
    SUBMIT_SOLUTION                  (0x76, "SubmitSolution",                 Scope.CONNECTION, Sender.CLIENT,    65557, SubmitSolution::read);
    // @formatter:on

    @SuppressWarnings("ImmutableEnumChecker") // its reader is always a static method
    private final MessageRow<TemplateMessage> row;

    TemplateMessageType(int code, String specName, Scope scope, Sender sender, int payloadCap,
            Reader<TemplateMessage> reader) {
        this.row = new MessageRow<>(0, code, specName, scope, sender, payloadCap, reader);
    }

    @Override
    public MessageRow<TemplateMessage> row() {
        return row;
    }
}
