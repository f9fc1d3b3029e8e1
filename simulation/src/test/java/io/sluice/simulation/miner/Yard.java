package io.sluice.simulation.miner;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.function.Predicate;

import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.embedded.EmbeddedChannel;

import io.sluice.mining.testing.HandLoop;
import io.sluice.noise.cipher.Curves;
import io.sluice.noise.cipher.Secp256k1;
import io.sluice.noise.handshake.AuthoritySecret;
import io.sluice.simulation.trace.Happening;
import io.sluice.simulation.trace.Happening.Honesty;

/** A place for one miner, with time that moves by hand and a record of all it sees. */
final class Yard {

    static final String USER = "bcrt1q.rig";
    private static final Secp256k1 CURVE = Curves.plainJava(new SplittableRandom(1)).curve();
    static final AuthoritySecret AUTHORITY = AuthoritySecret.create(CURVE, new SplittableRandom(2));

    final HandLoop loop = new HandLoop();
    final List<Happening> seen = new ArrayList<>();
    /** All sockets that were made, the present one last. */
    final List<EmbeddedChannel> sockets = new ArrayList<>();
    final Self self = new Self(USER, tools(), new Orders());
    private Consumer<EmbeddedChannel> door = _ -> {};
    private int dialled;
    private boolean refusing;
    private long connections;
    private long shares;

    VirtualMiner miner(VirtualMiners.Kind kind, double hashRate) {
        return VirtualMiners.make(kind, USER, hashRate, AUTHORITY.publicKey().toString(), self.tools());
    }

    static Secp256k1 curve() {
        return CURVE;
    }

    /** Who hears of new sockets. */
    void door(Consumer<EmbeddedChannel> next) {
        door = next;
    }

    void refuse(boolean on) {
        refusing = on;
    }

    int dialled() {
        return dialled;
    }

    EmbeddedChannel socket() {
        return sockets.getLast();
    }

    <H extends Happening> List<H> seen(Class<H> kind) {
        return seen.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    List<Happening.JobGiven> jobs() {
        return seen(Happening.JobGiven.class);
    }

    List<Happening.ShareSent> sent() {
        return seen(Happening.ShareSent.class);
    }

    List<Happening.ShareSent> sent(Honesty honesty) {
        return sent().stream().filter(sent -> sent.share().honesty() == honesty).toList();
    }

    List<Happening.ShareAnswered> answered() {
        return seen(Happening.ShareAnswered.class);
    }

    List<Happening.ShareAnswered> answered(Predicate<Happening.ShareAnswered> which) {
        return answered().stream().filter(which).toList();
    }

    private MinerTools tools() {
        return new MinerTools(loop, loop, new SplittableRandom(5), CURVE, this::dial, seen::add, () -> ++connections,
                () -> ++shares);
    }

    private void dial(ChannelInitializer<Channel> made, Consumer<String> failed) {
        dialled++;
        if (refusing) {
            failed.accept("refused");
            return;
        }
        EmbeddedChannel socket = new EmbeddedChannel(made);
        sockets.add(socket);
        door.accept(socket);
    }
}
