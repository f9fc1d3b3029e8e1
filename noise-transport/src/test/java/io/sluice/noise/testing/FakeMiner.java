package io.sluice.noise.testing;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Optional;

import io.sluice.noise.cipher.Curves;
import io.sluice.noise.frame.FrameFailure;
import io.sluice.noise.frame.FrameOpener;
import io.sluice.noise.frame.FrameSealer;
import io.sluice.noise.handshake.AuthorityKey;
import io.sluice.noise.handshake.Handshake;
import io.sluice.noise.handshake.Handshake.Conclusion;
import io.sluice.noise.handshake.HandshakeFailure;
import io.sluice.noise.handshake.Initiator;
import io.sluice.wire.Sv2Frame;
import io.sluice.wire.type.Bytes;

/**
 * A miner's end of a connection over a blocking socket, without Netty: shakes hands, then sends and receives frames. For
 * tests with a real port. One thread at a time; every wait ends after {@link #PATIENCE_MILLIS}.
 */
public final class FakeMiner implements AutoCloseable {

    /** How long connecting and receiving may take. */
    public static final int PATIENCE_MILLIS = 10_000;

    private final Socket socket;
    private final FrameSealer sealer;
    private final FrameOpener opener;
    private ByteBuffer received = ByteBuffer.allocate(0);

    private FakeMiner(Socket socket, Conclusion conclusion) {
        this.socket = socket;
        this.sealer = new FrameSealer(conclusion.ciphers().sending());
        this.opener = new FrameOpener(conclusion.ciphers().receiving(), header -> {});
    }

    /** Connects as a Stratum V2 miner that trusts {@code authority}, or anybody. */
    public static FakeMiner connect(SocketAddress server, Optional<AuthorityKey> authority)
            throws IOException, HandshakeFailure {
        SecureRandom random = new SecureRandom();
        return connect(server, new Initiator(
                Curves.plainJava(random).curve(), authority, InstantSource.system(), random));
    }

    /** Connects with any client's end of a handshake. */
    public static FakeMiner connect(SocketAddress server, Handshake handshake) throws IOException, HandshakeFailure {
        Socket socket = new Socket();
        try {
            socket.connect(server, PATIENCE_MILLIS);
            socket.setSoTimeout(PATIENCE_MILLIS);
            socket.setTcpNoDelay(true);
            socket.getOutputStream().write(handshake.opening().toArray());
            byte[] answer = socket.getInputStream().readNBytes(handshake.incomingLength());
            if (answer.length < handshake.incomingLength()) {
                throw new IOException("the server closed after " + answer.length + " bytes of its answer");
            }
            Conclusion conclusion = handshake.conclude(Bytes.adopt(answer));
            socket.getOutputStream().write(conclusion.reply().toArray());
            return new FakeMiner(socket, conclusion);
        } catch (IOException | HandshakeFailure e) {
            socket.close();
            throw e;
        }
    }

    /** Seals a frame without sending it; the next one has the nonces that follow. */
    public byte[] seal(Sv2Frame frame) {
        return sealer.seal(frame);
    }

    /** Sends frames in one write. */
    public void send(Sv2Frame... frames) throws IOException {
        Bytes wire = Bytes.EMPTY;
        for (Sv2Frame frame : frames) {
            wire = wire.concat(Bytes.adopt(sealer.seal(frame)));
        }
        sendRaw(wire.toArray());
    }

    /** Sends bytes as they are, sealed by nobody. */
    public void sendRaw(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
    }

    /** Waits for the next frame; empty when the server has closed the connection. */
    public Optional<Sv2Frame> receive() throws IOException, FrameFailure {
        InputStream in = socket.getInputStream();
        while (true) {
            Optional<Sv2Frame> next = opener.next(received);
            if (next.isPresent()) {
                return next;
            }
            byte[] arrived = new byte[16 * 1024];
            int length = in.read(arrived);
            if (length < 0) {
                return Optional.empty();
            }
            received = ByteBuffer.wrap(arrived, 0, length);
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
