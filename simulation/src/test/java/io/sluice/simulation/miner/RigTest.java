package io.sluice.simulation.miner;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

import org.junit.jupiter.api.Test;

import io.sluice.mining.bitcoin.BlockHash;
import io.sluice.mining.bitcoin.BlockHeader;
import io.sluice.mining.bitcoin.Target;
import io.sluice.simulation.trace.Happening;
import io.sluice.simulation.trace.Happening.Honesty;
import io.sluice.simulation.trace.Happening.JobSight;
import io.sluice.wire.type.Bytes;
import io.sluice.wire.type.U256;

/** How often machines find, and what they never do. */
final class RigTest {

    private static final Target EASY = Target.fromDisplay("0fffff" + "0".repeat(58));
    private static final Target FAR_TOO_HARD = Target.fromDisplay("00000000ffff" + "0".repeat(52));

    private final Yard yard = new Yard();
    private final Rig rig = new Rig(yard.self, new Rig.Place(1, 0, Yard.USER), 16, new Tongue() {
        @Override
        public Letter share(String jobId, Proof proof) {
            return new Letter(OptionalLong.of(1), () -> {});
        }

        @Override
        public Letter garbage() {
            return new Letter(OptionalLong.empty(), () -> {});
        }

        @Override
        public String anyJobId() {
            return "any";
        }
    });

    @Test
    void the_rate_of_shares_is_that_of_the_hashes() {
        rig.work(job("a", EASY, 1), Rolling.NOTHING);
        yard.loop.advanceSeconds(4000);

        // 16 hashes a second, 16 for a share: 4000 expected, and 63 is one standard deviation.
        assertThat(yard.sent().size()).isBetween(3750, 4250);
    }

    @Test
    void new_work_does_not_change_the_rate() {
        for (int i = 0; i < 8000; i++) {
            rig.work(job("a" + i, EASY, 1), Rolling.NOTHING);
            yard.loop.advance(java.time.Duration.ofMillis(500));
        }

        assertThat(yard.sent().size()).isBetween(3750, 4250);
    }

    @Test
    void no_header_is_tried_twice_nor_found_twice() {
        rig.work(job("a", EASY, 1), Rolling.NOTHING);
        yard.loop.advanceSeconds(2000);

        Set<Bytes> headers = new HashSet<>();
        yard.sent().forEach(sent -> headers.add(sent.share().header().orElseThrow()));
        assertThat(headers).hasSameSizeAs(yard.sent());
    }

    @Test
    void a_target_that_is_far_too_hard_is_left_alone_and_told_once() {
        rig.work(job("a", FAR_TOO_HARD, 1), Rolling.NOTHING);
        rig.work(job("b", FAR_TOO_HARD, 1), Rolling.NOTHING);
        yard.loop.advanceSeconds(100_000);

        assertThat(yard.sent()).isEmpty();
        assertThat(rig.send(Honesty.HONEST)).isFalse();
        assertThat(rig.send(Honesty.WRONG_TIME)).isFalse();
        assertThat(rig.send(Honesty.LOW)).isTrue();
        assertThat(yard.seen(Happening.Event.class)).hasSize(1);
    }

    @Test
    void lies_are_what_their_names_say_down_to_the_header() {
        rig.work(job("a", EASY, 1), new Rolling(0x1fff_e000, 0));
        rig.work(job("b", EASY, 2), new Rolling(0x1fff_e000, 0));
        for (Honesty lie : List.of(Honesty.LOW, Honesty.STALE, Honesty.WRONG_TIME, Honesty.WRONG_VERSION)) {
            assertThat(rig.send(lie)).isTrue();
        }

        assertThat(EASY.isMetBy(header(Honesty.LOW).hash())).isFalse();
        assertThat(header(Honesty.STALE).prevHash()).isEqualTo(prevHash(1));
        assertThat(EASY.isMetBy(header(Honesty.STALE).hash())).isTrue();
        assertThat(header(Honesty.WRONG_TIME).nTime())
                .isGreaterThan(yard.loop.instant().getEpochSecond() + 7200);
        assertThat(header(Honesty.WRONG_VERSION).version() & 0xf).isEqualTo(Rolling.FORBIDDEN_BIT);
        assertThat(EASY.isMetBy(header(Honesty.WRONG_VERSION).hash())).isTrue();
    }

    @Test
    void switched_off_it_finds_nothing_but_keeps_its_work() {
        yard.self.orders().hash(false);
        rig.work(job("a", EASY, 1), Rolling.NOTHING);
        yard.loop.advanceSeconds(1000);
        assertThat(yard.sent()).isEmpty();
        assertThat(rig.hasWork()).isTrue();

        yard.self.orders().hash(true);
        rig.pace();
        yard.loop.advanceSeconds(60);

        assertThat(yard.sent()).isNotEmpty();
    }

    @Test
    void stopped_it_is_mute() {
        rig.work(job("a", EASY, 1), Rolling.NOTHING);
        rig.stop();
        yard.loop.advanceSeconds(1000);

        assertThat(rig.send(Honesty.MALFORMED)).isFalse();
        assertThat(yard.sent()).isEmpty();
        assertThat(yard.loop.waiting()).isZero();
    }

    private BlockHeader header(Honesty honesty) {
        Bytes bytes = yard.sent(honesty).getFirst().share().header().orElseThrow();
        return BlockHeader.read(bytes.toArray(), 0);
    }

    private static BlockHash prevHash(int number) {
        return new BlockHash(U256.hex("0" + number + "00".repeat(31)).wire());
    }

    private static JobSight job(String id, Target target, int prevHash) {
        return new JobSight(1, 0, id, 0x2000_0000, Optional.of(prevHash(prevHash)), 0x1d00ffff, 1_763_904_000,
                target.toWire().wire(), Optional.empty(), Optional.of(prevHash(9)), prevHash > 1);
    }
}
