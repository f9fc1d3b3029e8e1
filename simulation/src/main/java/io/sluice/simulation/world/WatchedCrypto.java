package io.sluice.simulation.world;

import java.util.Arrays;
import java.util.Optional;

import io.sluice.datum.crypto.DatumCrypto;

/** The real arithmetic of DATUM, whose nonces are watched. */
final class WatchedCrypto implements DatumCrypto {

    private final DatumCrypto real;
    private final NonceWatch nonces;

    WatchedCrypto(DatumCrypto real, NonceWatch nonces) {
        this.real = real;
        this.nonces = nonces;
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
                nonces.seals(key, Arrays.hashCode(nonce));
                box.seal(buffer, at, length, nonce);
            }

            @Override
            public boolean open(byte[] buffer, int at, int length, byte[] nonce) {
                return box.open(buffer, at, length, nonce);
            }
        });
    }
}
