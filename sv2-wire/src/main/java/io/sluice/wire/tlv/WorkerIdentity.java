package io.sluice.wire.tlv;

import java.util.Optional;
import java.util.Set;

import io.sluice.wire.MalformedMessage;
import io.sluice.wire.MalformedMessage.Fault;
import io.sluice.wire.type.Bytes;
import io.sluice.wire.type.Str255;

/**
 * The worker that found a share: the one field of extension 0x0002, worker-specific hash rate tracking, which a proxy appends
 * to {@code SubmitSharesExtended} when many workers share its channel.
 *
 * @param name 0 to 32 bytes, usually UTF-8
 * @see <a href=
 *      "https://github.com/stratum-mining/sv2-spec/blob/main/extensions/0x0002-worker-specific-hashrate-tracking.md">SV2
 *      extension 0x0002</a>
 */
public record WorkerIdentity(Str255 name) {

    /** The extension that defines the field. */
    public static final int EXTENSION = 0x0002;

    /** The number of the field within the extension. */
    public static final int FIELD = 0x01;

    /** The longest name, in bytes. */
    public static final int MAX_LENGTH = 32;

    public WorkerIdentity {
        if (name.raw().length() > MAX_LENGTH) {
            throw new IllegalArgumentException(
                    "a worker identity has at most 32 bytes, not " + name.raw().length());
        }
    }

    /** The worker of that name. */
    public static WorkerIdentity of(String name) {
        return new WorkerIdentity(Str255.of(name));
    }

    /**
     * Looks for the field behind the last field of a share.
     *
     * @param tlvFields  what follows the last field
     * @param negotiated the extensions that both sides agreed on; when this one is not among them the field is ignored
     * @return empty also when the client negotiated the extension and left the field out, which the reference does for
     *         miners without a name
     * @throws MalformedMessage when the fields are cut short or the name is too long
     */
    public static Optional<WorkerIdentity> find(Bytes tlvFields, Set<Integer> negotiated) throws MalformedMessage {
        if (!negotiated.contains(EXTENSION)) {
            return Optional.empty();
        }
        Optional<Bytes> name = TlvList.read(tlvFields, negotiated).find(EXTENSION, FIELD);
        if (name.isPresent() && name.get().length() > MAX_LENGTH) {
            throw new MalformedMessage(Fault.OVERLONG, "a worker identity has " + name.get().length() + " bytes");
        }
        return name.map(Str255::new).map(WorkerIdentity::new);
    }

    /** The field as bytes to append to a share. */
    public Bytes toTlvFields() {
        return TlvList.of(new Tlv(EXTENSION, FIELD, name.raw())).toBytes();
    }
}
