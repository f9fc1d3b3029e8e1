package io.sluice.app.cli;

import java.util.concurrent.CountDownLatch;

/** Waits until the process is asked to end (SIGTERM, Ctrl-C), then lets the command clean up before it really ends. */
final class Waiting {

    private final CountDownLatch asked = new CountDownLatch(1);
    private final CountDownLatch never = new CountDownLatch(1);

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
        ending.end();
    }

    /** Ends the process with an exit code: also with 0 after a signal, which the JVM would report as 143. */
    static void leave(int code) {
        if (isEnding()) {
            // To exit would be to wait for our own hook.
            Runtime.getRuntime().halt(code);
        }
        System.exit(code);
    }

    private static boolean isEnding() {
        try {
            Runtime.getRuntime().addShutdownHook(new Thread(() -> {}, "nothing to do"));
            return false;
        } catch (IllegalStateException shutdownHasBegun) {
            return true;
        }
    }

    /** The JVM ends when all hooks have: so this one waits until the command has cleaned up all and {@link #leave leaves}. */
    private void holdExit() {
        asked.countDown();
        try {
            never.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
