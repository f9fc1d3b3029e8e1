package io.sluice.app.wiring;

import static org.assertj.core.api.Assertions.assertThatCode;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;

/** Which threads of the real world wait for which. */
class RealWorldTest {

    @Test
    void a_crowd_of_handshakes_does_not_hold_up_a_file() {
        try (NettySockets sockets = new NettySockets(1)) {
            World world = RealWorld.on(sockets);
            CountDownLatch computed = new CountDownLatch(1);
            for (int i = 0; i < 512; i++) {
                world.work().execute(() -> await(computed));
            }
            assertThatCode(() -> CompletableFuture.runAsync(() -> {}, world.disk()).get(10, TimeUnit.SECONDS))
                    .doesNotThrowAnyException();
            computed.countDown();
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
