package io.sluice.noise.frame;

import io.sluice.noise.cipher.CipherState;
import io.sluice.wire.FrameHeader;

/**
 * How a frame lies on the wire: a sealed header, then sealed blocks of its payload, each with the next nonce.
 *
 * <pre>
 * part           text        on the wire
 * header         6           22
 * block 1..n-1   65519 each  65535 each
 * block n        1..65519    16 more
 * </pre>
 *
 * 65535 is the longest Noise message. A frame without payload is its header alone, without an empty block; a payload of
 * just 65519 bytes is one block.
 *
 * @see <a href="https://stratumprotocol.org/specification/04-protocol-security/">SV2 4.6</a>
 */
final class FrameLayout {

    /** Bytes of a sealed header. */
    static final int SEALED_HEADER = FrameHeader.SIZE + CipherState.MAC_SIZE;

    /** The longest part of a payload that one block holds. */
    static final int MAX_BLOCK_TEXT = 0xffff - CipherState.MAC_SIZE;

    private FrameLayout() {}

    /** Bytes of a whole frame on the wire. */
    static int sealedLength(int payloadLength) {
        int blocks = (payloadLength + MAX_BLOCK_TEXT - 1) / MAX_BLOCK_TEXT;
        return SEALED_HEADER + payloadLength + blocks * CipherState.MAC_SIZE;
    }
}
