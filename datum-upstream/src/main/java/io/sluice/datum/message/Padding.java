package io.sluice.datum.message;

import java.util.random.RandomGenerator;

/** What fills the end of a message so that its length says less; readers ignore it. */
@FunctionalInterface
public interface Padding {

    /** Writes one to {@code longest} bytes. */
    void write(DatumWriter out, int longest);

    /**
     * A random number of copies of one random byte, as the original gateway does.
     *
     * @param random need not be good for secrets, and should be quick: it is asked once per share
     */
    static Padding random(RandomGenerator random) {
        return (out, longest) -> {
            int drawn = random.nextInt();
            out.fill(1 + Integer.remainderUnsigned(drawn >>> Byte.SIZE, longest), drawn);
        };
    }
}
