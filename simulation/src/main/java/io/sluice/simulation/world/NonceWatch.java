package io.sluice.simulation.world;

import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;

/** Sees whether two blocks of the world are sealed with one nonce under one key. */
final class NonceWatch {

    private final Set<Long> sealed = new HashSet<>();
    private final Consumer<String> broken;

    /** @param broken told when it happens */
    NonceWatch(Consumer<String> broken) {
        this.broken = broken;
    }

    /**
     * A block is about to be sealed.
     *
     * @param key as good as unique for the key
     * @param nonce as good as unique for the nonce among those of this key
     */
    void seals(long key, long nonce) {
        if (!sealed.add(key * 0x9e3779b97f4a7c15L + nonce * 0x100000001b3L)) {
            broken.accept("a block was sealed twice with one nonce under one key");
        }
    }
}
