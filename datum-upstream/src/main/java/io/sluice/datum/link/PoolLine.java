package io.sluice.datum.link;

import java.nio.ByteBuffer;

/** One connection to the pool that carries bytes. Everything about it happens on the pool link's loop. */
public interface PoolLine {

    /** Sends the first {@code length} bytes of {@code buffer}; the caller may change them as soon as this returns. */
    void send(byte[] buffer, int length);

    /** Whether there is room for more; if not, {@link Listener#writable} will be called. */
    boolean isWritable();

    /** Ends it. Calling it again does nothing. */
    void close();

    /** Hears about one line, whose end comes once and last. */
    interface Listener {

        /** Somebody took the call. */
        void opened(PoolLine line);

        /** Bytes came in. They are the listener's only until it returns, which takes all of them. */
        void received(ByteBuffer bytes);

        /**
         * The system took what was sent, up to here; it may arrive from now on.
         *
         * @param total bytes since the line was opened
         */
        void taken(long total);

        /** There is room again. */
        void writable();

        /** It is over, by either side; or, without {@link #opened} before, nobody took the call. */
        void closed(String why);
    }
}
