package io.sluice.app.experiment;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;

import io.sluice.app.experiment.ExperimentMessage.SetupConnection;
import io.sluice.app.experiment.ExperimentMessage.SetupConnectionSuccess;
import io.sluice.noise.cipher.SecretKey;
import io.sluice.noise.curve25519.Initiator25519;
import io.sluice.noise.curve25519.NoiseTerms;
import io.sluice.noise.handshake.Handshake;
import io.sluice.wire.type.Bytes;

/** The client of the experiment, for one connection: shakes hands, introduces itself, waits for the answer and leaves. */
public final class NoiseClient extends ChannelInitializer<Channel> {

    private static final SetupConnection GREETING = new SetupConnection(2, 2, 2, Bytes.utf8("sluice"));

    private final Initiator25519 initiator;
    private final Consumer<String> told;
    private final CompletableFuture<Optional<String>> outcome = new CompletableFuture<>();

    /**
     * @param staticKey who we are; shown in XX alone
     * @param expected the server's key; without one any server is believed
     * @param told hears in sentences what happens, on the loop of the connection
     */
    public NoiseClient(
            NoiseTerms terms,
            SecretKey staticKey,
            Optional<Bytes> expected,
            RandomGenerator random,
            Consumer<String> told) {
        this.initiator = new Initiator25519(terms, staticKey, expected, random);
        this.told = told;
    }

    /** When all is said: empty if the server took us, or else why not, in a sentence. */
    public CompletionStage<Optional<String>> outcome() {
        return outcome;
    }

    /** There is no connection, for this reason. */
    public void notConnected(String why) {
        outcome.complete(Optional.of(why));
    }

    @Override
    protected void initChannel(Channel socket) {
        socket.pipeline().addLast(new ExperimentSocket(new Talk()));
    }

    private final class Talk implements ExperimentTalk {

        private boolean taken;

        @Override
        public Handshake handshake() {
            return initiator;
        }

        @Override
        public void shaken(ExperimentSocket socket) {
            told.accept("handshake complete, the server's key is " + initiator.serverKey().toHex());
            socket.send(ExperimentCodec.write(GREETING));
        }

        @Override
        public void heard(ExperimentMessage message, ExperimentSocket socket) {
            if (message instanceof SetupConnectionSuccess(int version, long flags)) {
                told.accept("SetupConnection.Success: version %d, flags 0x%08x".formatted(version, flags));
                taken = true;
                socket.close();
            } else {
                socket.fail("the server answered something else than SetupConnection.Success");
            }
        }

        @Override
        public void ended(Optional<String> trouble) {
            outcome.complete(taken || trouble.isPresent()
                    ? trouble
                    : Optional.of("the server closed without an answer to SetupConnection"));
        }
    }
}
