package io.sluice.wire.common;

import io.sluice.wire.Sv2Message;

/**
 * A message that every subprotocol shares.
 */
public sealed interface CommonMessage extends Sv2Message
        permits SetupConnection, SetupConnectionSuccess, SetupConnectionError, ChannelEndpointChanged, Reconnect {

    @Override
    CommonMessageType type();
}
