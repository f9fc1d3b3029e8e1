package io.sluice.noise.netty;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

import io.netty.buffer.ByteBuf;

/**
 * Recognises connections that were meant for another port by their first bytes, so that the operator can be told.
 *
 * <p>An honest first message is 64 random bytes, so each pattern is long enough that no miner is ever taken for
 * something else: the likeliest, eight printable bytes that begin a JSON object, has a chance of 2^-24.
 */
final class ForeignProtocol {

    /** Bytes that are looked at; with fewer nothing is said. */
    static final int NEEDED = 11;

    private static final int PRINTABLE = 8;
    private static final byte[] PROXY_V2 = {0x0d, 0x0a, 0x0d, 0x0a, 0x00, 0x0d, 0x0a, 0x51};

    private ForeignProtocol() {}

    /** What the first bytes are and what to do about it, if they are not those of a key. Reads without consuming. */
    static Optional<String> recognise(ByteBuf first) {
        if (first.readableBytes() < NEEDED) {
            return Optional.empty();
        }
        if (isPrintable(first)) {
            if (begins(first, "{\"") || begins(first, "{ \"")) {
                return Optional
                        .of("this is Stratum V1; point the miner at the Stratum V1 port, or set it to Stratum V2");
            }
            if (begins(first, "GET /") || begins(first, "POST /") || begins(first, "HEAD /")) {
                return Optional.of("this is HTTP; the page has a port of its own");
            }
            if (begins(first, "PROXY ")) {
                return Optional.of("this is the PROXY protocol, which is not switched on for this port");
            }
        }
        if (isTls(first)) {
            return Optional.of("this is TLS; Stratum V2 encrypts by itself, switch TLS off in the miner");
        }
        if (isPlainSetupConnection(first)) {
            return Optional.of("this is Stratum V2 without encryption; switch encryption on in the miner");
        }
        if (begins(first, PROXY_V2)) {
            return Optional.of("this is the PROXY protocol, which is not switched on for this port");
        }
        return Optional.empty();
    }

    private static boolean isTls(ByteBuf first) {
        return at(first, 0) == 0x16 && at(first, 1) == 3 && at(first, 2) <= 4 && at(first, 5) == 1
                && at(first, 6) == 0;
    }

    /** A frame header of type 0 and length below 65536, then protocol 0 to 2 and version 2 twice. */
    private static boolean isPlainSetupConnection(ByteBuf first) {
        return at(first, 0) == 0 && at(first, 1) == 0 && at(first, 2) == 0 && at(first, 5) == 0 && at(first, 6) <= 2
                && at(first, 7) == 2 && at(first, 8) == 0 && at(first, 9) == 2 && at(first, 10) == 0;
    }

    private static boolean isPrintable(ByteBuf first) {
        for (int i = 0; i < PRINTABLE; i++) {
            if (at(first, i) < 0x20 || at(first, i) > 0x7e) {
                return false;
            }
        }
        return true;
    }

    private static boolean begins(ByteBuf first, String text) {
        return begins(first, text.getBytes(StandardCharsets.US_ASCII));
    }

    private static boolean begins(ByteBuf first, byte[] prefix) {
        for (int i = 0; i < prefix.length; i++) {
            if (at(first, i) != (prefix[i] & 0xff)) {
                return false;
            }
        }
        return true;
    }

    private static int at(ByteBuf first, int index) {
        return first.getUnsignedByte(first.readerIndex() + index);
    }
}
