package io.sluice.wire.common;

import io.sluice.wire.MalformedMessage;
import io.sluice.wire.MessageType;
import io.sluice.wire.Scope;
import io.sluice.wire.Sender;
import io.sluice.wire.WireReader;

/**
 * The messages that every subprotocol shares: number, name, scope, sender, longest payload in bytes.
 *
 * @see <a href="https://stratumprotocol.org/specification/08-message-types/">SV2 8</a>
 */
public enum CommonMessageType implements MessageType<CommonMessage> {

    // @formatter:off
    SETUP_CONNECTION         (0x00, "SetupConnection",         Scope.CONNECTION, Sender.CLIENT,   1291, SetupConnection::read),
    SETUP_CONNECTION_SUCCESS (0x01, "SetupConnection.Success", Scope.CONNECTION, Sender.SERVER,      6, SetupConnectionSuccess::read),
    SETUP_CONNECTION_ERROR   (0x02, "SetupConnection.Error",   Scope.CONNECTION, Sender.SERVER,    260, SetupConnectionError::read),
    CHANNEL_ENDPOINT_CHANGED (0x03, "ChannelEndpointChanged",  Scope.CHANNEL,    Sender.SERVER,      4, ChannelEndpointChanged::read),
    RECONNECT                (0x04, "Reconnect",               Scope.CONNECTION, Sender.SERVER,    258, Reconnect::read);
    // @formatter:on

    private final int code;
    private final String specName;
    private final Scope scope;
    private final Sender sender;
    private final int payloadCap;
    @SuppressWarnings("ImmutableEnumChecker") // always a static method
    private final Reader<CommonMessage> reader;

    CommonMessageType(int code, String specName, Scope scope, Sender sender, int payloadCap,
            Reader<CommonMessage> reader) {
        this.code = code;
        this.specName = specName;
        this.scope = scope;
        this.sender = sender;
        this.payloadCap = payloadCap;
        this.reader = reader;
    }

    @Override
    public int extension() {
        return 0;
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
    public CommonMessage read(WireReader in) throws MalformedMessage {
        return reader.read(in);
    }
}
