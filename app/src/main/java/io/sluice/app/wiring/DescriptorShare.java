package io.sluice.app.wiring;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.sluice.app.peer.PeerRules;

/** Divides what the system lets this process have open: blocks, node and pool always find room, however many miners come. */
final class DescriptorShare {

    /** For files, the node, the pool, the control channel and Java itself. */
    static final long RESERVED = 256;

    private static final Logger LOG = LoggerFactory.getLogger("sluice.miners");

    private DescriptorShare() {}

    /**
     * The rules of each miner port on this machine; says so when they are tighter than the configuration's.
     *
     * @param descriptors that may be open at once
     * @param ports of miners that there are
     */
    static PeerRules of(long descriptors, int ports, PeerRules wanted) {
        long share = Math.max(1, (descriptors - RESERVED) / Math.max(1, ports));
        if (share >= wanted.maxConnections()) {
            return wanted;
        }
        LOG.warn(
                "this system lets Sluice open {} files and sockets, so each miner port takes {} connections instead of {};"
                        + " for more raise the limit (ulimit -n, or LimitNOFILE= in a systemd unit)",
                descriptors, share,
                wanted.maxConnections());
        return wanted.atMost((int) share);
    }
}
