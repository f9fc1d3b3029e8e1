package io.sluice.simulation.planted;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Method;
import java.util.random.RandomGenerator;

import io.netty.channel.Channel;
import org.junit.jupiter.api.Test;

import io.sluice.datum.crypto.CryptoChoice;
import io.sluice.noise.cipher.Curves;
import io.sluice.simulation.trace.Happening;

class PlantedLoaderTest {

    private final PlantedLoader loader = new PlantedLoader(PlantedFault.none());

    @Test
    void all_of_sluice_is_its_own_and_libraries_are_the_parents() throws ClassNotFoundException {
        assertThat(loader.loadClass(CryptoChoice.class.getName())).isNotSameAs(CryptoChoice.class);
        assertThat(loader.loadClass(Happening.class.getName())).isNotSameAs(Happening.class);
        assertThat(loader.loadClass(Happening.class.getName()).getClassLoader()).isSameAs(loader);
        assertThat(loader.loadClass(Channel.class.getName())).isSameAs(Channel.class);
    }

    @Test
    void a_class_is_loaded_once() throws ClassNotFoundException {
        assertThat(loader.loadClass(Happening.class.getName())).isSameAs(loader.loadClass(Happening.class.getName()));
    }

    @Test
    void native_cryptography_loads_as_well_as_in_the_parent() throws ReflectiveOperationException {
        assertThat(datumCrypto(new PlantedLoader(PlantedFault.none()))).isEqualTo(CryptoChoice.make().crypto().name());
        assertThat(datumCrypto(loader)).isEqualTo(CryptoChoice.make().crypto().name());
    }

    @Test
    void native_curves_load_as_well_as_in_the_parent() throws ReflectiveOperationException {
        RandomGenerator random = RandomGenerator.of("L64X128MixRandom");
        Object planted = loader.loadClass(Curves.class.getName()).getMethod("best", RandomGenerator.class)
                .invoke(null, random);
        assertThat(ask(planted, "implementation")).isEqualTo(Curves.best(random).implementation());
    }

    private static Object datumCrypto(PlantedLoader loader) throws ReflectiveOperationException {
        Object choice = loader.loadClass(CryptoChoice.class.getName()).getMethod("make").invoke(null);
        return ask(ask(choice, "crypto"), "name");
    }

    private static Object ask(Object whom, String method) throws ReflectiveOperationException {
        Method found = whom.getClass().getMethod(method);
        found.setAccessible(true);
        return found.invoke(whom);
    }
}
