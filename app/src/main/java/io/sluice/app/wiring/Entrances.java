package io.sluice.app.wiring;

import java.util.function.Supplier;

import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;

import io.sluice.noise.cipher.Secp256k1;
import io.sluice.noise.cipher.SecretKey;
import io.sluice.noise.curve25519.NoiseTerms;
import io.sluice.noise.curve25519.Responder25519;
import io.sluice.noise.handshake.Handshake;
import io.sluice.noise.handshake.IdentitySource;
import io.sluice.noise.handshake.Responder;
import io.sluice.noise.netty.PipeOptions;
import io.sluice.noise.netty.Sv2Server;
import io.sluice.sv1.netty.Sv1Options;
import io.sluice.sv1.netty.Sv1Server;
import io.sluice.wire.mining.MiningProtocol;

/** What is put on the sockets that miners come in by, for each protocol they may speak. */
final class Entrances {

    private Entrances() {}

    static ChannelInitializer<Channel> sv1(Reception reception) {
        return new Sv1Server((remote, loop) -> new Sv1Door(reception, remote, loop), Sv1Options.DEFAULT).initializer();
    }

    static ChannelInitializer<Channel> sv2(Reception reception, IdentitySource identity, World world) {
        Secp256k1 curve = world.crypto().curve();
        return sv2Behind(() -> new Responder(curve, world.crypto().ciphers(), identity, world.random()), reception,
                world);
    }

    /** Stratum V2 behind the other handshake; from there on nothing differs. */
    static ChannelInitializer<Channel> curve25519(
            Reception reception, NoiseTerms terms, SecretKey staticKey, World world) {
        return sv2Behind(() -> new Responder25519(terms, staticKey, world.random()), reception, world);
    }

    private static ChannelInitializer<Channel> sv2Behind(
            Supplier<Handshake> handshakes, Reception reception, World world) {
        return new Sv2Server(
                handshakes,
                MiningProtocol.FROM_CLIENT::check,
                (remote, loop) -> new Sv2Door(reception, remote, loop),
                world.work(),
                PipeOptions.DEFAULT).initializer();
    }
}
