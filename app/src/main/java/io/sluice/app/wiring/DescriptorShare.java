package io.sluice.app.wiring;

import java.util.stream.Stream;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.sluice.app.config.MinersConfig;
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
     */
    static PeerRules of(long descriptors, MinersConfig miners) {
        long ports = Stream.of(miners.sv1(), miners.sv2()).filter(port -> port.isPresent()).count();
        long share = Math.max(1, (descriptors - RESERVED) / Math.max(1, ports));
        PeerRules wanted = miners.peers();
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
