package io.sluice.wire.extension;

import io.sluice.wire.MalformedMessage;
import io.sluice.wire.MessageType;
import io.sluice.wire.Scope;
import io.sluice.wire.Sender;
import io.sluice.wire.WireReader;

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

    private final int code;
    private final String specName;
    private final Scope scope;
    private final Sender sender;
    private final int payloadCap;
    @SuppressWarnings("ImmutableEnumChecker") // always a static method
    private final Reader<NegotiationMessage> reader;

    NegotiationMessageType(int code, String specName, Scope scope, Sender sender, int payloadCap,
            Reader<NegotiationMessage> reader) {
        this.code = code;
        this.specName = specName;
        this.scope = scope;
        this.sender = sender;
        this.payloadCap = payloadCap;
        this.reader = reader;
    }

    @Override
    public int extension() {
        return EXTENSION;
    }

    @Override
    public int code() {
        return code;
    }

    @Override
    public String specName() {
        return specName;
    }

    @Override
    public Scope scope() {
        return scope;
    }

    @Override
    public Sender sender() {
        return sender;
    }

    @Override
    public int payloadCap() {
        return payloadCap;
    }

    @Override
    public NegotiationMessage read(WireReader in) throws MalformedMessage {
        return reader.read(in);
    }
}
