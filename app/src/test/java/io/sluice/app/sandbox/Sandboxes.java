package io.sluice.app.sandbox;

import java.util.SplittableRandom;

import io.sluice.mining.bitcoin.CompactTarget;
import io.sluice.mining.testing.HandClock;

/** Sandboxes to test with: always the same, with a target that every second hash meets. */
public final class Sandboxes {

    /** Every second hash meets it. */
    public static final CompactTarget EASY = CompactTarget.fromDisplay("207fffff");

    private Sandboxes() {}

    public static SandboxSettings settings() {
        return SandboxSettings.of(EASY);
    }

    public static SandboxChain chain(HandClock clock) {
        return chain(settings(), clock);
    }

    public static SandboxChain chain(SandboxSettings settings, HandClock clock) {
        return new SandboxChain(settings, clock, new SplittableRandom(7));
    }
}
