package io.sluice.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code sluice keys}: what it shows, what it makes, and what it never replaces. */
class KeysTest {

    @TempDir
    private Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private String config = "";
    private String pool = "";

    @BeforeEach
    void init() {
        assertThat(run("init", folder.resolve("box").toString(), "--sandbox")).isZero();
        config = folder.resolve("box/sluice.toml").toString();
        pool = folder.resolve("box/pool.toml").toString();
    }

    @Test
    void show_tells_what_init_made() {
        String key = out.toString().replaceAll("(?s).*3336/(\\w+).*", "$1");
        assertThat(run("keys", "show", "-c", config)).isZero();
        assertThat(out.toString()).contains("  Authority key  " + key)
                .contains("stratum2+tcp://127.0.0.1:3336/" + key);
    }

    @Test
    void show_tells_the_key_that_gateways_of_a_pool_need() throws Exception {
        assertThat(run("keys", "show", "--pool", pool)).isZero();
        String key = out.toString().replaceAll("(?s).*pool.public_key of gateways: (\\w+).*", "$1");
        assertThat(Files.readString(Path.of(config))).contains(key);
    }

    @Test
    void a_missing_authority_is_told_and_made_only_when_asked_for() throws Exception {
        Path file = folder.resolve("box/data/authority.key");
        String old = Files.readString(file);
        assertThat(run("keys", "create", "authority", "-c", config)).isEqualTo(Main.FAILED);
        assertThat(file).hasContent(old);
        Files.delete(file);
        assertThat(run("keys", "show", "-c", config)).isEqualTo(Main.FAILED);
        assertThat(file).doesNotExist();
        assertThat(run("keys", "create", "authority", "-c", config)).isZero();
        assertThat(Files.readString(file)).isNotEqualTo(old);
        assertThat(Files.getPosixFilePermissions(file)).hasSize(2);
        assertThat(err.toString()).contains("left as it is").contains("restore it from your backup")
                .contains("sluice keys create authority").doesNotContain("\tat ");
        assertThat(out.toString()).doesNotContain(Files.readString(file).strip());
    }

    @Test
    void keys_of_a_pool_are_made_the_same_way() throws Exception {
        Path file = folder.resolve("box/pool-data/pool.key");
        assertThat(run("keys", "create", "pool", "-c", pool)).isEqualTo(Main.FAILED);
        Files.delete(file);
        assertThat(run("keys", "show", "--pool", pool)).isEqualTo(Main.FAILED);
        assertThat(run("keys", "create", "pool", "-c", pool)).isZero();
        assertThat(file).exists();
    }

    @Test
    void the_key_of_the_curve25519_port_is_made_once_and_shown() throws Exception {
        Path file = folder.resolve("box/data/curve25519.key");
        assertThat(run("keys", "create", "curve25519", "-c", config)).isEqualTo(Main.BAD_USAGE);
        Files.writeString(Path.of(config), "\n[curve25519]\nlisten = \"127.0.0.1:3337\"\n", StandardOpenOption.APPEND);
        assertThat(run("keys", "show", "-c", config)).isEqualTo(Main.FAILED);
        assertThat(run("keys", "create", "curve25519", "-c", config)).isZero();
        assertThat(Files.getPosixFilePermissions(file)).hasSize(2);
        String key = out.toString().replaceAll("(?s).*Server key, for clients: (\\w+).*", "$1");
        assertThat(run("keys", "show", "-c", config)).isZero();
        assertThat(out.toString()).contains("  Server key     " + key).contains("Noise_NX_25519_ChaChaPoly_SHA256")
                .doesNotContain(Files.readString(file).strip());
        assertThat(run("keys", "create", "curve25519", "-c", config)).isEqualTo(Main.FAILED);
    }

    @Test
    void an_authority_kept_elsewhere_signs_what_the_gateway_serves_with() throws Exception {
        Path data = folder.resolve("box/data");
        Path cold = folder.resolve("cold.key");
        Files.delete(data.resolve("authority.key"));
        Files.writeString(Path.of(config), "\n[keys]\nauthority = \"elsewhere\"\n", StandardOpenOption.APPEND);
        assertThat(run("run", "-c", config)).isEqualTo(Main.FAILED);
        assertThat(run("keys", "create", "serving", "-c", config)).isZero();
        assertThat(Files.getPosixFilePermissions(data.resolve("serving.key"))).hasSize(2);
        String servingKey = out.toString().replaceAll("(?s).*AUTHORITY_FILE (\\w{64}).*", "$1");
        assertThat(run("run", "-c", config)).isEqualTo(Main.FAILED);
        assertThat(err.toString()).contains("serving.key is missing").contains("certificate.txt is missing")
                .contains("sluice keys sign --authority AUTHORITY_FILE " + servingKey);

        assertThat(run("keys", "create", "authority", "--out", cold.toString())).isZero();
        assertThat(Files.getPosixFilePermissions(cold)).hasSize(2);
        String certificate = sign(cold, servingKey);
        Files.writeString(data.resolve("certificate.txt"), certificate);
        assertThat(run("keys", "show", "-c", config)).isZero();
        String authority = certificate.replaceAll("(?s).*authority = (\\w+).*", "$1");
        assertThat(out.toString()).contains("stratum2+tcp://127.0.0.1:3336/" + authority)
                .contains("Serving key " + servingKey + ", certificate from ");
        assertThat(data.resolve("authority.key")).doesNotExist();
        assertThat(certificate).doesNotContain(Files.readString(cold).strip());

        Files.delete(data.resolve("serving.key"));
        assertThat(run("keys", "create", "serving", "-c", config)).isZero();
        assertThat(run("keys", "show", "-c", config)).isEqualTo(Main.FAILED);
        assertThat(err.toString()).contains("is for another serving key").doesNotContain("\tat ");
    }

    @Test
    void nothing_is_signed_that_could_not_serve() throws Exception {
        Path cold = folder.resolve("cold.key");
        run("keys", "create", "authority", "--out", cold.toString());
        String key = "2ac661cc66f2c65a7246f10e804f7aa7cf704ca7af7eef62f5661e36af8aa6d8";
        assertThat(run("keys", "sign", "--authority", cold.toString(), "00")).isEqualTo(Main.BAD_USAGE);
        assertThat(run("keys", "sign", "--authority", cold.toString(), "ff".repeat(32))).isEqualTo(Main.BAD_USAGE);
        assertThat(run("keys", "sign", "--authority", cold.toString(), "--days", "0", key)).isEqualTo(Main.BAD_USAGE);
        assertThat(run("keys", "sign", "--authority", folder.resolve("none").toString(),
                "79be667ef9dcbbac55a06295ce870b07029bfcdb2dce28d959f2815b16f81798")).isEqualTo(Main.FAILED);
        assertThat(run("keys", "create", "serving", "--out", cold.toString())).isEqualTo(Main.BAD_USAGE);
        assertThat(err.toString()).contains("64 hexadecimal digits").contains("nobody's key").contains("--days")
                .contains("none is missing").contains("--out goes with authority").doesNotContain("\tat ");
    }

    private String sign(Path authority, String key) {
        int before = out.getBuffer().length();
        assertThat(run("keys", "sign", "--authority", authority.toString(), "--days", "10", key)).isZero();
        return out.toString().substring(before);
    }

    @Test
    void a_key_that_others_can_read_is_not_used() throws Exception {
        Path file = folder.resolve("box/data/authority.key");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
        assertThat(run("keys", "show", "-c", config)).isEqualTo(Main.FAILED);
        assertThat(err.toString()).contains("chmod 600 ");
    }

    @Test
    void without_a_word_more_it_is_bad_usage() {
        assertThat(run("keys")).isEqualTo(Main.BAD_USAGE);
        assertThat(run("keys", "create", "everything")).isEqualTo(Main.BAD_USAGE);
    }

    private int run(String... arguments) {
        return Main.commandLine().setOut(new PrintWriter(out)).setErr(new PrintWriter(err)).execute(arguments);
    }
}
