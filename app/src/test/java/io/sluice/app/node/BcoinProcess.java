package io.sluice.app.node;

import static org.awaitility.Awaitility.await;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;

/**
 * A bcoin on regtest, in memory, on a free port. It is installed below {@code target} when it is needed for the first time; where
 * that can not be, the test is skipped, or fails with {@code -Dsluice.bcoin=required}.
 */
final class BcoinProcess implements AutoCloseable {

    static final String PASSWORD = "test";

    private static final Path HOME = Path.of("target", "bcoin").toAbsolutePath();
    private static final List<String> FILES = List.of(
            "package.json", "leveldown-stub/package.json", "leveldown-stub/index.js");
    private static final Pattern READY = Pattern.compile("HTTP server listening on 127\\.0\\.0\\.1 \\(port=(\\d+)\\)");

    private final Process process;
    private final int port;

    private BcoinProcess(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    static BcoinProcess start() throws IOException, InterruptedException {
        install();
        Path log = HOME.resolve("node.log");
        Process process = command(log.toFile(), "node", "node_modules/bcoin/bin/node", "--network=regtest",
                "--memory=true",
                "--prefix=" + HOME.resolve("data"), "--api-key=" + PASSWORD, "--no-wallet", "--workers=false",
                "--listen=false", "--log-level=info", "--http-port=0",
                "--coinbase-address=rb1qqurswpc8qurswpc8qurswpc8qurswpc8cfe4l2").start();
        try {
            return new BcoinProcess(process, await("bcoin is ready; see " + log).atMost(Duration.ofSeconds(60))
                    .until(() -> port(process, log), found -> found > 0));
        } catch (RuntimeException notReady) {
            process.destroyForcibly();
            throw notReady;
        }
    }

    NodeAddress address() {
        return NodeAddress.parse("http://127.0.0.1:" + port);
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }

    private static void install() throws IOException, InterruptedException {
        skipUnless(isThere("node") && isThere("npm"),
                "this test needs Node.js with npm on the PATH (Debian: apt install nodejs npm)");
        if (Files.exists(HOME.resolve("node_modules/bcoin/package.json"))) {
            return;
        }
        for (String file : FILES) {
            Path target = HOME.resolve(file);
            Files.createDirectories(target.getParent());
            try (InputStream in = BcoinProcess.class.getResourceAsStream("/bcoin/" + file)) {
                Files.copy(Objects.requireNonNull(in, file), target, StandardCopyOption.REPLACE_EXISTING);
            }
        }
        File log = HOME.resolve("npm.log").toFile();
        Process npm = command(log, "npm", "install", "--ignore-scripts", "--no-audit", "--no-fund").start();
        boolean ended = npm.waitFor(180, TimeUnit.SECONDS);
        npm.destroyForcibly();
        skipUnless(ended && npm.exitValue() == 0,
                "npm could not install bcoin 1.0.2; it needs a registry within reach, see " + log);
    }

    private static void skipUnless(boolean there, String otherwise) {
        if ("required".equals(System.getProperty("sluice.bcoin"))) {
            Assertions.assertTrue(there, otherwise);
        }
        Assumptions.assumeTrue(there, otherwise);
    }

    private static boolean isThere(String program) throws InterruptedException {
        try {
            Process version = new ProcessBuilder(program, "--version").redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
            return version.waitFor(20, TimeUnit.SECONDS) && version.exitValue() == 0;
        } catch (IOException missing) {
            return false;
        }
    }

    private static ProcessBuilder command(File log, String... command) {
        ProcessBuilder builder = new ProcessBuilder(command).directory(HOME.toFile()).redirectErrorStream(true)
                .redirectOutput(log);
        // Without it bcoin looks for native libraries that were not built.
        builder.environment().putAll(Map.of("NODE_BACKEND", "js"));
        return builder;
    }

    private static int port(Process process, Path log) {
        try {
            Matcher ready = READY.matcher(Files.readString(log));
            if (ready.find()) {
                return Integer.parseInt(ready.group(1));
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        if (!process.isAlive()) {
            throw new IllegalStateException("bcoin ended at once, see " + log);
        }
        return 0;
    }
}
