package io.sluice.datum.frame;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import io.sluice.datum.crypto.DatumCrypto;
import io.sluice.datum.crypto.KeySet;
import io.sluice.datum.crypto.NonceSeed;
import io.sluice.datum.crypto.SodiumCrypto;
import io.sluice.datum.message.DatumMessage;
import io.sluice.datum.message.DatumWriter;
import io.sluice.datum.message.MalformedDatumMessage;
import io.sluice.datum.message.Padding;
import io.sluice.datum.message.Sender;
import io.sluice.wire.type.Bytes;

/** The two ends of one connection after the handshake, with every part of it within reach. */
final class Pair {

    static final DatumCrypto CRYPTO = new SodiumCrypto();

    final KeySet gatewayKeys;
    final KeySet poolKeys;
    final Agreement gatewayAgreed;
    final Agreement poolAgreed;
    final DatumChannel gateway;
    final DatumChannel pool;

    Pair(long chance) {
        Random random = new Random(chance);
        gatewayKeys = KeySet.random(CRYPTO, random);
        poolKeys = KeySet.random(CRYPTO, random);
        NonceSeed seed = new NonceSeed(random.nextInt(), gatewayKeys.publicKeys().signing());
        gatewayAgreed = new Agreement(Sender.GATEWAY, gatewayKeys, poolKeys.publicKeys(),
                gatewayKeys.boxWith(poolKeys.publicKeys().encryption()).orElseThrow(), seed, seed.poolMask(),
                seed.gatewayMask());
        poolAgreed = new Agreement(Sender.POOL, poolKeys, gatewayKeys.publicKeys(),
                poolKeys.boxWith(gatewayKeys.publicKeys().encryption()).orElseThrow(), seed, seed.gatewayMask(),
                seed.poolMask());
        gateway = new DatumChannel(CRYPTO, gatewayAgreed, Padding.random(random));
        pool = new DatumChannel(CRYPTO, poolAgreed, Padding.random(random));
    }

    static byte[] frame(DatumChannel from, DatumMessage... messages) {
        var out = new DatumWriter(16);
        for (DatumMessage message : messages) {
            from.write(message, out);
        }
        return out.toBytes().toArray();
    }

    /** A frame that no channel would write. */
    byte[] oddFrame(Sender from, FrameHeader header, byte[] payload) {
        Agreement agreed = from == Sender.POOL ? poolAgreed : gatewayAgreed;
        var out = new DatumWriter(16).u32(agreed.outgoingMask().next(header.encode()));
        return out.bytes(Bytes.of(payload)).toBytes().toArray();
    }

    static List<DatumMessage> readAll(DatumChannel to, byte[] bytes) throws DatumFailure, MalformedDatumMessage {
        return readAll(to, List.of(bytes));
    }

    static List<DatumMessage> readAll(DatumChannel to, List<byte[]> slices)
            throws DatumFailure, MalformedDatumMessage {
        List<DatumMessage> read = new ArrayList<>();
        for (byte[] slice : slices) {
            ByteBuffer received = ByteBuffer.wrap(slice);
            do {
                to.next(received).ifPresent(read::add);
            } while (received.hasRemaining());
        }
        return read;
    }
}
