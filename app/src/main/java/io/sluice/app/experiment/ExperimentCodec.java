package io.sluice.app.experiment;

import java.nio.ByteBuffer;

import io.sluice.app.experiment.ExperimentMessage.SetupConnection;
import io.sluice.app.experiment.ExperimentMessage.SetupConnectionSuccess;
import io.sluice.app.experiment.ExperimentMessage.Unknown;
import io.sluice.wire.MalformedMessage;
import io.sluice.wire.MalformedMessage.Fault;
import io.sluice.wire.type.Bytes;

/**
 * Messages to bytes and back. All numbers are big-endian, the other way round than in Stratum V2.
 *
 * <pre>
 * every message             U16  length of what follows
 *                           U16  extension: 0
 *                           U8   type
 * SetupConnection (0)       U8   protocol
 *                           U16  lowest version
 *                           U16  highest version
 *                           U8   length of the vendor's name, then the name
 * SetupConnection.Success   U16  version
 *                 (1)       U32  flags
 * </pre>
 *
 * Bytes behind the last field are ignored, as the experiment does.
 */
final class ExperimentCodec {

    /** Bytes of the length in front of every message. */
    static final int LENGTH_SIZE = 2;
    /** The longest message that is taken, its length in front not counted; the experiment's server takes as many. */
    static final int MAX_LENGTH = 2048;

    private static final int HEADER_SIZE = 3;
    private static final int COMMON = 0;
    private static final int SETUP_CONNECTION = 0x00;
    private static final int SETUP_CONNECTION_SUCCESS = 0x01;

    private ExperimentCodec() {}

    /** A message with its length in front. */
    static Bytes write(SetupConnection message) {
        return framed(SETUP_CONNECTION, ByteBuffer.allocate(6 + message.vendor().length())
                .put((byte) message.protocol())
                .putShort((short) message.minVersion())
                .putShort((short) message.maxVersion())
                .put((byte) message.vendor().length())
                .put(message.vendor().toArray())
                .array());
    }

    /** As {@link #write(SetupConnection)}. */
    static Bytes write(SetupConnectionSuccess message) {
        return framed(SETUP_CONNECTION_SUCCESS, ByteBuffer.allocate(6)
                .putShort((short) message.usedVersion())
                .putInt((int) message.flags())
                .array());
    }

    private static Bytes framed(int type, byte[] payload) {
        return Bytes.adopt(ByteBuffer.allocate(LENGTH_SIZE + HEADER_SIZE + payload.length)
                .putShort((short) (HEADER_SIZE + payload.length))
                .putShort((short) COMMON)
                .put((byte) type)
                .put(payload)
                .array());
    }

    /** Judges the length in front of a message, before it is waited for. */
    static void checkLength(int length) throws MalformedMessage {
        if (length > MAX_LENGTH) {
            throw new MalformedMessage(Fault.OVERLONG,
                    "a message of " + length + " bytes is announced, and " + MAX_LENGTH + " are taken");
        }
        if (length < HEADER_SIZE) {
            throw new MalformedMessage(Fault.TRUNCATED,
                    "a message of " + length + " bytes is announced, and its header alone has " + HEADER_SIZE);
        }
    }

    /** Reads what follows the length. */
    static ExperimentMessage read(byte[] message) throws MalformedMessage {
        checkLength(message.length);
        ByteBuffer in = ByteBuffer.wrap(message);
        int extension = Short.toUnsignedInt(in.getShort());
        int type = Byte.toUnsignedInt(in.get());
        if (extension == COMMON && type == SETUP_CONNECTION) {
            need(in, 6);
            int protocol = Byte.toUnsignedInt(in.get());
            int minVersion = Short.toUnsignedInt(in.getShort());
            int maxVersion = Short.toUnsignedInt(in.getShort());
            int vendor = Byte.toUnsignedInt(in.get());
            need(in, vendor);
            return new SetupConnection(
                    protocol, minVersion, maxVersion, Bytes.of(message, message.length - in.remaining(), vendor));
        }
        if (extension == COMMON && type == SETUP_CONNECTION_SUCCESS) {
            need(in, 6);
            return new SetupConnectionSuccess(
                    Short.toUnsignedInt(in.getShort()), Integer.toUnsignedLong(in.getInt()));
        }
        return new Unknown(extension, type);
    }

    private static void need(ByteBuffer in, int size) throws MalformedMessage {
        if (in.remaining() < size) {
            throw new MalformedMessage(Fault.TRUNCATED,
                    size + " bytes are due, and " + in.remaining() + " are left");
        }
    }
}
