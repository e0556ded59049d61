package dev.asof.it.parity;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import org.junit.jupiter.api.Test;

class OracleStandsAloneTest {
    private static final String ORACLE = "dev.asof.it.oracle..";
    private static final String GENERATOR = "dev.asof.it.generate..";
    private static final String HASHES = "org.apache.parquet.column.values.bloomfilter";
    private static final JavaClasses CLASSES =
            new ClassFileImporter().importPackages("dev.asof.it.oracle", "dev.asof.it.generate");

    @Test
    void theOracleKnowsNothingOfTheSystem() {
        classes()
                .that()
                .resideInAPackage(ORACLE)
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(ORACLE, HASHES, "java..", "org.jspecify..", "org.junit..", "org.assertj..")
                .check(CLASSES);
    }

    @Test
    void theGeneratorKnowsNothingOfTheSystem() {
        classes()
                .that()
                .resideInAPackage(GENERATOR)
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(GENERATOR, ORACLE, "java..", "org.jspecify..")
                .check(CLASSES);
    }
}
