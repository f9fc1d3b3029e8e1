package io.sluice.app.cli;

import java.util.concurrent.CountDownLatch;

/** Waits until the process is asked to end (SIGTERM, Ctrl-C), then lets the command clean up before it really ends. */
final class Waiting {

    private final CountDownLatch asked = new CountDownLatch(1);
    private final CountDownLatch done = new CountDownLatch(1);

    private Waiting() {}

    /** Something to do when the process is asked to end. */
    interface Ending {
        void end() throws Exception;
    }

    /** Waits, then runs {@code ending}. Returns when it has run. */
    static void forSignal(Ending ending) throws Exception {
        Waiting waiting = new Waiting();
        Thread hook = new Thread(waiting::holdExit, "shutdown");
        Runtime.getRuntime().addShutdownHook(hook);
        waiting.asked.await();
        try {
            ending.end();
        } finally {
            waiting.done.countDown();
        }
    }

    /** The JVM ends when all hooks have: so this one waits for the command to finish. */
    private void holdExit() {
        asked.countDown();
        try {
            done.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
