package io.sluice.noise.cipher;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SegmentAllocator;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.Arrays;
import java.util.random.RandomGenerator;

import io.sluice.wire.type.Bytes;

/**
 * secp256k1 by libsecp256k1, called through the foreign-function interface: constant-time in every secret.
 *
 * <p>Secrets are copied to native memory for one call and overwritten behind it. Safe on any thread: the library's
 * context is only read once it is made.
 */
final class NativeSecp256k1 implements Secp256k1 {

    private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT;
    private static final ValueLayout.OfLong SIZE_T = ValueLayout.JAVA_LONG;
    private static final MemoryLayout POINTER = ValueLayout.ADDRESS;

    /** The library's {@code SECP256K1_CONTEXT_NONE}. */
    private static final int CONTEXT_NONE = 1;
    /** Bytes of the opaque structures for public keys and for key pairs. */
    private static final long PUBLIC_KEY = 64;
    private static final long KEY_PAIR = 96;
    /** How the structure of extra parameters of a signature begins. */
    private static final byte[] EXTRA_PARAMETERS_MAGIC = {(byte) 0xda, 0x6f, (byte) 0xb3, (byte) 0x8c};

    private final MemorySegment context;
    private final MemorySegment bip324Hash;
    private final MethodHandle ellswiftCreate;
    private final MethodHandle ellswiftDecode;
    private final MethodHandle ellswiftXdh;
    private final MethodHandle keypairCreate;
    private final MethodHandle keypairXonlyPub;
    private final MethodHandle schnorrsigSign;
    private final MethodHandle schnorrsigVerify;
    private final MethodHandle xonlyFromPubkey;
    private final MethodHandle xonlyParse;
    private final MethodHandle xonlySerialize;

    /**
     * Loads the library.
     *
     * @param random blinds the library's own multiplications
     */
    NativeSecp256k1(RandomGenerator random) throws NativeLibrary.Unusable {
        SymbolLookup library = NativeLibrary.load();
        // @formatter:off
        ellswiftCreate   = function(library, "secp256k1_ellswift_create",        POINTER, POINTER, POINTER, POINTER);
        ellswiftDecode   = function(library, "secp256k1_ellswift_decode",        POINTER, POINTER, POINTER);
        ellswiftXdh      = function(library, "secp256k1_ellswift_xdh",           POINTER, POINTER, POINTER, POINTER, POINTER, INT, POINTER, POINTER);
        keypairCreate    = function(library, "secp256k1_keypair_create",         POINTER, POINTER, POINTER);
        keypairXonlyPub  = function(library, "secp256k1_keypair_xonly_pub",      POINTER, POINTER, POINTER, POINTER);
        schnorrsigSign   = function(library, "secp256k1_schnorrsig_sign_custom", POINTER, POINTER, POINTER, SIZE_T, POINTER, POINTER);
        schnorrsigVerify = function(library, "secp256k1_schnorrsig_verify",      POINTER, POINTER, POINTER, SIZE_T, POINTER);
        xonlyFromPubkey  = function(library, "secp256k1_xonly_pubkey_from_pubkey", POINTER, POINTER, POINTER, POINTER);
        xonlyParse       = function(library, "secp256k1_xonly_pubkey_parse",     POINTER, POINTER, POINTER);
        xonlySerialize   = function(library, "secp256k1_xonly_pubkey_serialize", POINTER, POINTER, POINTER);
        // @formatter:on
        bip324Hash = symbol(library, "secp256k1_ellswift_xdh_hash_function_bip324")
                .reinterpret(ValueLayout.ADDRESS.byteSize()).get(ValueLayout.ADDRESS, 0);
        context = createContext(library, random);
    }

    @Override
    public KeyPair keyPairOf(SecretKey secret, RandomGenerator random) {
        byte[] auxiliary = new byte[32];
        random.nextBytes(auxiliary);
        try (Scratch scratch = new Scratch()) {
            MemorySegment encoding = scratch.take(EllSwiftKey.SIZE);
            requireScalar(call(ellswiftCreate, context, encoding, scratch.put(secret), scratch.put(auxiliary)));
            return new KeyPair(secret, new EllSwiftKey(bytes(encoding)));
        }
    }

    @Override
    public SecretKey ecdh(Role ours, EllSwiftKey initiator, EllSwiftKey responder, SecretKey secret) {
        if (!isScalar(secret)) {
            throw Scalars.refusal(); // the library itself reduces what is too large
        }
        try (Scratch scratch = new Scratch()) {
            MemorySegment shared = scratch.take(SecretKey.SIZE);
            MemorySegment a = scratch.put(initiator.encoding().toArray());
            MemorySegment b = scratch.put(responder.encoding().toArray());
            int party = ours == Role.INITIATOR ? 0 : 1;
            require((int) ellswiftXdh.invokeExact(context, shared, a, b, scratch.put(secret), party, bip324Hash,
                    MemorySegment.NULL));
            return SecretKey.adopt(shared.toArray(ValueLayout.JAVA_BYTE));
        } catch (Throwable e) {
            throw passOn(e);
        }
    }

    @Override
    public XOnlyKey publicKeyOf(SecretKey secret) {
        try (Scratch scratch = new Scratch()) {
            MemorySegment publicKey = scratch.take(PUBLIC_KEY);
            require(call(keypairXonlyPub, context, publicKey, MemorySegment.NULL, keyPair(scratch, secret)));
            return serialize(scratch, publicKey);
        }
    }

    @Override
    public XOnlyKey decode(EllSwiftKey key) {
        try (Scratch scratch = new Scratch()) {
            MemorySegment publicKey = scratch.take(PUBLIC_KEY);
            MemorySegment xOnly = scratch.take(PUBLIC_KEY);
            require(call(ellswiftDecode, context, publicKey, scratch.put(key.encoding().toArray())));
            require(call(xonlyFromPubkey, context, xOnly, MemorySegment.NULL, publicKey));
            return serialize(scratch, xOnly);
        }
    }

    @Override
    public SchnorrSignature sign(SecretKey secret, Bytes message, Bytes auxiliary) {
        if (auxiliary.length() != 32) {
            throw new IllegalArgumentException("auxiliary randomness has 32 bytes, not " + auxiliary.length());
        }
        try (Scratch scratch = new Scratch()) {
            MemorySegment signature = scratch.take(SchnorrSignature.SIZE);
            MemorySegment parameters = scratch.take(8 + 2 * ValueLayout.ADDRESS.byteSize());
            MemorySegment.copy(EXTRA_PARAMETERS_MAGIC, 0, parameters, ValueLayout.JAVA_BYTE, 0, 4);
            parameters.set(ValueLayout.ADDRESS, 8 + ValueLayout.ADDRESS.byteSize(), scratch.put(auxiliary.toArray()));
            require((int) schnorrsigSign.invokeExact(context, signature, scratch.text(message),
                    (long) message.length(), keyPair(scratch, secret), parameters));
            return new SchnorrSignature(bytes(signature));
        } catch (Throwable e) {
            throw passOn(e);
        }
    }

    @Override
    public boolean verify(XOnlyKey key, Bytes message, SchnorrSignature signature) {
        try (Scratch scratch = new Scratch()) {
            MemorySegment publicKey = scratch.take(PUBLIC_KEY);
            return parse(scratch, key, publicKey)
                    && 1 == (int) schnorrsigVerify.invokeExact(context, scratch.put(signature.content().toArray()),
                            scratch.text(message), (long) message.length(), publicKey);
        } catch (Throwable e) {
            throw passOn(e);
        }
    }

    @Override
    public boolean isOnCurve(XOnlyKey key) {
        try (Scratch scratch = new Scratch()) {
            return parse(scratch, key, scratch.take(PUBLIC_KEY));
        }
    }

    private boolean parse(Scratch scratch, XOnlyKey key, MemorySegment parsed) {
        return 1 == call(xonlyParse, context, parsed, scratch.put(key.x().toArray()));
    }

    private MemorySegment keyPair(Scratch scratch, SecretKey secret) {
        MemorySegment pair = scratch.take(KEY_PAIR);
        requireScalar(call(keypairCreate, context, pair, scratch.put(secret)));
        return pair;
    }

    private XOnlyKey serialize(Scratch scratch, MemorySegment xOnly) {
        MemorySegment x = scratch.take(XOnlyKey.SIZE);
        require(call(xonlySerialize, context, x, xOnly));
        return new XOnlyKey(bytes(x));
    }

    private static MemorySegment createContext(SymbolLookup library, RandomGenerator random)
            throws NativeLibrary.Unusable {
        MethodHandle create = Linker.nativeLinker().downcallHandle(symbol(library, "secp256k1_context_create"),
                FunctionDescriptor.of(ValueLayout.ADDRESS, INT));
        MethodHandle randomize = function(library, "secp256k1_context_randomize", POINTER, POINTER);
        byte[] seed = new byte[32];
        random.nextBytes(seed);
        try (Scratch scratch = new Scratch()) {
            MemorySegment context = (MemorySegment) create.invokeExact(CONTEXT_NONE);
            require(call(randomize, context, scratch.put(seed)));
            return context;
        } catch (Throwable e) {
            throw passOn(e);
        }
    }

    private static MemorySegment symbol(SymbolLookup library, String name) throws NativeLibrary.Unusable {
        return library.find(name)
                .orElseThrow(() -> new NativeLibrary.Unusable("this libsecp256k1 does not export " + name));
    }

    private static MethodHandle function(SymbolLookup library, String name, MemoryLayout... parameters)
            throws NativeLibrary.Unusable {
        return Linker.nativeLinker().downcallHandle(symbol(library, name), FunctionDescriptor.of(INT, parameters));
    }

    private static int call(MethodHandle function, MemorySegment first, MemorySegment second) {
        try {
            return (int) function.invokeExact(first, second);
        } catch (Throwable e) {
            throw passOn(e);
        }
    }

    private static int call(MethodHandle function, MemorySegment first, MemorySegment second, MemorySegment third) {
        try {
            return (int) function.invokeExact(first, second, third);
        } catch (Throwable e) {
            throw passOn(e);
        }
    }

    private static int call(
            MethodHandle function, MemorySegment first, MemorySegment second, MemorySegment third,
            MemorySegment fourth) {
        try {
            return (int) function.invokeExact(first, second, third, fourth);
        } catch (Throwable e) {
            throw passOn(e);
        }
    }

    /** A downcall declares Throwable and throws nothing checked. */
    private static RuntimeException passOn(Throwable thrown) {
        switch (thrown) {
            case RuntimeException e -> throw e;
            case Error e -> throw e;
            default -> throw new IllegalStateException("libsecp256k1 can not be called", thrown);
        }
    }

    private static void requireScalar(int answer) {
        if (answer != 1) {
            throw Scalars.refusal();
        }
    }

    private static void require(int answer) {
        if (answer != 1) {
            throw new IllegalStateException("libsecp256k1 refused what it always accepts");
        }
    }

    private static Bytes bytes(MemorySegment segment) {
        return Bytes.adopt(segment.toArray(ValueLayout.JAVA_BYTE));
    }

    /** Native memory for one operation, overwritten with zeros at its end. */
    private static final class Scratch implements AutoCloseable {

        private static final long SIZE = 640;

        private final Arena arena = Arena.ofConfined();
        private final MemorySegment slab = arena.allocate(SIZE, 16);
        private final SegmentAllocator allocator = SegmentAllocator.slicingAllocator(slab);

        MemorySegment take(long size) {
            return allocator.allocate(size, 16);
        }

        MemorySegment put(byte[] content) {
            MemorySegment copy = take(content.length);
            MemorySegment.copy(content, 0, copy, ValueLayout.JAVA_BYTE, 0, content.length);
            return copy;
        }

        MemorySegment put(SecretKey secret) {
            byte[] content = secret.toArray();
            MemorySegment copy = put(content);
            Arrays.fill(content, (byte) 0);
            return copy;
        }

        /** A message of any length: not secret, so outside the slab. */
        MemorySegment text(Bytes message) {
            return arena.allocateFrom(ValueLayout.JAVA_BYTE, message.toArray());
        }

        @Override
        public void close() {
            slab.fill((byte) 0);
            arena.close();
        }
    }
}
