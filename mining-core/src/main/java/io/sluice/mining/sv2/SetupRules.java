package io.sluice.mining.sv2;

import io.sluice.mining.bitcoin.Network;
import io.sluice.mining.bitcoin.VersionMask;
import io.sluice.wire.common.CommonMessage;
import io.sluice.wire.common.SetupConnection;
import io.sluice.wire.common.SetupConnectionError;
import io.sluice.wire.common.SetupConnectionSuccess;
import io.sluice.wire.mining.ClientFlag;
import io.sluice.wire.mining.ServerFlag;

/** Which connections are taken, and how a {@link SetupConnection} is answered. Immutable. */
final class SetupRules {

    private final boolean versionRolling;

    /** @param network its masks say whether versions may be rolled; the profile of a pool can forbid it */
    SetupRules(Network network) {
        this.versionRolling = !network.poolVersionMask().equals(VersionMask.NONE)
                && !network.soloVersionMask().equals(VersionMask.NONE);
    }

    /** A {@link SetupConnectionSuccess}, or the {@link SetupConnectionError} that says why not. */
    CommonMessage answer(SetupConnection request) {
        if (request.protocol() != SetupConnection.MINING) {
            return new SetupConnectionError(0, SetupConnectionError.UNSUPPORTED_PROTOCOL);
        }
        if (request.minVersion() > SetupConnection.VERSION || request.maxVersion() < SetupConnection.VERSION) {
            return new SetupConnectionError(0, SetupConnectionError.PROTOCOL_VERSION_MISMATCH);
        }
        long unsupported = request.flags() & ~supportedFlags();
        if (unsupported != 0) {
            return new SetupConnectionError(unsupported, SetupConnectionError.UNSUPPORTED_FEATURE_FLAGS);
        }
        return new SetupConnectionSuccess(SetupConnection.VERSION,
                versionRolling ? 0 : ServerFlag.REQUIRES_FIXED_VERSION.bit());
    }

    /** Nobody declares jobs to this gateway, so there is no work to select. */
    private long supportedFlags() {
        long always = ClientFlag.REQUIRES_STANDARD_JOBS.bit();
        return versionRolling ? always | ClientFlag.REQUIRES_VERSION_ROLLING.bit() : always;
    }
}
