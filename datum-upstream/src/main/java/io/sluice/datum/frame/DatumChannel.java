package io.sluice.datum.frame;

import java.nio.ByteBuffer;
import java.util.Optional;

import io.sluice.datum.crypto.DatumCipher;
import io.sluice.datum.crypto.DatumCrypto;
import io.sluice.datum.crypto.SealedBox;
import io.sluice.datum.frame.DatumFailure.Kind;
import io.sluice.datum.frame.FrameHeader.Protection;
import io.sluice.datum.message.DatumCommand;
import io.sluice.datum.message.DatumMessage;
import io.sluice.datum.message.DatumReader;
import io.sluice.datum.message.DatumWriter;
import io.sluice.datum.message.JobValidationReply;
import io.sluice.datum.message.JobValidationRequest;
import io.sluice.datum.message.MalformedDatumMessage;
import io.sluice.datum.message.Padding;
import io.sluice.datum.message.Sender;

/**
 * An established connection, seen from either end: messages become frames and frames messages.
 *
 * <p>What may come in; anything else ends the connection:
 *
 * <pre>
 * from         command                protection
 * the pool     mining messages (5)    the channel's
 *              handshake response     never again
 *              ping, info             any, and none
 *              unknown ones           the channel's, or sealed to the gateway
 * the gateway  mining messages (5)    the channel's, unsigned
 *              all others             never
 * </pre>
 *
 * The original gateway takes mining messages outside the channel, too; then whoever can write into the TCP stream could
 * change payouts. A signature is checked wherever one is claimed.
 *
 * <p>One thread, that of the connection.
 */
public final class DatumChannel {

    private final DatumCrypto crypto;
    private final Agreement agreed;
    private final FrameReader reader;
    private final FrameWriter writer;
    private final DatumCipher incoming;
    private final DatumCipher outgoing;
    private final Padding padding;

    private int transactionsAwaited;
    private boolean broken;

    DatumChannel(DatumCrypto crypto, Agreement agreed, Padding padding) {
        boolean gateway = agreed.self() == Sender.GATEWAY;
        this.crypto = crypto;
        this.agreed = agreed;
        this.reader = new FrameReader(agreed.incomingMask(), this::admit);
        this.writer = new FrameWriter(agreed.outgoingMask());
        byte[] poolNonce = agreed.seed().poolNonce();
        byte[] gatewayNonce = agreed.seed().gatewayNonce();
        this.incoming = new DatumCipher(agreed.box(), gateway ? poolNonce : gatewayNonce);
        this.outgoing = new DatumCipher(agreed.box(), gateway ? gatewayNonce : poolNonce);
        this.padding = padding;
    }

    /**
     * Takes what belongs to the next frame and no more, so that the caller asks again while something is left.
     *
     * @return the next message; empty if more bytes are needed
     * @throws DatumFailure when the connection has to be closed; from then on every call throws
     * @throws MalformedDatumMessage when an authentic frame holds nonsense; the next call goes on behind it
     */
    public Optional<DatumMessage> next(ByteBuffer received) throws DatumFailure, MalformedDatumMessage {
        if (broken) {
            throw new DatumFailure(Kind.OUT_OF_ORDER, "This connection has failed before and can not go on.");
        }
        FrameHeader header;
        Opened body;
        try {
            header = reader.next(received);
            if (header == null) {
                return Optional.empty();
            }
            body = open(header);
        } catch (DatumFailure failure) {
            broken = true;
            throw failure;
        }
        var in = new DatumReader(reader.payload(), body.from(), body.length());
        DatumMessage message = DatumCommand.read(agreed.self().other(), header.command(), header.signed(), in);
        if (message instanceof JobValidationReply reply && reply.kind() != JobValidationRequest.Kind.SHORT_IDS) {
            transactionsAwaited = Math.max(0, transactionsAwaited - 1);
        }
        return Optional.of(message);
    }

    /**
     * Writes a message as one encrypted frame behind whatever is in {@code out}: encoded, signed where it has to be, and
     * sealed in that buffer.
     *
     * @throws IllegalArgumentException for a message that does not belong into a channel or does not fit a frame; then
     *         nothing was written
     */
    public void write(DatumMessage message, DatumWriter out) {
        if (message.command() == DatumCommand.HELLO.code() && agreed.self() == Sender.GATEWAY
                || message.command() == DatumCommand.HANDSHAKE_RESPONSE.code()) {
            throw new IllegalArgumentException("the handshake is over: " + message.getClass().getSimpleName());
        }
        int frame = FrameWriter.begin(out);
        int box = out.length();
        out.skip(DatumCipher.OVERHEAD);
        int body = out.length();
        message.write(out, padding);
        if (message.isSigned()) {
            int length = out.length() - body;
            out.skip(DatumCrypto.SIGNATURE_SIZE);
            agreed.ownKeys().sign(out.array(), body, length);
        }
        int length = out.length() - body;
        if (length + DatumCipher.OVERHEAD > FrameHeader.LARGEST_PAYLOAD) {
            out.truncate(frame);
            throw new IllegalArgumentException("a message of " + length + " bytes does not fit a frame");
        }
        outgoing.seal(out.array(), box, length);
        writer.end(out, frame, message.command(), Protection.CHANNEL, message.isSigned());
        if (message instanceof JobValidationRequest request && request.kind() != JobValidationRequest.Kind.SHORT_IDS) {
            transactionsAwaited++;
        }
    }

    private void admit(FrameHeader header) throws DatumFailure {
        if (agreed.self() == Sender.GATEWAY) {
            admitFromPool(header);
        } else {
            admitFromGateway(header);
        }
        int overhead = switch (header.protection()) {
            case PLAIN -> 0;
            case SEALED -> SealedBox.OVERHEAD;
            case CHANNEL -> DatumCipher.OVERHEAD;
        };
        if (header.length() < overhead + (header.signed() ? DatumCrypto.SIGNATURE_SIZE : 0)) {
            throw new DatumFailure(Kind.DAMAGED, "A frame of " + header.length()
                    + " bytes is too short for the protection that it claims. The connection was disturbed.");
        }
    }

    private void admitFromPool(FrameHeader header) throws DatumFailure {
        int command = header.command();
        if (command == DatumCommand.HANDSHAKE_RESPONSE.code()) {
            throw new DatumFailure(Kind.OUT_OF_ORDER,
                    "The pool answered the handshake a second time, which would mix new keys with old nonces.");
        }
        boolean mayBePlain = command == DatumCommand.PING.code() || command == DatumCommand.INFO.code();
        boolean mustBeChannel = command == DatumCommand.MINING;
        if (header.protection() == Protection.PLAIN && !mayBePlain
                || header.protection() != Protection.CHANNEL && mustBeChannel) {
            throw new DatumFailure(Kind.OUT_OF_ORDER, "A frame with command " + command
                    + " came outside the encrypted channel. Somebody may be writing into the connection to the pool.");
        }
        limit(header, FrameLimits.FROM_POOL);
    }

    private void admitFromGateway(FrameHeader header) throws DatumFailure {
        if (header.protection() != Protection.CHANNEL || header.signed()) {
            throw new DatumFailure(Kind.OUT_OF_ORDER, "A frame with command " + header.command()
                    + " is signed or came outside the encrypted channel, as no frame of a gateway after HELLO is.");
        }
        if (header.command() != DatumCommand.MINING) {
            // A header is not protected: to pass over what it calls something else would lose a share or a question silently.
            throw new DatumFailure(Kind.OUT_OF_ORDER, "A frame with command " + header.command()
                    + " came, and after HELLO a gateway sends command " + DatumCommand.MINING
                    + " alone. The connection was disturbed.");
        }
        limit(header, transactionsAwaited > 0 ? FrameLimits.WITH_TRANSACTIONS : FrameLimits.FROM_GATEWAY);
    }

    private static void limit(FrameHeader header, int longest) throws DatumFailure {
        if (header.length() > longest) {
            throw new DatumFailure(Kind.TOO_LARGE,
                    "A frame of " + header.length() + " bytes was announced, and at most " + longest
                            + " are allowed now.");
        }
    }

    private Opened open(FrameHeader header) throws DatumFailure {
        byte[] payload = reader.payload();
        Opened opened = switch (header.protection()) {
            case PLAIN -> new Opened(0, header.length());
            case SEALED -> {
                if (!SealedBox.open(crypto, agreed.ownKeys(), payload, 0, header.length())) {
                    throw new DatumFailure(Kind.DAMAGED, "A sealed frame does not open with this connection's key.");
                }
                yield new Opened(SealedBox.OVERHEAD, header.length() - SealedBox.OVERHEAD);
            }
            case CHANNEL -> {
                if (!incoming.open(payload, 0, header.length())) {
                    throw new DatumFailure(Kind.DAMAGED, "An encrypted frame does not open: bytes were lost, changed or"
                            + " inserted on the way. The connection has to be made anew.");
                }
                yield new Opened(DatumCipher.OVERHEAD, header.length() - DatumCipher.OVERHEAD);
            }
        };
        return header.signed()
                ? opened.verified(crypto, agreed.otherKeys(), payload,
                        "A frame is not signed by the key that the other side announced for this connection.")
                : opened;
    }
}
