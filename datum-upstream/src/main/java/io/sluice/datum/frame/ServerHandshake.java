package io.sluice.datum.frame;

import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.random.RandomGenerator;

import io.sluice.datum.crypto.DatumCrypto;
import io.sluice.datum.crypto.HeaderMask;
import io.sluice.datum.crypto.KeySet;
import io.sluice.datum.crypto.LinkKeys;
import io.sluice.datum.crypto.NonceSeed;
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
 * The pool's half of the handshake (section 2): waits for HELLO, whose sender is then known, and answers it.
 *
 * <p>One thread, that of the connection.
 */
public final class ServerHandshake {

    private final DatumCrypto crypto;
    private final KeySet longTerm;
    private final RandomGenerator random;
    private final Padding padding;
    private final FrameReader reader = new FrameReader(HeaderMask.hello(), ServerHandshake::admit);

    /**
     * @param longTerm the pool's own keys, whose public half gateways have in their configuration
     * @param random good enough for keys; asked for the connection's signing seed, its encryption secret and the secret
     *        of the seal, in this order
     */
    public ServerHandshake(DatumCrypto crypto, KeySet longTerm, RandomGenerator random, Padding padding) {
        this.crypto = crypto;
        this.longTerm = longTerm;
        this.random = random;
        this.padding = padding;
    }

    /** A gateway that has proven who it is and waits for the answer. */
    public final class Greeting {

        private final Hello hello;
        private final LinkKeys keys;
        private final DatumCrypto.Box box;

        private Greeting(Hello hello, LinkKeys keys, DatumCrypto.Box box) {
            this.hello = hello;
            this.keys = keys;
            this.box = box;
        }

        /** What it said. */
        public Hello hello() {
            return hello;
        }

        /** Writes the answer to {@code out}; everything after it goes through the channel. */
        public DatumChannel respond(String messageOfTheDay, DatumWriter out) {
            var response = new HandshakeResponse(
                    hello.longTerm(), hello.connection(), keys.connection().publicKeys(), messageOfTheDay);
            NonceSeed seed = new NonceSeed(hello.nk(), hello.connection().signing());
            HeaderMask poolMask = seed.poolMask();
            boolean sealed = new SealedFrames(crypto, random, padding).write(
                    response, longTerm, hello.connection().encryption(), new FrameWriter(poolMask), out);
            if (!sealed) {
                throw new IllegalStateException("a box was agreed on with a key to which nothing can be sealed");
            }
            return new DatumChannel(crypto, new Agreement(Sender.POOL, keys.connection(), hello.connection(), box, seed,
                    seed.gatewayMask(), poolMask), padding);
        }
    }

    /**
     * Takes the gateway's bytes until its HELLO is there.
     *
     * @return the greeting, once; what is left in {@code received} belongs to the channel. Empty if more bytes are needed
     */
    public Optional<Greeting> next(ByteBuffer received) throws DatumFailure {
        FrameHeader header = reader.next(received);
        return header == null ? Optional.empty() : Optional.of(greet(header));
    }

    private static void admit(FrameHeader header) throws DatumFailure {
        if (header.command() != DatumCommand.HELLO.code() || header.protection() != Protection.SEALED
                || !header.signed()) {
            throw new DatumFailure(Kind.OTHER_PROTOCOL, "The peer does not begin with a DATUM HELLO.");
        }
        if (header.length() > FrameLimits.HELLO) {
            throw new DatumFailure(Kind.TOO_LARGE,
                    "A HELLO of " + header.length() + " bytes was announced, and at most "
                            + FrameLimits.HELLO + " are allowed.");
        }
    }

    private Greeting greet(FrameHeader header) throws DatumFailure {
        byte[] payload = reader.payload();
        if (!SealedBox.open(crypto, longTerm, payload, 0, header.length())) {
            throw new DatumFailure(Kind.WRONG_KEY, "A HELLO does not open with this pool's key:"
                    + " the gateway has another key in its configuration, or the bytes were changed on the way.");
        }
        Opened sealed = new Opened(SealedBox.OVERHEAD, header.length() - SealedBox.OVERHEAD);
        // The key that signs stands in front of what it signs, so reading comes first.
        int bodyLength = Math.max(0, sealed.length() - DatumCrypto.SIGNATURE_SIZE);
        Hello hello = read(new DatumReader(payload, sealed.from(), bodyLength));
        sealed.verified(crypto, hello.longTerm(), payload, "A HELLO is not signed by the gateway that it names.");
        LinkKeys keys = LinkKeys.fresh(crypto, longTerm, random);
        DatumCrypto.Box box = keys.connection().boxWith(hello.connection().encryption())
                .orElseThrow(() -> new DatumFailure(Kind.WRONG_KEY, "The gateway's connection key is no usable key."));
        return new Greeting(hello, keys, box);
    }

    private static Hello read(DatumReader in) throws DatumFailure {
        try {
            return Hello.read(in);
        } catch (MalformedDatumMessage malformed) {
            throw new DatumFailure(Kind.OTHER_PROTOCOL, "A HELLO is not understood: " + malformed.getMessage());
        }
    }
}
