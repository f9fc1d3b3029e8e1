package io.sluice.simulation.miner;

import java.util.List;
import java.util.Optional;

import io.sluice.noise.handshake.AuthorityKey;
import io.sluice.noise.handshake.Initiator;
import io.sluice.noise.handshake.MalformedKey;
import io.sluice.noise.netty.PipeOptions;
import io.sluice.noise.netty.Sv2Client;
import io.sluice.wire.mining.MiningProtocol;

/** Makes miners of all kinds. */
public final class VirtualMiners {

    /** The most channels that a miner of any kind opens on its connection. */
    public static final int MOST_CHANNELS = Sv2Model.MOST;

    /** Which of the gateway's ports a miner dials. */
    public enum Protocol {
        SV1, SV2
    }

    /** The kinds of miners there are. */
    public enum Kind {
        BITAXE(Sv1Model.BITAXE),
        CPUMINER(Sv1Model.CPUMINER),
        NERDMINER(Sv1Model.NERDMINER),
        NICEHASH(Sv1Model.NICEHASH),
        BRAIINS(Sv1Model.BRAIINS),
        ANTMINER(Sv1Model.ANTMINER),
        CGMINER(Sv1Model.CGMINER),
        /** One channel, of standard jobs only. */
        SV2_STANDARD(Sv2Model.STANDARD),
        /** One extended channel. */
        SV2_EXTENDED(Sv2Model.EXTENDED),
        /** Two to sixteen extended channels, each with a user of its own. */
        SV2_PROXY(Sv2Model.PROXY);

        @SuppressWarnings("ImmutableEnumChecker") // models are enums themselves
        private final Model model;

        Kind(Model model) {
            this.model = model;
        }

        public Protocol protocol() {
            return switch (model) {
                case Sv1Model _ -> Protocol.SV1;
                case Sv2Model _ -> Protocol.SV2;
            };
        }
    }

    private VirtualMiners() {}

    /**
     * A miner that is not plugged in yet.
     *
     * @param user its name and the user it mines for; a proxy's channels add {@code .miner1} and so on
     * @param hashRate in hashes per second, of all its machines together
     * @param authorityKey that vouches for the gateway, as operators publish it; SV1 does not look at it
     * @throws IllegalArgumentException when that is no key
     */
    public static VirtualMiner make(Kind kind, String user, double hashRate, String authorityKey, MinerTools tools) {
        Self self = new Self(user, tools, new Orders());
        return switch (kind.model) {
            case Sv1Model model -> sv1(self, model, hashRate);
            case Sv2Model model -> sv2(self, model, hashRate, authorityKey);
        };
    }

    private static VirtualMiner sv1(Self self, Sv1Model model, double hashRate) {
        return new Miner(self, plug -> new Sv1Talk(self, plug, model, hashRate));
    }

    private static VirtualMiner sv2(Self self, Sv2Model model, double hashRate, String authorityKey) {
        List<Sv2Model.Wish> wishes = model.wishes(self.name(), hashRate, self.random());
        MinerTools tools = self.tools();
        Optional<AuthorityKey> authority = Optional.of(parse(authorityKey, tools));
        Sv2Client client = new Sv2Client(
                () -> new Initiator(tools.curve(), authority, tools.clock(), tools.random()),
                MiningProtocol.FROM_SERVER::check,
                Runnable::run,
                PipeOptions.DEFAULT);
        return new Miner(self, plug -> new Sv2Talk(self, plug, model, wishes, client));
    }

    private static AuthorityKey parse(String text, MinerTools tools) {
        try {
            return AuthorityKey.parse(text, tools.curve());
        } catch (MalformedKey e) {
            throw new IllegalArgumentException("the authority key " + text + " is none: " + e.getMessage(), e);
        }
    }
}
