package io.sluice.noise.handshake;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.random.RandomGenerator;

import org.jspecify.annotations.Nullable;

import io.sluice.noise.cipher.KeyPair;
import io.sluice.noise.cipher.Secp256k1;

/**
 * An identity that the process signs itself: a fresh static key with a certificate for 30 days, used for all
 * connections, replaced at two thirds of its life.
 *
 * <p>The certificate is dated back by a day, because miners boot with wrong clocks. It is also replaced when our own
 * clock turns out to stand before its beginning: small boards boot in the past and jump.
 *
 * <p>Safe on any thread: readers see an immutable value; whoever finds it too old makes the next one under a lock, about
 * once in twenty days.
 */
public final class RenewingIdentity implements IdentitySource {

    /** From the moment of signing to the end. */
    public static final Duration LIFE = Duration.ofDays(30);
    /** From the beginning to the moment of signing. */
    public static final Duration BACK_DATED = Duration.ofDays(1);
    /** From the moment of signing to the next one: two thirds of the life. */
    public static final Duration RENEWED_AFTER = LIFE.multipliedBy(2).dividedBy(3);

    private final Secp256k1 curve;
    private final AuthoritySecret authority;
    private final InstantSource clock;
    private final RandomGenerator random;
    private volatile @Nullable Identity newest;

    /** @param random makes static keys; must be cryptographically strong and safe on any thread */
    public RenewingIdentity(
            Secp256k1 curve, AuthoritySecret authority, InstantSource clock, RandomGenerator random) {
        this.curve = curve;
        this.authority = authority;
        this.clock = clock;
        this.random = random;
    }

    @Override
    public Identity current() {
        Instant now = clock.instant();
        @Nullable
        Identity known = newest;
        return known != null && isFresh(known, now) ? known : renew(now);
    }

    private synchronized Identity renew(Instant now) {
        @Nullable
        Identity known = newest;
        if (known != null && isFresh(known, now)) {
            return known;
        }
        Identity made = sign(now.truncatedTo(ChronoUnit.SECONDS));
        newest = made;
        return made;
    }

    private static boolean isFresh(Identity identity, Instant now) {
        Instant validFrom = identity.certificate().validFrom();
        return !now.isBefore(validFrom) && now.isBefore(validFrom.plus(BACK_DATED).plus(RENEWED_AFTER));
    }

    /** A board without a clock of its own boots in 1970, and a certificate can not begin before that. */
    private static Instant backDated(Instant now) {
        Instant validFrom = now.minus(BACK_DATED);
        return validFrom.isBefore(Instant.EPOCH) ? Instant.EPOCH : validFrom;
    }

    private Identity sign(Instant now) {
        KeyPair staticKey = curve.createKeyPair(random);
        var publicKey = curve.publicKeyOf(staticKey.secret());
        Certificate certificate = Certificate.sign(curve, authority.secret(), publicKey,
                backDated(now), now.plus(LIFE), random);
        if (!certificate.isSignedBy(curve, authority.publicKey(), publicKey)) {
            throw new IllegalStateException("a certificate that was just signed does not verify: "
                    + "this machine computes wrongly, or the authority's two keys do not belong together");
        }
        return new Identity(staticKey, certificate);
    }
}
