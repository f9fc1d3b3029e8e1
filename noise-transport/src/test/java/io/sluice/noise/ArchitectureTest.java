package io.sluice.noise;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;

import com.tngtech.archunit.ArchConfiguration;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/** The arrows between the packages of this module. */
@TestInstance(Lifecycle.PER_CLASS)
class ArchitectureTest {

    private static final String ROOT = "io.sluice.noise";

    private final JavaClasses classes = importMain();

    /** Our own classes alone: following each library into its depths takes half a minute and shows nothing more. */
    private static JavaClasses importMain() {
        ArchConfiguration.get().setResolveMissingDependenciesFromClassPath(false);
        return new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS).importPackages(ROOT);
    }

    @Test
    void there_is_something_to_check() {
        assertThat(classes.contain(ROOT + ".netty.Sv2Server")).isTrue();
    }

    @Test
    void only_the_netty_package_knows_netty_and_a_log() {
        noClasses().that().resideOutsideOfPackage(ROOT + ".netty")
                .should().dependOnClassesThat().resideInAnyPackage("io.netty..", "org.slf4j..", ROOT + ".netty")
                .check(classes);
    }

    @Test
    void each_library_of_cryptography_is_known_to_one_package() {
        noClasses().that().resideOutsideOfPackage(ROOT + ".cipher")
                .should().dependOnClassesThat().resideInAnyPackage("org.bouncycastle..", "java.lang.foreign..")
                .check(classes);
        noClasses().that().resideOutsideOfPackage(ROOT + ".curve25519")
                .should().dependOnClassesThat().resideInAnyPackage("com.southernstorm..")
                .check(classes);
    }

    @Test
    void packages_point_downwards() {
        noClasses().that().resideInAPackage(ROOT + ".cipher").should().dependOnClassesThat()
                .resideInAnyPackage(ROOT + ".handshake", ROOT + ".frame", ROOT + ".curve25519").check(classes);
        noClasses().that().resideInAPackage(ROOT + ".handshake").should().dependOnClassesThat()
                .resideInAnyPackage(ROOT + ".frame", ROOT + ".curve25519").check(classes);
        noClasses().that().resideInAPackage(ROOT + ".frame").should().dependOnClassesThat()
                .resideInAnyPackage(ROOT + ".handshake", ROOT + ".curve25519").check(classes);
        noClasses().that().resideInAPackage(ROOT + ".netty").should().dependOnClassesThat()
                .resideInAnyPackage(ROOT + ".curve25519").check(classes);
    }

    @Test
    void logic_has_no_clock_and_no_chance_of_its_own() {
        noClasses().should().callMethod(Instant.class, "now")
                .orShould().callMethod(Clock.class, "systemUTC")
                .orShould().callMethod(InstantSource.class, "system")
                .orShould().callMethod(System.class, "currentTimeMillis")
                .orShould().callMethod(System.class, "nanoTime")
                .orShould().dependOnClassesThat()
                .haveNameMatching("java\\.security\\.SecureRandom|java\\.util\\.Random")
                .check(classes);
    }
}
