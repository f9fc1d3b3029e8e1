package io.sluice.sv1;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** Which package may know which. */
class ArrowsTest {

    private static final String ROOT = "io.sluice.sv1";
    private static final String KERNEL = "io.sluice.mining..";
    private static final String VALUES = "io.sluice.wire.type";
    private static final JavaClasses MODULE = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests()).importPackages(ROOT);

    @Test
    void lines_know_a_json_parser_and_nothing_of_mining() {
        onlyKnows(".jsonrpc", "com.fasterxml.jackson.core..");
    }

    @Test
    void messages_know_lines_and_values_of_the_kernel() {
        onlyKnows(".message", ROOT + ".jsonrpc", "io.sluice.mining.bitcoin", "io.sluice.mining.share", VALUES);
    }

    @Test
    void the_bridge_knows_no_socket() {
        onlyKnows(".bridge", ROOT + ".jsonrpc", ROOT + ".message", KERNEL, VALUES);
    }

    @Test
    void sockets_know_lines_and_nothing_of_mining() {
        onlyKnows(".netty", ROOT + ".jsonrpc", "io.netty..", "org.slf4j..", "jdk.net");
    }

    private static void onlyKnows(String own, String... others) {
        String[] allowed = new String[others.length + 3];
        System.arraycopy(others, 0, allowed, 3, others.length);
        allowed[0] = ROOT + own;
        allowed[1] = "java..";
        allowed[2] = "org.jspecify..";
        classes().that().resideInAPackage(ROOT + own).should().onlyDependOnClassesThat().resideInAnyPackage(allowed)
                .check(MODULE);
    }
}
