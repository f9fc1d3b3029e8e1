package io.sluice.app.wiring;

import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.random.RandomGenerator;

import io.sluice.app.node.JdkHttpPost;

/** The world as it is: the system's clocks, chance and sockets. The only place that reaches for them. */
public final class RealWorld {

    private static final int WORKERS = 4;
    private static final int NODE_WORKERS = 4;

    private RealWorld() {}

    /** Chance that nobody can foresee: for keys. */
    public static RandomGenerator chance() {
        return new SecureRandom();
    }

    /** The system's clock. */
    public static InstantSource clock() {
        return InstantSource.system();
    }

    /** The real world on these sockets. */
    public static World on(NettySockets sockets) {
        ExecutorService work = Executors.newFixedThreadPool(
                WORKERS, Thread.ofPlatform().daemon().name("work-", 0).factory());
        ExecutorService disk = Executors.newSingleThreadExecutor(Thread.ofPlatform().daemon().name("disk").factory());
        // Not the same threads: a crowd of new miners must not hold up a template or a block.
        ExecutorService node = Executors.newFixedThreadPool(
                NODE_WORKERS, Thread.ofPlatform().daemon().name("node-", 0).factory());
        RandomGenerator random = chance();
        return new World(
                clock(), System::nanoTime, random, Cryptography.best(random), sockets,
                new JdkHttpPost(node, JdkHttpPost.TIMEOUT), new JdkHttpPost(node, JdkHttpPost.PATIENT_TIMEOUT), work,
                disk);
    }
}
