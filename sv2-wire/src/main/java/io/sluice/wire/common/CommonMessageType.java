package io.sluice.wire.common;

import io.sluice.wire.MessageRow;
import io.sluice.wire.MessageType;
import io.sluice.wire.Scope;
import io.sluice.wire.Sender;

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

    @SuppressWarnings("ImmutableEnumChecker") // its reader is always a static method
    private final MessageRow<CommonMessage> row;

    CommonMessageType(int code, String specName, Scope scope, Sender sender, int payloadCap,
            Reader<CommonMessage> reader) {
        this.row = new MessageRow<>(0, code, specName, scope, sender, payloadCap, reader);
    }

    @Override
    public MessageRow<CommonMessage> row() {
        return row;
    }
}
