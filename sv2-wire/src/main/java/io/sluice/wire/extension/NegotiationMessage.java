package io.sluice.wire.extension;

import io.sluice.wire.Sv2Message;

/**
 * A message of extension 0x0001, with which both sides agree on further extensions.
 */
public sealed interface NegotiationMessage extends Sv2Message
        permits RequestExtensions, RequestExtensionsSuccess, RequestExtensionsError {

    @Override
    NegotiationMessageType type();
}
