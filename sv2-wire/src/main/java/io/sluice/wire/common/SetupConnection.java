package io.sluice.wire.common;

import io.sluice.wire.MalformedMessage;
import io.sluice.wire.WireReader;
import io.sluice.wire.WireWriter;
import io.sluice.wire.type.Str255;

/**
 * The first message of every connection: which subprotocol the client speaks and what it needs; client to server,
 * type 0x00.
 *
 * <pre>
 * offset  size    field             type
 *      0  1       protocol          U8
 *      1  2       min_version       U16
 *      3  2       max_version       U16
 *      5  4       flags             U32
 *      9  1..256  endpoint_host     STR0_255
 *         2       endpoint_port     U16
 *         1..256  vendor            STR0_255
 *         1..256  hardware_version  STR0_255
 *         1..256  firmware          STR0_255
 *         1..256  device_id         STR0_255
 * </pre>
 *
 * @param protocol {@link #MINING}, {@link #JOB_DECLARATION}, {@link #TEMPLATE_DISTRIBUTION} or a number that nobody
 *         defined yet
 * @param minVersion lowest version the client speaks
 * @param maxVersion highest version the client speaks
 * @param flags what the client requires; their meaning depends on {@code protocol}
 * @param endpointHost what the client dialled, as a name or an address; not to be trusted
 * @param endpointPort what the client dialled
 * @param vendor maker of the device; often empty, like the three that follow
 * @param deviceId what its owner calls the device
 * @see <a href="https://stratumprotocol.org/specification/03-protocol-overview/">SV2 3.6.1</a>
 */
public record SetupConnection(int protocol, int minVersion, int maxVersion, long flags, Str255 endpointHost,
        int endpointPort, Str255 vendor, Str255 hardwareVersion, Str255 firmware,
        Str255 deviceId) implements CommonMessage {

    /** The mining protocol, as {@code protocol}. */
    public static final int MINING = 0;

    /** The job declaration protocol, as {@code protocol}. */
    public static final int JOB_DECLARATION = 1;

    /** The template distribution protocol, as {@code protocol}. */
    public static final int TEMPLATE_DISTRIBUTION = 2;

    /** The only version there is. */
    public static final int VERSION = 2;

    static SetupConnection read(WireReader in) throws MalformedMessage {
        return new SetupConnection(in.u8(), in.u16(), in.u16(), in.u32(), in.str0_255(), in.u16(), in.str0_255(),
                in.str0_255(), in.str0_255(), in.str0_255());
    }

    @Override
    public void write(WireWriter out) {
        out.u8(protocol).u16(minVersion).u16(maxVersion).u32(flags).str0_255(endpointHost).u16(endpointPort)
                .str0_255(vendor).str0_255(hardwareVersion).str0_255(firmware).str0_255(deviceId);
    }

    @Override
    public CommonMessageType type() {
        return CommonMessageType.SETUP_CONNECTION;
    }
}
