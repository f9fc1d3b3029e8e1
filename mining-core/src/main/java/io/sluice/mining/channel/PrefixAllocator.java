package io.sluice.mining.channel;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.random.RandomGenerator;

/**
 * Gives every channel of the gateway, of whatever protocol, a prefix of its own. It counts up from a random number and never
 * looks back: a prefix comes again after four thousand million channels, and a gateway started again begins elsewhere.
 *
 * <p>Safe on any thread.
 */
public final class PrefixAllocator {

    private final AtomicInteger next;

    public PrefixAllocator(RandomGenerator random) {
        this.next = new AtomicInteger(random.nextInt());
    }

    public ExtranoncePrefix allocate() {
        return new ExtranoncePrefix(next.getAndIncrement());
    }
}
