package io.sluice.wire.extension;

import io.sluice.wire.MessageRow;
import io.sluice.wire.MessageType;
import io.sluice.wire.Scope;
import io.sluice.wire.Sender;

/**
 * The messages of extension 0x0001, extension negotiation: number, name, scope, sender, longest payload we accept
 * in bytes. Their lists could name 65535 extensions; a request may name 510, and an answer twice as many.
 *
 * @see <a href="https://github.com/stratum-mining/sv2-spec/blob/main/extensions/0x0001-extensions-negotiation.md">SV2 extension 0x0001</a>
 */
public enum NegotiationMessageType implements MessageType<NegotiationMessage> {

    // @formatter:off
    REQUEST_EXTENSIONS         (0x00, "RequestExtensions",         Scope.CONNECTION, Sender.CLIENT,   1024, RequestExtensions::read),
    REQUEST_EXTENSIONS_SUCCESS (0x01, "RequestExtensions.Success", Scope.CONNECTION, Sender.SERVER,   1024, RequestExtensionsSuccess::read),
    REQUEST_EXTENSIONS_ERROR   (0x02, "RequestExtensions.Error",   Scope.CONNECTION, Sender.SERVER,   2048, RequestExtensionsError::read);
    // @formatter:on

    /** The extension that defines these messages. */
    public static final int EXTENSION = 0x0001;

    @SuppressWarnings("ImmutableEnumChecker") // its reader is always a static method
    private final MessageRow<NegotiationMessage> row;

    NegotiationMessageType(int code, String specName, Scope scope, Sender sender, int payloadCap,
            Reader<NegotiationMessage> reader) {
        this.row = new MessageRow<>(EXTENSION, code, specName, scope, sender, payloadCap, reader);
    }

    @Override
    public MessageRow<NegotiationMessage> row() {
        return row;
    }
}
