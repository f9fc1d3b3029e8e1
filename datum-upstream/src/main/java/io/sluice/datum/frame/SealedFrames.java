package io.sluice.datum.frame;

import java.util.random.RandomGenerator;

import io.sluice.datum.crypto.DatumCrypto;
import io.sluice.datum.crypto.KeySet;
import io.sluice.datum.crypto.SealedBox;
import io.sluice.datum.frame.FrameHeader.Protection;
import io.sluice.datum.message.DatumMessage;
import io.sluice.datum.message.DatumWriter;
import io.sluice.datum.message.Padding;
import io.sluice.wire.type.Bytes;

/** Writes the two frames of the handshake, which are signed first and sealed then. */
final class SealedFrames {

    private final DatumCrypto crypto;
    private final RandomGenerator random;
    private final Padding padding;

    SealedFrames(DatumCrypto crypto, RandomGenerator random, Padding padding) {
        this.crypto = crypto;
        this.random = random;
        this.padding = padding;
    }

    /**
     * Writes one.
     *
     * @param recipient an X25519 key
     * @return false, with nothing written and no mask used, if nothing can be sealed to {@code recipient}
     */
    boolean write(DatumMessage message, KeySet signer, Bytes recipient, FrameWriter writer, DatumWriter out) {
        int frame = FrameWriter.begin(out);
        int box = out.length();
        out.skip(SealedBox.OVERHEAD);
        int body = out.length();
        message.write(out, padding);
        int length = out.length() - body;
        out.skip(DatumCrypto.SIGNATURE_SIZE);
        signer.sign(out.array(), body, length);

        byte[] ephemeralSecret = new byte[DatumCrypto.KEY_SIZE];
        random.nextBytes(ephemeralSecret);
        if (!SealedBox.seal(crypto, ephemeralSecret, recipient, out.array(), box, out.length() - body)) {
            out.truncate(frame);
            return false;
        }
        writer.end(out, frame, message.command(), Protection.SEALED, true);
        return true;
    }
}
