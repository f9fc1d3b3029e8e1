package io.sluice.sv1.netty;

import java.util.List;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.ByteToMessageDecoder;

import io.sluice.sv1.jsonrpc.LineCodec;
import io.sluice.sv1.jsonrpc.MalformedLine;
import io.sluice.sv1.jsonrpc.MalformedLine.Fault;

/**
 * Cuts the stream at line ends and reads each line: into a {@link io.sluice.sv1.jsonrpc.Line}, or into the {@link MalformedLine}
 * that says why not. Blank lines are nothing. A line that grows too long is the last one, whether or not its end ever comes.
 */
final class LineDecoder extends ByteToMessageDecoder {

    private final LineCodec codec;
    private int scanned;
    private boolean over;

    LineDecoder(LineCodec codec) {
        this.codec = codec;
    }

    @Override
    protected void decode(ChannelHandlerContext ctx, ByteBuf in, List<Object> out) {
        if (over) {
            in.skipBytes(in.readableBytes());
            return;
        }
        int end = in.indexOf(in.readerIndex() + scanned, in.writerIndex(), (byte) '\n');
        int length = (end < 0 ? in.writerIndex() : end) - in.readerIndex();
        // One byte more for a carriage return.
        if (length > LineCodec.MAX_LENGTH + 1) {
            over = true;
            in.skipBytes(in.readableBytes());
            out.add(new MalformedLine(Fault.OVERLONG, "a line has at most " + LineCodec.MAX_LENGTH + " bytes"));
        } else if (end < 0) {
            scanned = length;
        } else {
            scanned = 0;
            byte[] line = new byte[length];
            in.readBytes(line).skipBytes(1);
            read(line, out);
        }
    }

    private void read(byte[] line, List<Object> out) {
        int length = line.length > 0 && line[line.length - 1] == '\r' ? line.length - 1 : line.length;
        if (isBlank(line, length)) {
            return;
        }
        try {
            out.add(codec.decode(line, 0, length));
        } catch (MalformedLine malformed) {
            out.add(malformed);
        }
    }

    private static boolean isBlank(byte[] line, int length) {
        for (int i = 0; i < length; i++) {
            if (line[i] != ' ' && line[i] != '\t' && line[i] != '\r') {
                return false;
            }
        }
        return true;
    }
}
