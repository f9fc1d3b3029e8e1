package io.sluice.app.cli;

import java.io.PrintWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Optional;

import io.sluice.app.config.GatewayConfig;
import io.sluice.app.config.MinersConfig;
import io.sluice.app.config.UpstreamConfig;
import io.sluice.datum.link.UserPolicy;
import io.sluice.noise.curve25519.NoiseTerms;
import io.sluice.wire.type.Bytes;

/** What to enter in a miner to have it mine here, in the order of a miner's own form. */
final class MinerForm {

    private static final String UNKNOWN = "THIS_MACHINE";

    private final GatewayConfig config;
    private final Optional<InetAddress> lan;
    private final String authorityKey;

    /** @param lan this machine's address for miners on the same network; empty if it can not be told */
    MinerForm(GatewayConfig config, Optional<InetAddress> lan, String authorityKey) {
        this.config = config;
        this.lan = lan;
        this.authorityKey = authorityKey;
    }

    /**
     * Prints it for each protocol.
     *
     * @param sv2 where it listens; absent: nowhere
     * @param sv1 as {@code sv2}
     */
    void print(Optional<InetSocketAddress> sv2, Optional<InetSocketAddress> sv1, PrintWriter out) {
        sv2.ifPresent(listening -> {
            String host = host(listening);
            out.println("For Stratum V2 miners:");
            line("Host", host, out);
            line("Port", port(listening), out);
            line("User", user(), out);
            line("Authority key", authorityKey, out);
            line("Protocol", "Stratum V2", out);
            line("in one line", "stratum2+tcp://" + inUrl(host) + ":" + listening.getPort() + "/" + authorityKey, out);
        });
        sv1.ifPresent(listening -> {
            String host = host(listening);
            out.println("For Stratum V1 miners:");
            line("Host", host, out);
            line("Port", port(listening), out);
            line("User", user(), out);
            line("Password", "x", out);
            line("Protocol", "Stratum V1", out);
            line("in one line", "stratum+tcp://" + inUrl(host) + ":" + listening.getPort(), out);
        });
        if (sv2.or(() -> sv1).map(this::host).filter(UNKNOWN::equals).isPresent()) {
            out.println(
                    "By which address miners reach this machine can not be told from here, most likely because Sluice runs in a"
                            + " container; put it into " + MinersConfig.ADVERTISE);
        }
    }

    /**
     * Prints it for the port with Noise over Curve25519.
     *
     * @param serverKey by which clients know it
     */
    void printCurve25519(InetSocketAddress listening, NoiseTerms terms, Bytes serverKey, PrintWriter out) {
        out.println("For experiments with Stratum V2 behind Noise over Curve25519:");
        line("Host", host(listening), out);
        line("Port", port(listening), out);
        line("User", user(), out);
        line("Server key", serverKey.toHex(), out);
        line("Handshake", terms.protocolName() + ", prologue " + terms.prologue().toUtf8(), out);
    }

    private static void line(String name, String value, PrintWriter out) {
        out.printf("  %-14s %s%n", name, value);
    }

    /** The host that miners shall use: a listener on every address tells none. */
    private String host(InetSocketAddress listening) {
        if (config.miners().advertise().isPresent()) {
            return config.miners().advertise().get();
        }
        if (!isEveryAddress(listening)) {
            return listening.getHostString();
        }
        return lan.map(MinerForm::text).orElse(UNKNOWN);
    }

    private static boolean isEveryAddress(InetSocketAddress listening) {
        if (listening.getAddress() != null) {
            return listening.getAddress().isAnyLocalAddress();
        }
        // One that was configured, and not looked up yet.
        return listening.getHostString().matches("0(\\.0){0,3}|[0:]*:[0:]*");
    }

    private static String text(InetAddress address) {
        return address.getHostAddress().replaceFirst("%.*", "");
    }

    private static String port(InetSocketAddress listening) {
        return listening.getPort() == 0
                ? "any free one; `sluice run` tells which"
                : Integer.toString(listening.getPort());
    }

    private static String inUrl(String host) {
        return host.indexOf(':') < 0 ? host : "[" + host + "]";
    }

    private String user() {
        return config.upstream().map(UpstreamConfig::users).orElse(UserPolicy.WORKER) == UserPolicy.FULL
                ? "ADDRESS.NAME: the address that the pool pays for this miner, and a name for it"
                : "a name of its own for each miner, such as rig1";
    }
}
