package io.sluice.datum.frame;

import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.random.RandomGenerator;

import io.sluice.datum.crypto.DatumCrypto;
import io.sluice.datum.crypto.HeaderMask;
import io.sluice.datum.crypto.KeySet;
import io.sluice.datum.crypto.LinkKeys;
import io.sluice.datum.crypto.NonceSeed;
import io.sluice.datum.crypto.PoolKeys;
import io.sluice.datum.crypto.SealedBox;
import io.sluice.datum.frame.DatumFailure.Kind;
import io.sluice.datum.frame.FrameHeader.Protection;
import io.sluice.datum.message.DatumCommand;
import io.sluice.datum.message.DatumReader;
import io.sluice.datum.message.DatumWriter;
import io.sluice.datum.message.HandshakeResponse;
import io.sluice.datum.message.Hello;
import io.sluice.datum.message.MalformedDatumMessage;
import io.sluice.datum.message.Padding;
import io.sluice.datum.message.Sender;

/**
 * The gateway's half of the handshake (section 2): HELLO goes out when it begins, the pool's answer makes a channel of it.
 *
 * <p>One thread, that of the connection.
 */
public final class ClientHandshake {

    private final DatumCrypto crypto;
    private final PoolKeys pool;
    private final LinkKeys keys;
    private final NonceSeed seed;
    private final Padding padding;
    private final HeaderMask poolMask;
    private final FrameReader reader;

    /** The pool has proven who it is. */
    public record Established(DatumChannel channel, HandshakeResponse response) {}

    private ClientHandshake(DatumCrypto crypto, PoolKeys pool, LinkKeys keys, NonceSeed seed, Padding padding) {
        this.crypto = crypto;
        this.pool = pool;
        this.keys = keys;
        this.seed = seed;
        this.padding = padding;
        this.poolMask = seed.poolMask();
        this.reader = new FrameReader(poolMask, ClientHandshake::admit);
    }

    /**
     * Draws everything that belongs to one connection and writes HELLO to {@code out}.
     *
     * @param longTerm who this gateway is
     * @param version names the software, at most {@value Hello#LONGEST_VERSION} bytes
     * @param random good enough for keys; asked for the connection's signing seed, its encryption secret, the number in
     *        HELLO and the secret of the seal, in this order
     * @throws DatumFailure if the pool's key in the configuration is none that can be used
     */
    public static ClientHandshake begin(DatumCrypto crypto, PoolKeys pool, KeySet longTerm, String version,
            RandomGenerator random, Padding padding, DatumWriter out) throws DatumFailure {
        LinkKeys keys = LinkKeys.fresh(crypto, longTerm, random);
        int nk = random.nextInt();
        Hello hello = new Hello(longTerm.publicKeys(), keys.connection().publicKeys(), version, nk);
        boolean sealed = new SealedFrames(crypto, random, padding)
                .write(hello, longTerm, pool.longTerm().encryption(), new FrameWriter(HeaderMask.hello()), out);
        if (!sealed) {
            throw new DatumFailure(Kind.WRONG_KEY, "The second half of the pool's public key is no usable key."
                    + " Copy the key again from the pool's own page.");
        }
        NonceSeed seed = new NonceSeed(nk, keys.connection().publicKeys().signing());
        return new ClientHandshake(crypto, pool, keys, seed, padding);
    }

    /**
     * Takes the pool's bytes until its answer is there. Pings and texts that come before it prove nothing and are passed
     * over.
     *
     * @return the channel, once; what is left in {@code received} belongs to it. Empty if more bytes are needed
     */
    public Optional<Established> next(ByteBuffer received) throws DatumFailure {
        FrameHeader header = reader.next(received);
        while (header != null) {
            if (header.command() == DatumCommand.HANDSHAKE_RESPONSE.code()) {
                return Optional.of(establish(header));
            }
            header = reader.next(received);
        }
        return Optional.empty();
    }

    private static void admit(FrameHeader header) throws DatumFailure {
        int command = header.command();
        boolean response = command == DatumCommand.HANDSHAKE_RESPONSE.code()
                && header.protection() == Protection.SEALED && header.signed();
        boolean idle = (command == DatumCommand.PING.code() || command == DatumCommand.INFO.code())
                && header.protection() != Protection.CHANNEL;
        if (!response && !idle) {
            throw new DatumFailure(Kind.OTHER_PROTOCOL,
                    "What answers at the pool's address does not speak DATUM, or another"
                            + " version of it. Compare host and port with the pool's own page.");
        }
        if (header.length() > FrameLimits.BEFORE_RESPONSE) {
            throw new DatumFailure(Kind.TOO_LARGE, "The pool's first words are " + header.length()
                    + " bytes long; at most " + FrameLimits.BEFORE_RESPONSE
                    + " are allowed before it has proven who it is.");
        }
    }

    private Established establish(FrameHeader header) throws DatumFailure {
        byte[] payload = reader.payload();
        if (!SealedBox.open(crypto, keys.connection(), payload, 0, header.length())) {
            throw new DatumFailure(Kind.DAMAGED, "The pool's answer does not open with this connection's key:"
                    + " it was changed on the way or meant for somebody else.");
        }
        Opened body = new Opened(SealedBox.OVERHEAD, header.length() - SealedBox.OVERHEAD)
                .verified(crypto, pool.longTerm(), payload, "The answer is not signed by the pool whose key is in the"
                        + " configuration. Compare the key with the pool's own page; if it is right, somebody else"
                        + " answers at this address.");
        HandshakeResponse response = read(new DatumReader(payload, body.from(), body.length()));
        if (!response.gatewayLongTerm().equals(keys.longTerm().publicKeys())
                || !response.gatewayConnection().equals(keys.connection().publicKeys())) {
            throw new DatumFailure(Kind.WRONG_KEY, "The pool's answer belongs to another connection:"
                    + " it does not repeat our keys.");
        }
        DatumCrypto.Box box = keys.connection().boxWith(response.poolConnection().encryption())
                .orElseThrow(() -> new DatumFailure(Kind.WRONG_KEY, "The pool's connection key is no usable key."));
        var agreed = new Agreement(Sender.GATEWAY, keys.connection(), response.poolConnection(), box, seed,
                poolMask, seed.gatewayMask());
        return new Established(new DatumChannel(crypto, agreed, padding), response);
    }

    private static HandshakeResponse read(DatumReader in) throws DatumFailure {
        try {
            return HandshakeResponse.read(in);
        } catch (MalformedDatumMessage malformed) {
            throw new DatumFailure(Kind.OTHER_PROTOCOL,
                    "The pool's answer to the handshake is not understood: " + malformed.getMessage());
        }
    }
}
