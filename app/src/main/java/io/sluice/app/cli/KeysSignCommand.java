package io.sluice.app.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.Callable;
import java.util.random.RandomGenerator;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import io.sluice.app.wiring.KeyFiles;
import io.sluice.app.wiring.RealWorld;
import io.sluice.noise.cipher.Curves;
import io.sluice.noise.cipher.Secp256k1;
import io.sluice.noise.cipher.XOnlyKey;
import io.sluice.noise.handshake.AuthoritySecret;
import io.sluice.noise.handshake.Certificate;
import io.sluice.noise.handshake.KeyText;
import io.sluice.noise.handshake.MalformedKey;
import io.sluice.noise.handshake.RenewingIdentity;
import io.sluice.noise.handshake.SignedKey;

/** {@code sluice keys sign}. */
@Command(name = "sign", description = "Sign a certificate with an authority that is kept on this machine, for a gateway that runs on another. Prints what that gateway needs as certificate.txt.", mixinStandardHelpOptions = true)
final class KeysSignCommand implements Callable<Integer> {

    private static final int MOST_DAYS = 3650;

    @Option(names = "--authority", paramLabel = "FILE", required = true, description = "The authority's secret key.")
    private Path authority = Path.of("");

    @Option(names = "--days", paramLabel = "N", defaultValue = "90", description = "How long the certificate is good, from now (default: ${DEFAULT-VALUE}).")
    private int days = 90;

    @Parameters(paramLabel = "SERVING_KEY", description = "The gateway's serving key, 64 hexadecimal digits, as `sluice keys create serving` printed it there.")
    private String servingKey = "";

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws Exception {
        if (days < 1 || days > MOST_DAYS) {
            throw Trouble.usage("--days is a number from 1 to " + MOST_DAYS + ", not " + days);
        }
        RandomGenerator random = RealWorld.chance();
        Secp256k1 curve = Curves.best(random).curve();
        XOnlyKey key = servingKey(curve);
        AuthoritySecret secret = new KeyFiles(authority, random).authority(authority);
        if (key.equals(secret.publicKey().key())) {
            throw Trouble.usage("this is the authority's own key; a gateway needs a key of its own");
        }
        Instant now = RealWorld.clock().instant().truncatedTo(ChronoUnit.SECONDS);
        Certificate certificate = Certificate.sign(curve, secret.secret(), key,
                now.minus(RenewingIdentity.BACK_DATED), now.plus(Duration.ofDays(days)), random);
        PrintWriter out = spec.commandLine().getOut();
        out.print(new SignedKey(secret.publicKey(), key, certificate).toText());
        out.flush();
        return 0;
    }

    private XOnlyKey servingKey(Secp256k1 curve) throws Trouble {
        try {
            XOnlyKey key = new XOnlyKey(KeyText.publicKey(servingKey));
            if (curve.isOnCurve(key)) {
                return key;
            }
            throw Trouble.usage("\"" + servingKey + "\" is nobody's key; copy the serving key again from the gateway");
        } catch (MalformedKey e) {
            throw Trouble.usage("\"" + servingKey + "\" is no serving key: " + e.getMessage());
        }
    }
}
