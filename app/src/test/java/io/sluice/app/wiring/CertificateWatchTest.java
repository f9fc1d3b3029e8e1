package io.sluice.app.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

import ch.qos.logback.classic.Level;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.sluice.app.peer.LogLines;
import io.sluice.mining.testing.HandLoop;
import io.sluice.noise.cipher.Curves;
import io.sluice.noise.cipher.KeyPair;
import io.sluice.noise.cipher.Secp256k1;
import io.sluice.noise.cipher.SecretKey;
import io.sluice.noise.handshake.AuthoritySecret;
import io.sluice.noise.handshake.Certificate;
import io.sluice.noise.handshake.Initiator;
import io.sluice.noise.handshake.Responder;
import io.sluice.noise.handshake.SignedKey;

/** A certificate that an authority elsewhere has signed: alarms before it ends, and the next one taken up without a start. */
class CertificateWatchTest {

    private final SecureRandom random = new SecureRandom();
    private final Secp256k1 curve = Curves.best(random).curve();
    private final AuthoritySecret authority = AuthoritySecret.create(curve, random);
    private final KeyPair servingKey = curve.createKeyPair(random);
    private final HandLoop loop = new HandLoop();
    private final Instant start = loop.instant().truncatedTo(ChronoUnit.SECONDS);
    private final LogLines log = new LogLines("sluice.keys", Level.INFO);
    private final OneFile file = new OneFile(signed(authority, servingKey.secret(), start, 30));
    private final CertificateWatch watch = new CertificateWatch(
            new Voucher.Elsewhere(servingKey.secret(), file.content, file), servingKey, loop, loop, loop);

    @BeforeEach
    void begin() {
        watch.start();
        loop.run();
    }

    @AfterEach
    void end() {
        log.close();
    }

    @Test
    void it_raises_the_alarm_14_7_and_1_days_before_the_end_and_at_the_end_once_each() {
        days(15);
        assertThat(log.lines()).isEmpty();
        assertThat(alarm()).isFalse();
        days(1);
        assertThat(log.lines()).singleElement().asString().startsWith("WARN").contains("ends in 14 days")
                .contains("sluice keys sign").contains("the/certificate.txt");
        assertThat(alarm()).isTrue();
        days(7);
        assertThat(log.lines()).hasSize(2).last().asString().startsWith("WARN").contains("ends in 7 days");
        days(6);
        assertThat(log.lines()).hasSize(3).last().asString().startsWith("ERROR").contains("ends in 24 hours");
        days(2);
        assertThat(log.lines()).hasSize(4).last().asString().startsWith("ERROR").contains("turn away");
        days(30);
        assertThat(log.lines()).hasSize(4);
        assertThat(watch.json().path("words").textValue()).contains("ended on");
    }

    @Test
    void a_new_certificate_is_taken_up_within_a_minute_and_ends_the_alarm() throws Exception {
        days(29);
        assertThat(alarm()).isTrue();
        log.clear();
        file.content = signed(authority, servingKey.secret(), loop.instant(), 90);
        loop.advanceSeconds(60);
        assertThat(watch.current().certificate()).isEqualTo(file.content.certificate());
        assertThat(watch.current().staticKey()).isEqualTo(servingKey);
        assertThat(alarm()).isFalse();
        assertThat(log.lines()).first().asString().startsWith("INFO").contains("a new certificate is in use");
        Initiator miner = new Initiator(curve, Optional.of(authority.publicKey()), loop, random);
        miner.conclude(new Responder(curve, watch, random).conclude(miner.opening()).reply());
        log.clear();
        days(3);
        assertThat(log.lines()).isEmpty();
    }

    @Test
    void what_is_no_certificate_for_this_gateway_is_told_once_and_changes_nothing() {
        Certificate first = watch.current().certificate();
        AuthoritySecret other = AuthoritySecret.create(curve, random);
        file.content = signed(other, servingKey.secret(), start, 90);
        loop.advanceSeconds(600);
        assertThat(log.lines()).singleElement().asString().startsWith("WARN")
                .contains(other.publicKey().toString()).contains("stays in use");
        file.content = signed(authority, curve.createSecret(random), start, 90);
        loop.advanceSeconds(600);
        assertThat(log.lines()).hasSize(2).last().asString().contains("another serving key");
        file.trouble = "the/certificate.txt holds no certificate: a line is missing";
        loop.advanceSeconds(600);
        assertThat(log.lines()).hasSize(3).last().asString().contains("a line is missing. The certificate from before");
        assertThat(watch.current().certificate()).isEqualTo(first);
        file.trouble = "";
        file.content = signed(authority, servingKey.secret(), start, 90);
        loop.advanceSeconds(60);
        assertThat(watch.current().certificate()).isNotEqualTo(first);
    }

    @Test
    void alarms_come_also_while_the_file_can_not_be_read() {
        file.trouble = "the disk is broken";
        days(17);
        assertThat(log.lines()).hasSize(2).last().asString().contains("ends in 14 days");
    }

    @Test
    void a_certificate_of_the_future_means_that_a_clock_is_wrong() {
        file.content = signed(authority, servingKey.secret(), start.plus(Duration.ofDays(5)), 90);
        loop.advanceSeconds(60);
        assertThat(log.lines()).last().asString().startsWith("ERROR").contains("one of the two clocks is wrong");
        assertThat(alarm()).isTrue();
    }

    private void days(long days) {
        loop.advance(Duration.ofDays(days));
    }

    private boolean alarm() {
        ObjectNode json = watch.json();
        assertThat(json.path("authority").textValue()).isEqualTo(authority.publicKey().toString());
        return json.path("alarm").booleanValue();
    }

    /** From a day before, for so many days. */
    private SignedKey signed(AuthoritySecret signer, SecretKey serving, Instant now, int days) {
        Instant second = now.truncatedTo(ChronoUnit.SECONDS);
        var key = curve.publicKeyOf(serving);
        return new SignedKey(signer.publicKey(), key, Certificate.sign(curve, signer.secret(), key,
                second.minus(Duration.ofDays(1)), second.plus(Duration.ofDays(days)), random));
    }

    private static final class OneFile implements Voucher.CertificateFile {

        private SignedKey content;
        private String trouble = "";

        private OneFile(SignedKey content) {
            this.content = content;
        }

        @Override
        public SignedKey read() throws IOException {
            if (!trouble.isEmpty()) {
                throw new IOException(trouble);
            }
            return content;
        }

        @Override
        public String name() {
            return "the/certificate.txt";
        }
    }
}
