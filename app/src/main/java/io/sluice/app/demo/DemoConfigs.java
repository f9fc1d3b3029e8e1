package io.sluice.app.demo;

import java.nio.file.Path;

import io.sluice.app.config.BadConfiguration;
import io.sluice.app.config.GatewayConfig;
import io.sluice.app.config.PoolServerConfig;

/** The demo's configurations: made as texts and read as any other, so that there is no second way to configure. */
final class DemoConfigs {

    private static final String NODE = """
            [network]
            name = "sandbox"
            [node]
            url = "http://127.0.0.1:%d"
            user = "sandbox"
            password = "sandbox"
            """;

    private DemoConfigs() {}

    static PoolServerConfig pool(int nodePort, Path folder) throws BadConfiguration {
        return PoolServerConfig.parse("the demo's pool", NODE.formatted(nodePort) + """
                [pool]
                listen = "127.0.0.1:0"
                tag = "Sluice demo pool"
                prime_id = 7
                minimum_difficulty = 1
                payout_address = "bcrt1qw508d6qejxtdg4y5r3zarvary0c5xw7kygt080"
                motd = "Welcome to the demo."
                [[split]]
                address = "bcrt1qrp33g0q5c5txsp9arysrx4k6zdkfs4nce4xj0gdcccefvpysxf3qzf4jry"
                per_mille = 500
                [[split]]
                address = "mipcBbFg9gMiCh81Kj8tqqdgoZub1ZJRfn"
                per_mille = 300
                [[split]]
                address = "bcrt1qw508d6qejxtdg4y5r3zarvary0c5xw7kygt080"
                per_mille = 100
                """, folder);
    }

    static GatewayConfig gateway(int nodePort, int poolPort, String poolKey, Path folder) throws BadConfiguration {
        return GatewayConfig.parse("the demo's gateway", NODE.formatted(nodePort) + """
                [payout]
                address = "bcrt1qrp33g0q5c5txsp9arysrx4k6zdkfs4nce4xj0gdcccefvpysxf3qzf4jry"
                [pool]
                host = "127.0.0.1"
                port = %d
                public_key = "%s"
                users = "worker"
                [miners]
                sv1 = "127.0.0.1:0"
                sv2 = "127.0.0.1:0"
                [difficulty]
                shares_per_minute = 60
                maximum = 64
                [coinbase]
                secondary_tag = "demo"
                """.formatted(poolPort, poolKey), folder);
    }
}
