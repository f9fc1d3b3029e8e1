package io.sluice.app;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import org.junit.jupiter.api.Test;

/** Which module and which package may know which: the picture in docs/architecture.md, checked. */
class ArrowsTest {

    private static final String ROOT = "io.sluice";
    // Doubles of neighbours come in as test-jars, which the library's own option takes for the real thing.
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(location -> !location.contains("/test-classes/") && !location.contains("-tests.jar"))
            .importPackages(ROOT);

    private static final String WIRE = ROOT + ".wire..";
    private static final String NOISE = ROOT + ".noise..";
    private static final String MINING = ROOT + ".mining..";
    private static final String DATUM = ROOT + ".datum..";
    private static final String SV1 = ROOT + ".sv1..";
    private static final String POOL = ROOT + ".pool..";
    private static final String APP = ROOT + ".app..";

    @Test
    void every_module_was_looked_at() {
        for (String module : new String[]{"wire", "noise", "mining", "datum", "sv1", "pool", "app"}) {
            assertThat(CLASSES.stream().filter(type -> type.getPackageName().startsWith(ROOT + "." + module)))
                    .as(module)
                    .isNotEmpty();
        }
    }

    @Test
    void the_wire_knows_nobody() {
        noClasses().that().resideInAPackage(WIRE)
                .should().dependOnClassesThat().resideInAnyPackage(NOISE, MINING, DATUM, SV1, POOL, APP, "io.netty..")
                .check(CLASSES);
    }

    @Test
    void the_transport_knows_the_wire_alone() {
        noClasses().that().resideInAPackage(NOISE)
                .should().dependOnClassesThat().resideInAnyPackage(MINING, DATUM, SV1, POOL, APP)
                .check(CLASSES);
    }

    @Test
    void the_kernel_knows_no_edge_and_no_socket() {
        noClasses().that().resideInAPackage(MINING)
                .should().dependOnClassesThat()
                .resideInAnyPackage(NOISE, DATUM, SV1, POOL, APP, "io.netty..", "org.slf4j..", "com.fasterxml..")
                .check(CLASSES);
    }

    @Test
    void the_kernel_knows_messages_in_one_package_only() {
        noClasses().that().resideInAPackage(MINING).and().resideOutsideOfPackage(ROOT + ".mining.sv2..")
                .should().dependOnClassesThat()
                .resideInAnyPackage(ROOT + ".wire", ROOT + ".wire.mining..", ROOT + ".wire.common..",
                        ROOT + ".wire.extension..", ROOT + ".wire.tlv..")
                .check(CLASSES);
    }

    @Test
    void the_edges_do_not_know_each_other() {
        noClasses().that().resideInAPackage(SV1)
                .should().dependOnClassesThat().resideInAnyPackage(NOISE, DATUM, POOL, APP).check(CLASSES);
        noClasses().that().resideInAPackage(DATUM)
                .should().dependOnClassesThat().resideInAnyPackage(NOISE, SV1, POOL, APP).check(CLASSES);
    }

    @Test
    void the_pool_borrows_messages_crypto_and_bitcoin_values_alone() {
        noClasses().that().resideInAPackage(POOL)
                .should().dependOnClassesThat()
                .resideInAnyPackage(NOISE, SV1, APP, ROOT + ".datum.link..", ROOT + ".datum.job..",
                        ROOT + ".datum.netty..",
                        ROOT + ".mining.candidate..", ROOT + ".mining.job..", ROOT + ".mining.channel..",
                        ROOT + ".mining.share..", ROOT + ".mining.ledger..", ROOT + ".mining.port..",
                        ROOT + ".mining.desk..", ROOT + ".mining.sv2..", ROOT + ".mining.vardiff..")
                .check(CLASSES);
    }

    @Test
    void netty_stays_in_packages_called_netty_and_in_the_application() {
        noClasses().that().resideInAnyPackage(NOISE, DATUM, SV1, POOL)
                .and().resideOutsideOfPackages(
                        ROOT + ".noise.netty..", ROOT + ".datum.netty..", ROOT + ".sv1.netty..", ROOT + ".pool.netty..",
                        // The pool is offered as a whole, socket handlers included.
                        ROOT + ".pool")
                .should().dependOnClassesThat().resideInAPackage("io.netty..")
                .check(CLASSES);
    }

    @Test
    void packages_do_not_go_in_circles() {
        slices().matching(ROOT + ".mining.(*)..").should().beFreeOfCycles().check(CLASSES);
        slices().matching(ROOT + ".(*)..").should().beFreeOfCycles().check(CLASSES);
    }

    @Test
    void only_the_real_world_reaches_for_clocks_and_chance() {
        noClasses().that().resideInAnyPackage(WIRE, NOISE, MINING, DATUM, SV1, POOL, ROOT + ".app.node..",
                ROOT + ".app.sandbox..", ROOT + ".app.miner..", ROOT + ".app.api..", ROOT + ".app.config..",
                ROOT + ".app.peer..")
                .should().callMethod(System.class, "currentTimeMillis")
                .orShould().callMethod(System.class, "nanoTime")
                .orShould().callMethod(java.time.Instant.class, "now")
                .orShould().callConstructor(java.security.SecureRandom.class)
                .orShould().callConstructor(java.util.Random.class)
                .orShould().callMethod(java.util.concurrent.ThreadLocalRandom.class, "current")
                .orShould().callMethod(java.lang.Thread.class, "sleep", long.class)
                .check(CLASSES);
    }
}
