package io.sluice.wire;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** Which package may know which. */
class ArrowsTest {

    private static final String ROOT = "io.sluice.wire";
    private static final JavaClasses MODULE = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests()).importPackages(ROOT);

    @Test
    void values_know_the_jdk_alone() {
        onlyKnows(ROOT + ".type");
    }

    @Test
    void frames_and_field_types_know_no_message() {
        onlyKnows(ROOT, ROOT + ".type");
    }

    @Test
    void all_subprotocols_but_mining_know_nothing_of_each_other() {
        for (String own : new String[]{".common", ".extension", ".tlv", ".declaration", ".template"}) {
            onlyKnows(ROOT + own, ROOT, ROOT + ".type");
        }
    }

    @Test
    void mining_knows_what_else_may_be_said_on_its_connections() {
        onlyKnows(ROOT + ".mining", ROOT, ROOT + ".type", ROOT + ".common", ROOT + ".extension");
    }

    private static void onlyKnows(String own, String... others) {
        String[] allowed = new String[others.length + 3];
        System.arraycopy(others, 0, allowed, 3, others.length);
        allowed[0] = own;
        allowed[1] = "java..";
        allowed[2] = "org.jspecify..";
        classes().that().resideInAPackage(own).should().onlyDependOnClassesThat().resideInAnyPackage(allowed)
                .check(MODULE);
    }
}
