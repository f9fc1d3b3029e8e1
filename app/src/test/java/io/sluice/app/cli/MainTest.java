package io.sluice.app.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

import io.sluice.app.sandbox.SandboxListener;
import io.sluice.app.sandbox.SandboxSettings;
import io.sluice.app.wiring.NettySockets;
import io.sluice.app.wiring.RealWorld;
import io.sluice.app.wiring.Sandbox;
import io.sluice.app.wiring.Stages;
import io.sluice.mining.bitcoin.HashRate;

/** What the command line answers: sentences and exit codes, never a trace. */
class MainTest {

    @TempDir
    private Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void help_shows_every_command_with_a_sentence() {
        assertThat(run("--help")).isZero();
        for (CommandLine command : Main.commandLine().getSubcommands().values()) {
            assertThat(command.getCommandSpec().usageMessage().description()).isNotEmpty();
            assertThat(out.toString()).contains("  " + command.getCommandName());
        }
    }

    @Test
    void an_unknown_command_is_bad_usage() {
        assertThat(run("mine")).isEqualTo(Main.BAD_USAGE);
        assertThat(run()).isEqualTo(Main.BAD_USAGE);
        assertThat(err.toString()).contains("sluice demo").doesNotContain("\tat ");
    }

    @Test
    void a_configuration_with_errors_tells_them_all_and_exits_with_2() throws Exception {
        Path file = folder.resolve("sluice.toml");
        Files.writeString(file, "[node]\nurl = 3\n[pool]\npolicy = \"never\"\n");
        assertThat(run("run", "-c", file.toString())).isEqualTo(Main.BAD_USAGE);
        assertThat(err.toString()).contains("sluice.toml:2: node.url").contains("payout.address")
                .doesNotContain("\tat ");
    }

    @Test
    void init_writes_what_run_needs_and_does_not_overwrite() {
        Path box = folder.resolve("box");
        assertThat(run("init", box.toString(), "--sandbox")).isZero();
        assertThat(out.toString()).contains("sluice lab node");
        assertThat(box.resolve("sluice.toml")).exists();
        assertThat(box.resolve("data/authority.key")).exists();
        assertThat(run("init", box.toString(), "--sandbox")).isEqualTo(Main.FAILED);
        assertThat(err.toString()).contains("left as it is");
    }

    @Test
    void init_for_real_asks_for_an_address() {
        assertThat(run("init", folder.resolve("real").toString())).isEqualTo(Main.BAD_USAGE);
        assertThat(err.toString()).contains("--address");
    }

    @Test
    void init_refuses_an_address_with_a_typing_error_and_writes_nothing() {
        Path real = folder.resolve("real");
        assertThat(run("init", real.toString(), "--address", "bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t5"))
                .isEqualTo(Main.BAD_USAGE);
        assertThat(err.toString()).contains("bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t5").contains("copy it again");
        assertThat(real).doesNotExist();
        assertThat(run("init", real.toString(), "--address", "bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4")).isZero();
    }

    @Test
    void init_writes_nothing_where_one_of_its_files_is_there() throws Exception {
        for (String there : new String[]{"sluice.toml", "pool.toml", "data/authority.key", "pool-data/pool.key"}) {
            Path box = folder.resolve(there.replaceAll("\\W", "-"));
            Files.createDirectories(box.resolve(there).getParent());
            Files.writeString(box.resolve(there), "mine");
            assertThat(run("init", box.toString(), "--sandbox")).isEqualTo(Main.FAILED);
            assertThat(filesIn(box)).containsExactly(there);
            assertThat(box.resolve(there)).hasContent("mine");
        }
        assertThat(err.toString().lines()).hasSize(4).allMatch(line -> line.contains("left as it is"));
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void an_init_that_fails_half_way_takes_back_what_it_wrote() throws Exception {
        Path box = folder.resolve("box");
        Files.createDirectories(box);
        Files.writeString(box.resolve("data"), "not a folder");
        assertThat(run("init", box.toString(), "--sandbox")).isEqualTo(Main.FAILED);
        assertThat(filesIn(box)).containsExactly("data");
        assertThat(box.resolve("pool-data")).doesNotExist();
        assertThat(err.toString()).contains(box.resolve("data") + " is in the way. Nothing was made")
                .doesNotContain("\tat ");
    }

    @Test
    void secret_keys_are_readable_by_their_owner_alone() throws Exception {
        Path box = folder.resolve("box");
        run("init", box.toString(), "--sandbox");
        assertThat(Files.getPosixFilePermissions(box.resolve("data/authority.key"))).hasSize(2);
        assertThat(Files.getPosixFilePermissions(box.resolve("pool-data/pool.key"))).hasSize(2);
        assertThat(Files.getPosixFilePermissions(box.resolve("sluice.toml"))).hasSize(2);
        assertThat(out.toString()).doesNotContain(Files.readString(box.resolve("data/authority.key")).strip());
    }

    @Test
    void a_node_that_is_not_there_is_one_sentence() throws Exception {
        Path box = folder.resolve("box");
        run("init", box.toString(), "--sandbox");
        int free;
        try (ServerSocket closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            free = closed.getLocalPort();
        }
        Path file = box.resolve("sluice.toml");
        change(file, "18443", Integer.toString(free));
        change(file, "127.0.0.1:7153", "127.0.0.1:0");
        assertThat(run("run", "-c", file.toString())).isEqualTo(Main.FAILED);
        assertThat(err.toString().lines()).hasSize(1);
        assertThat(err.toString()).contains("127.0.0.1:" + free).doesNotContain("\tat ");
    }

    @Test
    void a_taken_control_port_ends_the_start_before_anybody_is_asked() throws Exception {
        Path box = folder.resolve("box");
        run("init", box.toString(), "--sandbox");
        Path file = box.resolve("sluice.toml");
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                ServerSocket node = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            change(file, "127.0.0.1:7153", "127.0.0.1:" + taken.getLocalPort());
            change(file, "18443", Integer.toString(node.getLocalPort()));
            assertThat(run("run", "-c", file.toString())).isEqualTo(Main.FAILED);
            assertThat(err.toString()).contains("can not listen on 127.0.0.1:" + taken.getLocalPort());
            node.setSoTimeout(1);
            assertThatThrownBy(node::accept).isInstanceOf(SocketTimeoutException.class);
        }
        // Another gateway may run on it.
        assertThat(box.resolve("data/control.token")).doesNotExist();
    }

    @Test
    void what_only_the_node_can_tell_of_a_configuration_is_told_with_its_line_and_exits_with_2() throws Exception {
        Path box = folder.resolve("box");
        run("init", box.toString(), "--sandbox");
        Path file = box.resolve("sluice.toml");
        Path pool = box.resolve("pool.toml");
        change(file, "127.0.0.1:7153", "127.0.0.1:0");
        try (NettySockets sockets = new NettySockets(1)) {
            Sandbox node = Stages.await(Sandbox.open(
                    SandboxSettings.of(HashRate.claimed(1e5f), Duration.ofSeconds(10)),
                    InetSocketAddress.createUnresolved("127.0.0.1", 0), "sandbox", "sandbox", RealWorld.on(sockets),
                    new SandboxListener() {
                    }));
            change(file, "18443", Integer.toString(node.address().getPort()));
            change(pool, "18443", Integer.toString(node.address().getPort()));
            String address = "bcrt1qrp33g0q5c5txsp9arysrx4k6zdkfs4nce4xj0gdcccefvpysxf3qzf4jry";
            change(file, address, "bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4");
            change(pool, "mipcBbFg9gMiCh81Kj8tqqdgoZub1ZJRfn", "1BoatSLRHtKNngkdXEeobR76b53LETtpyT");

            assertThat(run("run", "-c", file.toString())).isEqualTo(Main.BAD_USAGE);
            assertThat(run("pool", "-c", pool.toString())).isEqualTo(Main.BAD_USAGE);
            change(file, "\"sandbox\"\n\n[payout]", "\"regtest\"\n\n[payout]");
            assertThat(run("run", "-c", file.toString())).isEqualTo(Main.BAD_USAGE);
        }
        assertThat(err.toString().lines()).satisfiesExactly(
                line -> assertThat(line).startsWith(file + ":13: payout.address: \"bc1q"),
                line -> assertThat(line).startsWith(pool + ":27: split: \"1Boat"),
                line -> assertThat(line)
                        .startsWith(file + ":9: network.name: is \"regtest\", but the node runs sandbox"));
    }

    @Test
    void a_miner_that_can_not_be_made_is_one_sentence() {
        String url = "stratum2+tcp://127.0.0.1:1/";
        assertThat(run("lab", "miner", "--sv2", url, "--channels", "0")).isEqualTo(Main.BAD_USAGE);
        assertThat(run("lab", "miner", "--sv2", url, "--rate", "-1")).isEqualTo(Main.BAD_USAGE);
        assertThat(run("lab", "miner", "--sv2", url + "nokey")).isEqualTo(Main.BAD_USAGE);
        assertThat(run("lab", "miner", "--sv2", url, "--user", "x".repeat(254), "--channels", "10"))
                .isEqualTo(Main.BAD_USAGE);
        assertThat(run("lab", "miner", "--sv1", "stratum+tcp://127.0.0.1:1", "--channels", "2"))
                .isEqualTo(Main.BAD_USAGE);
        assertThat(run("demo", "--sv2-channels", "-1")).isEqualTo(Main.BAD_USAGE);
        assertThat(err.toString().lines()).hasSize(6);
        assertThat(err.toString()).contains("--channels is a number").contains("--rate is a number")
                .contains("authority key").contains("no room").contains("Stratum V1 has no channels")
                .contains("--sv2-channels -1");
        assertThat(run("lab", "miner", "--sv2", url, "--kind", "wide")).isEqualTo(Main.BAD_USAGE);
        assertThat(err.toString()).contains("standard, extended or both");
    }

    @Test
    void status_without_a_gateway_is_one_sentence() {
        Path box = folder.resolve("box");
        run("init", box.toString(), "--sandbox");
        assertThat(run("status", "-c", box.resolve("sluice.toml").toString())).isEqualTo(Main.FAILED);
        assertThat(err.toString().lines()).hasSize(1);
        assertThat(err.toString()).contains("sluice run");
    }

    @Test
    void a_missing_authority_key_is_never_replaced_silently() throws Exception {
        Path box = folder.resolve("box");
        run("init", box.toString(), "--sandbox");
        Files.delete(box.resolve("data/authority.key"));
        assertThat(run("run", "-c", box.resolve("sluice.toml").toString())).isEqualTo(Main.FAILED);
        assertThat(err.toString()).contains("restore it").contains("authority.key");
        assertThat(box.resolve("data/authority.key")).doesNotExist();
    }

    private static List<String> filesIn(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).map(file -> folder.relativize(file).toString()).toList();
        }
    }

    private static void change(Path file, String from, String to) throws IOException {
        String content = Files.readString(file);
        assertThat(content).contains(from);
        Files.writeString(file, content.replace(from, to));
    }

    private int run(String... arguments) {
        return Main.commandLine().setOut(new PrintWriter(out)).setErr(new PrintWriter(err)).execute(arguments);
    }
}
