package io.sluice.app.wiring;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import io.sluice.noise.handshake.AuthoritySecret;
import io.sluice.noise.handshake.Certificate;
import io.sluice.noise.handshake.Identity;
import io.sluice.noise.handshake.RenewingIdentity;

/** Certificates that the gateway has signed by an authority of its own; they renew themselves. Safe on any thread. */
final class OwnCertificates implements Credentials {

    private final AuthoritySecret authority;
    private final RenewingIdentity identity;

    OwnCertificates(AuthoritySecret authority, World world) {
        this.authority = authority;
        this.identity = new RenewingIdentity(world.crypto().curve(), authority, world.clock(), world.random());
    }

    @Override
    public Identity current() {
        return identity.current();
    }

    @Override
    public void start() {
        // The first handshake makes the first certificate.
    }

    @Override
    public ObjectNode json() {
        Certificate certificate = identity.current().certificate();
        return JsonNodeFactory.instance.objectNode()
                .put("words", "the certificate for SV2 miners is good until " + certificate.notValidAfter()
                        + " and renews itself")
                .put("authority", authority.publicKey().toString())
                .put("signed", "here")
                .put("validFrom", certificate.validFrom().toString())
                .put("notValidAfter", certificate.notValidAfter().toString())
                .put("alarm", false);
    }
}
