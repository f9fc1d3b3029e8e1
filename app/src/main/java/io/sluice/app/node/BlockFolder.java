package io.sluice.app.node;

import java.util.List;

import io.sluice.wire.type.Bytes;

/** A folder of small files, as little of one as {@link BlockStore} needs. Calls may block; any thread. */
public interface BlockFolder {

    /**
     * Writes a file so that it is there as a whole or not at all, and survives a power loss once this returns. One of the same name
     * is replaced.
     *
     * @return the name
     */
    DiskAnswer<String> write(String name, Bytes content);

    /**
     * Gives a file another name, replacing what had it.
     *
     * @return the new name
     */
    DiskAnswer<String> rename(String from, String to);

    /** Names of all files that are there as a whole. */
    DiskAnswer<List<String>> names();

    /** The content of a file; one of more than {@code most} bytes is a failure. */
    DiskAnswer<Bytes> read(String name, int most);
}
