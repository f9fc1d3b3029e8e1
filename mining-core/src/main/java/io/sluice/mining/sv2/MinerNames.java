package io.sluice.mining.sv2;

import io.sluice.wire.tlv.WorkerIdentity;
import io.sluice.wire.type.Str255;

/** What miners call themselves, made fit for logs and books: no character that hides others, and not too long. */
final class MinerNames {

    /** Characters of a name at most; the wire allows as many bytes. */
    static final int MAX_LENGTH = 255;

    private MinerNames() {}

    /** The identity that a channel is opened with; may be empty. */
    static String identity(Str255 wire) {
        return shorten(wire.toString().strip());
    }

    /** Who found a share: the account, which is the identity up to its first dot, and the worker behind another dot. */
    static String worker(String identity, WorkerIdentity worker) {
        String name = worker.name().toString().strip();
        if (name.isEmpty()) {
            return identity;
        }
        int dot = identity.indexOf('.');
        String account = dot < 0 ? identity : identity.substring(0, dot);
        return shorten(account + "." + name);
    }

    static String shorten(String text) {
        if (text.length() <= MAX_LENGTH) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(MAX_LENGTH - 1)) ? MAX_LENGTH - 1 : MAX_LENGTH;
        return text.substring(0, end);
    }
}
