package io.sluice.simulation.disk;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;

import io.sluice.app.node.Directory;
import io.sluice.mining.bitcoin.BlockHash;
import io.sluice.simulation.time.Chance;
import io.sluice.simulation.time.ProcessDied;
import io.sluice.simulation.time.VirtualProcess;
import io.sluice.simulation.trace.Happening;
import io.sluice.simulation.trace.Watcher;
import io.sluice.wire.type.Bytes;

/**
 * A directory that outlives processes. It keeps apart what is written from what is on disk: when the machine goes down, bytes and
 * names that were not forced may be lost, whole or in part.
 */
public final class VirtualDirectory implements Directory {

    private static final String FULL = "No space left on device";
    private static final String BROKEN = "Input/output error";

    private static final class Body {
        private Bytes written = Bytes.EMPTY;
        private Bytes forced = Bytes.EMPTY;
    }

    private final String machine;
    private final Chance chance;
    private final Watcher trace;
    private Map<String, Body> names = new TreeMap<>();
    private Map<String, Body> forcedNames = new TreeMap<>();
    private @Nullable VirtualProcess user;
    private boolean full;
    private boolean failing;
    private int operationsLeft = Integer.MAX_VALUE;

    public VirtualDirectory(String machine, Chance chance, Watcher trace) {
        this.machine = machine;
        this.chance = chance;
        this.trace = trace;
    }

    /** Who works on it from now on. */
    public void usedBy(VirtualProcess process) {
        user = process;
        operationsLeft = Integer.MAX_VALUE;
    }

    /** Whether there is no room for any byte more. */
    public void full(boolean isFull) {
        full = isFull;
    }

    /** Whether forcing fails. */
    public void failing(boolean isFailing) {
        failing = isFailing;
    }

    /** Whether nothing can be kept on it at the moment. */
    public boolean isInTrouble() {
        return full || failing;
    }

    /** Kills the process in the middle of its work here: before the operation that comes after so many others. */
    public void killAfter(int operations) {
        operationsLeft = operations;
    }

    /** The machine goes down. */
    public void losePower() {
        if (chance.happens(0.5)) {
            names = new TreeMap<>(forcedNames);
        }
        for (Body body : names.values()) {
            if (!body.written.equals(body.forced)) {
                int kept = body.written.length() == 0 ? 0 : chance.nextInt(body.written.length());
                body.written = chance.happens(0.5) ? body.forced : body.written.slice(0, kept);
                body.forced = body.written;
            }
        }
        forcedNames = new TreeMap<>(names);
    }

    @Override
    public String place() {
        return "the disk of " + machine;
    }

    @Override
    public void write(String name, Bytes content) throws IOException {
        operate();
        Body body = new Body();
        names.put(name, body);
        if (full) {
            body.written = content.slice(0, chance.nextInt(content.length() + 1));
            throw new IOException(FULL);
        }
        body.written = content;
    }

    @Override
    public void force(String name) throws IOException {
        operate();
        if (failing) {
            throw new IOException(BROKEN);
        }
        Body body = find(name);
        body.forced = body.written;
    }

    @Override
    public void move(String from, String to) throws IOException {
        operate();
        names.put(to, find(from));
        names.remove(from);
    }

    @Override
    public void forceNames() {
        operate();
        if (!failing) {
            names.keySet().stream()
                    .filter(name -> !forcedNames.containsKey(name) && name.matches("[0-9a-f]{64}\\.hex"))
                    .forEach(name -> trace.see(
                            new Happening.BlockStored(machine, BlockHash.fromDisplay(name.substring(0, 64)))));
            forcedNames = new TreeMap<>(names);
        }
    }

    @Override
    public List<String> names() {
        return List.copyOf(names.keySet());
    }

    @Override
    public Bytes read(String name, int most) throws IOException {
        Bytes content = find(name).written;
        return content.slice(0, Math.min(most, content.length()));
    }

    private Body find(String name) throws IOException {
        Body body = names.get(name);
        if (body == null) {
            throw new FileNotFoundException(name);
        }
        return body;
    }

    private void operate() {
        VirtualProcess process = user;
        if (process != null && (!process.isAlive() || operationsLeft-- <= 0)) {
            process.kill();
            throw new ProcessDied();
        }
    }
}
