package io.sluice.app.experiment;

import java.net.SocketAddress;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;

import io.sluice.app.experiment.ExperimentMessage.SetupConnection;
import io.sluice.app.experiment.ExperimentMessage.SetupConnectionSuccess;
import io.sluice.app.experiment.ExperimentMessage.Unknown;
import io.sluice.noise.cipher.SecretKey;
import io.sluice.noise.curve25519.NoiseTerms;
import io.sluice.noise.curve25519.Responder25519;
import io.sluice.noise.handshake.Handshake;

/** The server of the experiment: takes everybody whose handshake succeeds and who speaks version 2. Safe on any thread. */
public final class NoiseServer extends ChannelInitializer<Channel> {

    private static final int VERSION = 2;

    private final NoiseTerms terms;
    private final SecretKey staticKey;
    private final RandomGenerator random;
    private final Consumer<String> told;

    /** @param told hears in sentences what happens on the connections, on their loops */
    public NoiseServer(NoiseTerms terms, SecretKey staticKey, RandomGenerator random, Consumer<String> told) {
        this.terms = terms;
        this.staticKey = staticKey;
        this.random = random;
        this.told = told;
    }

    @Override
    protected void initChannel(Channel socket) {
        socket.pipeline().addLast(new ExperimentSocket(new Talk(socket.remoteAddress())));
    }

    private final class Talk implements ExperimentTalk {

        private final String remote;
        private final Responder25519 responder = new Responder25519(terms, staticKey, random);
        private boolean welcomed;

        private Talk(SocketAddress remote) {
            // Without the slash behind which Java looks for a name.
            this.remote = String.valueOf(remote).replaceFirst("^/", "");
        }

        @Override
        public Handshake handshake() {
            return responder;
        }

        @Override
        public void shaken(ExperimentSocket socket) {
            tell("handshake complete" + (responder.clientKey().isEmpty()
                    ? ""
                    : ", its static key is " + responder.clientKey().toHex()));
        }

        @Override
        public void heard(ExperimentMessage message, ExperimentSocket socket) {
            switch (message) {
                case SetupConnection setup when !welcomed -> welcome(setup, socket);
                case SetupConnection _ -> socket.fail("it sent SetupConnection twice");
                case SetupConnectionSuccess _ -> socket.fail("it sent SetupConnection.Success, which servers send");
                case Unknown unknown when welcomed -> tell("sent extension %d, type 0x%02x, which is passed over"
                        .formatted(unknown.extension(), unknown.type()));
                case Unknown unknown -> socket.fail("it sent extension %d, type 0x%02x before SetupConnection"
                        .formatted(unknown.extension(), unknown.type()));
            }
        }

        private void welcome(SetupConnection setup, ExperimentSocket socket) {
            tell("SetupConnection: protocol %d, versions %d to %d, vendor \"%s\"".formatted(
                    setup.protocol(), setup.minVersion(), setup.maxVersion(), setup.vendor().toUtf8()));
            if (setup.minVersion() > VERSION || setup.maxVersion() < VERSION) {
                socket.fail("it does not speak version " + VERSION);
                return;
            }
            welcomed = true;
            socket.isSettled();
            socket.send(ExperimentCodec.write(new SetupConnectionSuccess(VERSION, 0)));
            tell("is sent SetupConnection.Success, version " + VERSION);
        }

        @Override
        public void ended(Optional<String> trouble) {
            tell(trouble.map(sentence -> "closed: " + sentence).orElse("left"));
        }

        private void tell(String what) {
            told.accept(remote + ": " + what);
        }
    }
}
