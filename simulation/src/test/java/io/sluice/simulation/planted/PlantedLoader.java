package io.sluice.simulation.planted;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/**
 * Loads the whole of Sluice, and the simulation with it, a second time and with a fault in it. Libraries come from the parent: what they
 * have native is loaded once for all.
 */
final class PlantedLoader extends ClassLoader {

    private static final String OURS = "io.sluice.";

    private final PlantedFault fault;

    PlantedLoader(PlantedFault fault) {
        super("planted", PlantedLoader.class.getClassLoader());
        this.fault = fault;
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        if (!name.startsWith(OURS)) {
            return super.loadClass(name, resolve);
        }
        synchronized (getClassLoadingLock(name)) {
            Class<?> loaded = findLoadedClass(name);
            return loaded != null ? loaded : findClass(name);
        }
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
        byte[] planted = fault.plantedIn(name, original(name));
        return defineClass(name, planted, 0, planted.length);
    }

    /** The class as it was compiled. */
    byte[] original(String name) throws ClassNotFoundException {
        try (InputStream in = getResourceAsStream(name.replace('.', '/') + ".class")) {
            if (in == null) {
                throw new ClassNotFoundException(name);
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
