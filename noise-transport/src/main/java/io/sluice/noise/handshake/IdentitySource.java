package io.sluice.noise.handshake;

/** Where a server's identity comes from: made in the process and renewed, or made elsewhere and fixed. */
@FunctionalInterface
public interface IdentitySource {

    /** The identity to show in a handshake that happens now. Safe on any thread, and quick. */
    Identity current();
}
