package io.sluice.noise.netty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import io.netty.channel.embedded.EmbeddedChannel;
import org.junit.jupiter.api.Test;

import io.sluice.noise.cipher.BothCurves;
import io.sluice.noise.cipher.Secp256k1;
import io.sluice.noise.frame.FrameSealer;
import io.sluice.noise.handshake.AuthoritySecret;
import io.sluice.noise.handshake.Handshake.Conclusion;
import io.sluice.noise.handshake.HandshakeFailure;
import io.sluice.noise.handshake.Identity;
import io.sluice.noise.handshake.Initiator;
import io.sluice.noise.handshake.RenewingIdentity;
import io.sluice.noise.handshake.Responder;
import io.sluice.wire.FrameHeader;
import io.sluice.wire.FrameLimits;
import io.sluice.wire.Sv2Frame;
import io.sluice.wire.type.Bytes;

/** A new certificate reaches who connects, and disturbs nobody who is connected. */
class RenewalTest {

    private static final Instant START = Instant.parse("2026-11-24T12:00:00Z");
    private static final Sv2Frame FRAME = new Sv2Frame(new FrameHeader(0, true, 0x1b, 3), Bytes.hex("010203"));

    private final Secp256k1 curve = BothCurves.nativeCurve();
    private final SecureRandom random = new SecureRandom();
    private final AuthoritySecret authority = AuthoritySecret.create(curve, random);
    private Instant now = START;
    private final RenewingIdentity identities = new RenewingIdentity(curve, authority, () -> now, random);
    private final List<RecordingListener> listeners = new ArrayList<>();
    private final Sv2Server server = new Sv2Server(() -> new Responder(curve, identities, random),
            FrameLimits.uniform(100)::check, (remote, loop) -> {
                listeners.add(new RecordingListener(remote, loop, (self, frame) -> {}));
                return listeners.getLast();
            }, Runnable::run, PipeOptions.DEFAULT);

    @Test
    void a_miner_of_the_first_day_is_still_served_a_year_later_and_newcomers_trust_what_they_see() throws Exception {
        EmbeddedChannel old = accept();
        FrameSealer itsSealer = connect(old);
        Identity first = identities.current();
        for (int days = 1; days <= 365; days++) {
            now = START.plus(Duration.ofDays(days));
            EmbeddedChannel fresh = accept();
            connect(fresh);
            fresh.close();
            EmbeddedServer.feed(old, itsSealer.seal(FRAME));
            assertThat(listeners.getFirst().frames).as("day %d", days).hasSize(days);
        }
        assertThat(identities.current().certificate()).isNotEqualTo(first.certificate());
        assertThat(old.isOpen()).isTrue();
        assertThat(listeners.getFirst().reasons).isEmpty();
    }

    @Test
    void a_miner_whose_clock_is_hours_behind_trusts_it_too_and_one_that_is_days_behind_does_not() throws Exception {
        for (int hours : new int[]{1, 12, 24}) {
            Initiator behind = initiatorAt(now.minus(Duration.ofHours(hours)));
            behind.conclude(new Responder(curve, identities, random).conclude(behind.opening()).reply());
        }
        Initiator daysBehind = initiatorAt(now.minus(Duration.ofDays(3)));
        Bytes shown = new Responder(curve, identities, random).conclude(daysBehind.opening()).reply();
        assertThatExceptionOfType(HandshakeFailure.class).isThrownBy(() -> daysBehind.conclude(shown));
    }

    private EmbeddedChannel accept() {
        EmbeddedChannel socket = new EmbeddedChannel();
        socket.freezeTime();
        socket.pipeline().addLast(server.initializer());
        return socket;
    }

    private FrameSealer connect(EmbeddedChannel socket) throws HandshakeFailure {
        Initiator initiator = initiatorAt(now);
        EmbeddedServer.feed(socket, initiator.opening().toArray());
        Conclusion conclusion = initiator.conclude(EmbeddedServer.written(socket));
        return new FrameSealer(conclusion.ciphers().sending());
    }

    private Initiator initiatorAt(Instant itsTime) {
        return new Initiator(curve, Optional.of(authority.publicKey()), () -> itsTime, random);
    }
}
