package io.sluice.app.wiring;

import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import io.sluice.app.node.JdkHttpPost;

/** The world as it is: the system's clocks, chance and sockets. The only place that reaches for them. */
public final class RealWorld {

    private static final int WORKERS = 4;

    private RealWorld() {}

    /** The real world on these sockets. */
    public static World on(NettySockets sockets) {
        ExecutorService work = Executors.newFixedThreadPool(
                WORKERS, Thread.ofPlatform().daemon().name("work-", 0).factory());
        return new World(
                InstantSource.system(), System::nanoTime, new SecureRandom(), sockets,
                new JdkHttpPost(work, JdkHttpPost.TIMEOUT), new JdkHttpPost(work, JdkHttpPost.PATIENT_TIMEOUT), work);
    }
}
