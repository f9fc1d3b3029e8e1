package io.sluice.mining.sv2;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import io.sluice.wire.FrameHeader;
import io.sluice.wire.MessageType;
import io.sluice.wire.Sv2Frame;
import io.sluice.wire.common.CommonMessageType;
import io.sluice.wire.declaration.DeclarationMessageType;
import io.sluice.wire.extension.NegotiationMessageType;
import io.sluice.wire.mining.MiningMessageType;
import io.sluice.wire.template.TemplateMessageType;
import io.sluice.wire.testing.Vectors;
import io.sluice.wire.type.Bytes;

/** One recorded frame of every message there is, by another hand. */
final class RecordedMessages {

    /** All tables, in the order of their numbers. */
    static final List<MessageType<?>> TYPES = Stream
            .<MessageType<?>[]>of(
                    CommonMessageType.values(), MiningMessageType.values(), DeclarationMessageType.values(),
                    TemplateMessageType.values(), NegotiationMessageType.values())
            .flatMap(Stream::of).toList();

    private static final Map<Integer, Sv2Frame> FRAMES = new HashMap<>();

    static {
        for (String file : List.of("common", "mining", "extensions", "job_declaration", "template_distribution")) {
            Vectors.cases("sv2/messages_" + file + ".json", "cases").forEach(vector -> {
                FrameHeader header = FrameHeader.read(Vectors.bytes(vector, "header"), 0);
                FRAMES.putIfAbsent(key(header.extension(), header.type()),
                        new Sv2Frame(header, Bytes.adopt(Vectors.bytes(vector, "payload"))));
            });
        }
    }

    private RecordedMessages() {}

    /** The first recorded frame of this type. */
    static Sv2Frame of(MessageType<?> type) {
        return Optional.ofNullable(FRAMES.get(key(type.extension(), type.code())))
                .orElseThrow(() -> new AssertionError("no vector of " + type.specName()));
    }

    /** The same with another channel id, where that is the first field. */
    static Sv2Frame of(MessageType<?> type, int channelId) {
        Sv2Frame frame = of(type);
        if (!frame.header().channelMessage()) {
            return frame;
        }
        byte[] payload = frame.payload().toArray();
        payload[0] = (byte) channelId;
        payload[1] = payload[2] = payload[3] = 0;
        return new Sv2Frame(frame.header(), Bytes.adopt(payload));
    }

    private static int key(int extension, int code) {
        return extension << 8 | code;
    }
}
