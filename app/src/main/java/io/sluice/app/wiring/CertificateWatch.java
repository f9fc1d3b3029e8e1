package io.sluice.app.wiring;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

import io.sluice.noise.cipher.KeyPair;
import io.sluice.noise.handshake.Certificate;
import io.sluice.noise.handshake.Identity;
import io.sluice.noise.handshake.SignedKey;

/**
 * A certificate that was signed elsewhere: takes up the next one as soon as it is in its file, and raises the alarm while there is none.
 * Whoever is connected stays so; a certificate matters only in a handshake.
 *
 * <p>Looks once a minute, on one loop; the rest is safe on any thread.
 */
final class CertificateWatch implements Credentials {

    private static final Logger LOG = LoggerFactory.getLogger("sluice.keys");
    private static final long LOOK_SECONDS = 60;

    /** How long a certificate is still good, with the level at which that is told. */
    private enum Left {
        // @formatter:off
        PLENTY(Level.INFO),
        TWO_WEEKS(Level.WARN),
        A_WEEK(Level.WARN),
        A_DAY(Level.ERROR),
        NONE(Level.ERROR),
        NOT_YET(Level.ERROR);
        // @formatter:on

        private final Level level;

        Left(Level level) {
            this.level = level;
        }

        static Left at(Instant now, Certificate certificate) {
            Duration left = Duration.between(now, certificate.notValidAfter());
            if (now.isBefore(certificate.validFrom())) {
                return NOT_YET;
            }
            if (left.isNegative()) {
                return NONE;
            }
            if (left.compareTo(Duration.ofDays(1)) <= 0) {
                return A_DAY;
            }
            if (left.compareTo(Duration.ofDays(7)) <= 0) {
                return A_WEEK;
            }
            return left.compareTo(Duration.ofDays(14)) <= 0 ? TWO_WEEKS : PLENTY;
        }
    }

    private final Voucher.Elsewhere voucher;
    private final KeyPair servingKey;
    private final InstantSource clock;
    private final Executor disk;
    private final ScheduledExecutorService loop;
    private volatile Identity identity;
    // What was told last; what is still so is not told again.
    private Left told = Left.PLENTY;
    private String complaint = "";

    /**
     * @param servingKey that of the voucher, with the encoding that miners are shown
     * @param disk reads the file
     * @param loop on which it looks
     */
    CertificateWatch(
            Voucher.Elsewhere voucher, KeyPair servingKey, InstantSource clock, Executor disk,
            ScheduledExecutorService loop) {
        this.voucher = voucher;
        this.servingKey = servingKey;
        this.clock = clock;
        this.disk = disk;
        this.loop = loop;
        this.identity = new Identity(servingKey, voucher.signed().certificate());
    }

    @Override
    public Identity current() {
        return identity;
    }

    @Override
    public void start() {
        loop.execute(() -> {
            tell();
            lookLater();
        });
    }

    private void lookLater() {
        loop.schedule(() -> {
            lookLater();
            disk.execute(this::look);
        }, LOOK_SECONDS, TimeUnit.SECONDS);
    }

    /** On the thread for files. */
    private void look() {
        try {
            SignedKey read = voucher.file().read();
            loop.execute(() -> take(read));
        } catch (IOException e) {
            loop.execute(() -> complain(String.valueOf(e.getMessage())));
        }
    }

    private void take(SignedKey read) {
        if (!read.authority().equals(voucher.authority())) {
            complain(voucher.file().name() + " holds a certificate of another authority, " + read.authority()
                    + "; miners know this gateway by " + voucher.authority()
                    + ". To change it, start Sluice anew, and give every SV2 miner the new key");
        } else if (!read.servingKey().equals(voucher.signed().servingKey())) {
            complain(voucher.file().name() + " holds a certificate for another serving key; to change that key,"
                    + " start Sluice anew");
        } else {
            complaint = "";
            if (!read.certificate().equals(identity.certificate())) {
                identity = new Identity(servingKey, read.certificate());
                LOG.info("a new certificate is in use: {}", words());
            }
        }
        tell();
    }

    private void complain(String sentence) {
        if (!sentence.equals(complaint)) {
            complaint = sentence;
            LOG.warn("{}. The certificate from before stays in use", sentence);
        }
        tell();
    }

    private void tell() {
        Left left = Left.at(clock.instant(), identity.certificate());
        if (left != told) {
            told = left;
            LOG.atLevel(left.level).log(words());
        }
    }

    private String words() {
        Certificate certificate = identity.certificate();
        Instant now = clock.instant();
        Left left = Left.at(now, certificate);
        String next = "; have the next one signed (sluice keys sign) and put it into " + voucher.file().name();
        return switch (left) {
            case PLENTY -> "the certificate for SV2 miners, signed elsewhere, is good until "
                    + certificate.notValidAfter();
            case TWO_WEEKS, A_WEEK, A_DAY -> "the certificate for SV2 miners ends in "
                    + remaining(Duration.between(now, certificate.notValidAfter())) + ", on "
                    + certificate.notValidAfter() + next;
            case NONE -> "the certificate for SV2 miners ended on " + certificate.notValidAfter()
                    + ": miners that check it turn away" + next;
            case NOT_YET -> "the certificate for SV2 miners begins on " + certificate.validFrom()
                    + ", and the clock of this machine says " + now + ": one of the two clocks is wrong";
        };
    }

    @Override
    public ObjectNode json() {
        Certificate certificate = identity.certificate();
        return JsonNodeFactory.instance.objectNode()
                .put("words", words())
                .put("authority", voucher.authority().toString())
                .put("signed", "elsewhere")
                .put("validFrom", certificate.validFrom().toString())
                .put("notValidAfter", certificate.notValidAfter().toString())
                .put("alarm", Left.at(clock.instant(), certificate) != Left.PLENTY);
    }

    private static String remaining(Duration left) {
        if (left.toDays() >= 2) {
            return left.toDays() + " days";
        }
        return left.toHours() >= 2 ? left.toHours() + " hours" : left.toMinutes() + " minutes";
    }
}
