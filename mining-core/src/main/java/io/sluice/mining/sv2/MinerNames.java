package io.sluice.mining.sv2;

import io.sluice.mining.port.MinerText;
import io.sluice.wire.tlv.WorkerIdentity;
import io.sluice.wire.type.Str255;

/** What Stratum V2 clients call themselves and their workers. */
final class MinerNames {

    private MinerNames() {}

    /** The identity that a channel is opened with; may be empty. */
    static String identity(Str255 wire) {
        return MinerText.name(wire.text().strip());
    }

    /** Who found a share: the account, which is the identity up to its first dot, and the worker behind another dot. */
    static String worker(String identity, WorkerIdentity worker) {
        String name = worker.name().text().strip();
        if (name.isEmpty()) {
            return identity;
        }
        int dot = identity.indexOf('.');
        String account = dot < 0 ? identity : identity.substring(0, dot);
        return MinerText.name(account + "." + name);
    }
}
