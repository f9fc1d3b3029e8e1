package io.sluice.app.wiring;

import java.util.concurrent.ScheduledExecutorService;

import com.fasterxml.jackson.databind.node.ObjectNode;

import io.sluice.noise.handshake.IdentitySource;

/** What this gateway shows to SV2 miners, and how long it is good. Safe on any thread. */
interface Credentials extends IdentitySource {

    /** @param loop on which they are looked after */
    static Credentials of(Voucher voucher, World world, ScheduledExecutorService loop) {
        return switch (voucher) {
            case Voucher.Here here -> new OwnCertificates(here.secret(), world);
            case Voucher.Elsewhere elsewhere -> new CertificateWatch(
                    elsewhere, world.crypto().curve().keyPairOf(elsewhere.servingKey(), world.random()), world.clock(),
                    world.disk(), loop);
        };
    }

    /** Begins to look after them. */
    void start();

    /** How they are, for the status. */
    ObjectNode json();
}
