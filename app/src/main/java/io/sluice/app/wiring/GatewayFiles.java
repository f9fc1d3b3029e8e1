package io.sluice.app.wiring;

import java.io.IOException;
import java.util.Optional;

import io.sluice.app.config.GatewayConfig;
import io.sluice.app.node.BlockFolder;
import io.sluice.app.node.PathDirectory;
import io.sluice.noise.cipher.SecretKey;

/**
 * What a gateway has on disk.
 *
 * @param voucher by whom SV2 miners know it
 * @param curve25519 its static key where clients shake hands over that curve; there if that port is
 * @param blocks where found blocks are written
 * @param uniqueId tells this gateway from others of its owner, 16 bits
 */
public record GatewayFiles(
        Voucher voucher, Optional<SecretKey> curve25519, BlockFolder blocks, int uniqueId) {

    /** The files in the data folder of a configuration. Fails with a sentence for the operator. */
    public static GatewayFiles of(GatewayConfig config, World world) throws IOException {
        KeyFiles keys = new KeyFiles(config.data(), world.random());
        return new GatewayFiles(
                keys.voucher(config.authority()),
                config.curve25519().isPresent()
                        ? Optional.of(keys.curve25519(config.curve25519().get()))
                        : Optional.empty(),
                new BlockFolder(new PathDirectory(config.data().resolve("blocks"))),
                config.uniqueId().isPresent() ? config.uniqueId().get() : keys.uniqueId());
    }
}
