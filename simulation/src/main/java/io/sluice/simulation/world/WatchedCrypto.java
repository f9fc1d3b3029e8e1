package io.sluice.simulation.world;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

import io.sluice.datum.crypto.DatumCrypto;

/** The real arithmetic of DATUM, which also sees whether a box is sealed twice with one nonce under one key. */
final class WatchedCrypto implements DatumCrypto {

    private final DatumCrypto real;
    private final Set<Long> sealed = new HashSet<>();
    private final Consumer<String> broken;

    /** @param broken told when it happens */
    WatchedCrypto(DatumCrypto real, Consumer<String> broken) {
        this.real = real;
        this.broken = broken;
    }

    @Override
    public String name() {
        return real.name();
    }

    @Override
    public byte[] signingPublicKey(byte[] seed) {
        return real.signingPublicKey(seed);
    }

    @Override
    public byte[] encryptionPublicKey(byte[] secret) {
        return real.encryptionPublicKey(secret);
    }

    @Override
    public void sign(byte[] buffer, int from, int length, byte[] seed, byte[] publicKey) {
        real.sign(buffer, from, length, seed, publicKey);
    }

    @Override
    public boolean verify(byte[] buffer, int from, int length, byte[] publicKey) {
        return real.verify(buffer, from, length, publicKey);
    }

    @Override
    public byte[] blake2b192(byte[] input) {
        return real.blake2b192(input);
    }

    @Override
    public Optional<Box> box(byte[] theirPublicKey, byte[] ownSecret) {
        long key = 31L * Arrays.hashCode(theirPublicKey) + ((long) Arrays.hashCode(ownSecret) << 32);
        return real.box(theirPublicKey, ownSecret).map(box -> new Box() {
            @Override
            public void seal(byte[] buffer, int at, int length, byte[] nonce) {
                if (!sealed.add(key * 0x9e3779b97f4a7c15L + Arrays.hashCode(nonce) * 0x100000001b3L)) {
                    broken.accept("a box was sealed twice with one nonce under one key");
                }
                box.seal(buffer, at, length, nonce);
            }

            @Override
            public boolean open(byte[] buffer, int at, int length, byte[] nonce) {
                return box.open(buffer, at, length, nonce);
            }
        });
    }
}
