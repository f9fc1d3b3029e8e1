package io.sluice.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Locale;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.sluice.app.wiring.NettySockets;
import io.sluice.app.wiring.NoiseLab;
import io.sluice.app.wiring.RealWorld;
import io.sluice.app.wiring.Stages;
import io.sluice.noise.cipher.SecretKey;
import io.sluice.noise.curve25519.HandshakePattern;
import io.sluice.noise.curve25519.NoiseTerms;
import io.sluice.noise.curve25519.Responder25519;
import io.sluice.noise.handshake.KeyText;

/** {@code sluice lab noise-client} against a server on a real socket, and what its options may be. */
class LabNoiseTest {

    private static final String KEY = "2ac661cc66f2c65a7246f10e804f7aa7cf704ca7af7eef62f5661e36af8aa6d8";

    @TempDir
    private Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void a_client_meets_a_server_in_both_patterns_and_exits_with_zero() throws Exception {
        for (HandshakePattern pattern : HandshakePattern.values()) {
            try (NettySockets sockets = new NettySockets(1)) {
                NoiseLab lab = new NoiseLab(RealWorld.on(sockets), NoiseTerms.usual(pattern), line -> {});
                SecretKey key = KeyText.secret(KEY);
                InetSocketAddress server = Stages.await(
                        lab.serve(InetSocketAddress.createUnresolved("127.0.0.1", 0), key));
                String place = "127.0.0.1:" + server.getPort();
                String serverKey = Responder25519.publicKeyOf(key).toHex();
                assertThat(run("lab", "noise-client", place, "--pattern", pattern.name().toLowerCase(Locale.ROOT),
                        "--key", KEY,
                        "--server-key", serverKey)).isZero();
                assertThat(run("lab", "noise-client", place, "--pattern", pattern.name(), "--server-key", KEY))
                        .isEqualTo(Main.FAILED);
                assertThat(run("lab", "noise-client", place, "--pattern", pattern.name(), "--prologue", "other"))
                        .isEqualTo(Main.FAILED);
            }
        }
        assertThat(out.toString()).contains("SetupConnection.Success: version 2");
        assertThat(err.toString()).contains("not " + KEY + " as expected").contains("with our prologue")
                .doesNotContain("\tat ");
    }

    @Test
    void a_server_that_is_not_there_is_one_sentence() {
        assertThat(run("lab", "noise-client", "127.0.0.1:1")).isEqualTo(Main.FAILED);
        assertThat(err.toString().lines()).singleElement().asString().contains("127.0.0.1:1");
    }

    @Test
    void options_that_can_not_be_are_bad_usage_and_a_secret_is_not_repeated() throws Exception {
        Path open = Files.writeString(folder.resolve("open.key"), KEY);
        Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rw-r--r--"));
        assertThat(run("lab", "noise-server", "--pattern", "IK")).isEqualTo(Main.BAD_USAGE);
        assertThat(run("lab", "noise-server", "--hash", "MD5")).isEqualTo(Main.BAD_USAGE);
        assertThat(run("lab", "noise-server", "--listen", "3334")).isEqualTo(Main.BAD_USAGE);
        assertThat(run("lab", "noise-server", "--key", KEY.substring(1))).isEqualTo(Main.BAD_USAGE);
        assertThat(run("lab", "noise-server", "--key", KEY, "--key-file", open.toString()))
                .isEqualTo(Main.BAD_USAGE);
        assertThat(run("lab", "noise-client", "--server-key", "xyz")).isEqualTo(Main.BAD_USAGE);
        assertThat(run("lab", "noise-server", "--key-file", open.toString())).isEqualTo(Main.FAILED);
        assertThat(err.toString()).contains("neither NX nor XX").contains("neither SHA256 nor BLAKE2s")
                .contains("HOST:PORT").contains("64 hexadecimal digits").contains("not both").contains("chmod 600")
                .doesNotContain(KEY.substring(1, 20)).doesNotContain("\tat ");
    }

    private int run(String... arguments) {
        return Main.commandLine().setOut(new PrintWriter(out)).setErr(new PrintWriter(err)).execute(arguments);
    }
}
