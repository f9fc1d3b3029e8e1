package io.sluice.app.experiment;

import io.sluice.wire.type.Bytes;

/** What is said after the handshake; {@link ExperimentCodec} has the layouts. */
sealed interface ExperimentMessage {

    /**
     * The client introduces itself.
     *
     * @param protocol 0 to 255; the experiment's client says 2
     * @param minVersion the lowest version it speaks, 0 to 65535
     * @param maxVersion the highest version it speaks, 0 to 65535
     * @param vendor at most 255 bytes; the experiment's server takes 63
     */
    record SetupConnection(int protocol, int minVersion, int maxVersion, Bytes vendor) implements ExperimentMessage {}

    /**
     * The server takes the client.
     *
     * @param usedVersion 0 to 65535
     * @param flags 32 bits
     */
    record SetupConnectionSuccess(int usedVersion, long flags) implements ExperimentMessage {}

    /** A message that we do not speak. */
    record Unknown(int extension, int type) implements ExperimentMessage {}
}
