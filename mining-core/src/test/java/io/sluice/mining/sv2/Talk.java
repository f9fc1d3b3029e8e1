package io.sluice.mining.sv2;

import java.util.List;
import java.util.Optional;

import io.sluice.mining.candidate.BlockCandidate;
import io.sluice.mining.port.Effect;
import io.sluice.mining.port.MiningEvent;
import io.sluice.mining.share.SolvedBlock;
import io.sluice.mining.testing.Workshop;
import io.sluice.wire.Sv2Frame;
import io.sluice.wire.Sv2Message;
import io.sluice.wire.common.SetupConnection;
import io.sluice.wire.mining.OpenExtendedMiningChannel;
import io.sluice.wire.mining.OpenStandardMiningChannel;
import io.sluice.wire.type.Str255;
import io.sluice.wire.type.U256;

/** A conversation under test and all that stands around it. */
final class Talk {

    static final long STANDARD_JOBS = 1;
    static final long VERSION_ROLLING = 4;
    /** At this rate a channel begins with difficulty one: 8 shares a minute of 256 hashes. */
    static final float RATE = 40;

    private final Workshop workshop;
    private final Sv2Connection connection;

    private Talk(Workshop workshop, Sv2Settings settings, Optional<BlockCandidate> work) {
        this.workshop = workshop;
        this.connection = new Sv2Connection(settings, workshop.tools(), work);
    }

    /** With work of a hard network at hand, not yet set up. */
    static Talk begin() {
        Workshop workshop = new Workshop();
        return begin(workshop, workshop.poolWork(Workshop.tip(900_000, Workshop.HARD), 5));
    }

    /** As {@link #begin()}, at a difficulty that never changes. */
    static Talk beginAtFixedDifficulty() {
        Workshop workshop = Workshop.ofFixedDifficulty();
        return begin(workshop, workshop.poolWork(Workshop.tip(900_000, Workshop.HARD), 5));
    }

    static Talk begin(Workshop workshop, BlockCandidate work) {
        return new Talk(workshop, Sv2Settings.DEFAULT, Optional.of(work));
    }

    static Talk begin(Workshop workshop, Sv2Settings settings, BlockCandidate work) {
        return new Talk(workshop, settings, Optional.of(work));
    }

    static Talk beginWithoutWork() {
        return new Talk(new Workshop(), Sv2Settings.DEFAULT, Optional.empty());
    }

    /** Set up by a client without any wish. */
    Talk setUp() {
        return setUp(0);
    }

    Talk setUp(long flags) {
        say(setup(flags, "", ""));
        return this;
    }

    Talk setUp(long flags, String vendor, String hardware) {
        say(setup(flags, vendor, hardware));
        return this;
    }

    Workshop workshop() {
        return workshop;
    }

    Sv2Connection connection() {
        return connection;
    }

    List<Effect<Sv2Message>> say(Sv2Message message) {
        return connection.received(Sv2Frame.of(message));
    }

    /** Opens an extended channel and hands everything said to a miner. */
    TestMiner extendedMiner() {
        return TestMiner.on(this, openExtended("account.worker", RATE));
    }

    TestMiner standardMiner() {
        return TestMiner.on(this, openStandard("account.worker", RATE));
    }

    static SetupConnection setup(long flags, String vendor, String hardware) {
        return new SetupConnection(SetupConnection.MINING, 2, 2, flags, Str255.of("10.0.0.1"), 3336, Str255.of(vendor),
                Str255.of(hardware), Str255.EMPTY, Str255.EMPTY);
    }

    static OpenStandardMiningChannel openStandard(String user, float rate) {
        return new OpenStandardMiningChannel(10, Str255.of(user), rate, U256.MAX);
    }

    static OpenExtendedMiningChannel openExtended(String user, float rate) {
        return new OpenExtendedMiningChannel(10, Str255.of(user), rate, U256.MAX, 2);
    }

    static List<Sv2Message> replies(List<Effect<Sv2Message>> effects) {
        return effects.stream().filter(Effect.Reply.class::isInstance)
                .map(effect -> ((Effect.Reply<Sv2Message>) effect).message()).toList();
    }

    /** All replies of one type. */
    static <T> List<T> replies(Class<T> type, List<Effect<Sv2Message>> effects) {
        return replies(effects).stream().filter(type::isInstance).map(type::cast).toList();
    }

    /** The one reply of that type. */
    static <T> T reply(Class<T> type, List<Effect<Sv2Message>> effects) {
        List<T> found = replies(type, effects);
        if (found.size() != 1) {
            throw new AssertionError("not one " + type.getSimpleName() + " in " + effects);
        }
        return found.getFirst();
    }

    static List<MiningEvent> events(List<Effect<Sv2Message>> effects) {
        return effects.stream().filter(Effect.Report.class::isInstance)
                .map(effect -> ((Effect.Report<Sv2Message>) effect).event()).toList();
    }

    static Optional<String> hangUp(List<Effect<Sv2Message>> effects) {
        return effects.stream().filter(Effect.HangUp.class::isInstance)
                .map(effect -> ((Effect.HangUp<Sv2Message>) effect).why()).findFirst();
    }

    static List<SolvedBlock> blocks(List<Effect<Sv2Message>> effects) {
        return effects.stream().filter(Effect.SubmitBlock.class::isInstance)
                .map(effect -> ((Effect.SubmitBlock<Sv2Message>) effect).block()).toList();
    }
}
