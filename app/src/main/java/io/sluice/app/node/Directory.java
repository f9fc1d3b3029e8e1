package io.sluice.app.node;

import java.io.IOException;
import java.util.List;

import io.sluice.wire.type.Bytes;

/**
 * One directory of a disk: as little of one as keeping files safe takes. What was written and not forced may be lost, whole or in
 * part, when the machine goes down; a name that was not forced may be the old one again. Calls may block; any thread.
 */
public interface Directory {

    /** Where it is, for the operator. */
    String place();

    /** Writes a file, replacing one of the same name; the directory is made when it is missing. Forces nothing. */
    void write(String name, Bytes content) throws IOException;

    /** Brings the content of a file to disk. */
    void force(String name) throws IOException;

    /** Gives a file another name in one step, replacing what had it. Forces nothing. */
    void move(String from, String to) throws IOException;

    /** Brings the names of the files to disk, where the system can. */
    void forceNames();

    /** Names of all files; none if there is no such directory yet. */
    List<String> names() throws IOException;

    /** The first {@code most} bytes of a file. */
    Bytes read(String name, int most) throws IOException;
}
