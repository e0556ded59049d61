package dev.asof.it;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.conditions.ArchPredicates.are;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.temporal.TemporalAccessor;
import java.util.Date;
import java.util.Map;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

/**
 * Holds the arrows of ARCHITECTURE.md: who may know whom, and where the outside world may come in.
 *
 * <p>A rule about a package that has no classes passes, so that a rule can be there before its code.
 */
class ArchitectureTest {

    private static final JavaClasses ASOF = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("dev.asof");

    private static final String COMPUTE = "dev.asof.registry.compute..";
    private static final String REGISTRY = "dev.asof.registry..";
    private static final String OFFLINE = "dev.asof.offline..";
    private static final String ONLINE = "dev.asof.online..";
    private static final String CLI = "dev.asof.cli..";
    private static final String WIRE = "dev.asof.v1..";

    private static final String[] YAML_AND_JSON = {"org.snakeyaml..", "com.fasterxml..", "tools.jackson.."};
    private static final String GIT = "org.eclipse.jgit..";
    private static final String[] COLUMNAR_FILES = {"org.apache.parquet..", "org.apache.hadoop..", "org.apache.arrow.."
    };
    private static final String ROCKSDB = "org.rocksdb..";

    @Test
    void theRulesSeeEveryModuleThatHasSources() {
        Map<String, String> packages = Map.of(
                "proto/src/main/protobuf", "dev.asof.v1",
                "feature-registry/src/main/java", "dev.asof.registry",
                "offline-store/src/main/java", "dev.asof.offline",
                "online-store/src/main/java", "dev.asof.online",
                "cli/src/main/java", "dev.asof.cli");
        packages.forEach((sources, name) -> {
            if (Files.isDirectory(Path.of("..", sources))) {
                assertThat(ASOF.stream().map(JavaClass::getPackageName)).anyMatch(found -> found.startsWith(name));
            }
        });
    }

    @Test
    void theRegistryKnowsNoOtherModule() {
        check(noClasses()
                .that()
                .resideInAPackage(REGISTRY)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(OFFLINE, ONLINE, CLI, WIRE));
    }

    @Test
    void theOfflineStoreKnowsOnlyTheRegistry() {
        check(noClasses()
                .that()
                .resideInAPackage(OFFLINE)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(ONLINE, CLI, WIRE));
    }

    @Test
    void theOnlineStoreKnowsOnlyTheRegistryAndTheWire() {
        check(noClasses()
                .that()
                .resideInAPackage(ONLINE)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(OFFLINE, CLI));
    }

    @Test
    void theOnlineStoreReadsNoColumnarFilesItself() {
        check(noClasses()
                .that()
                .resideInAPackage(ONLINE)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(COLUMNAR_FILES));
    }

    @Test
    void theWireKnowsNothingOfTheRest() {
        check(noClasses()
                .that()
                .resideInAPackage(WIRE)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(REGISTRY, OFFLINE, ONLINE, CLI));
    }

    @Test
    void computeKnowsNothingOfDefinitionsOrTheCatalog() {
        check(noClasses()
                .that()
                .resideInAPackage(COMPUTE)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("dev.asof.registry.definition..", "dev.asof.registry.catalog.."));
    }

    @Test
    void computeKnowsNothingOfFormatsGitOrStorage() {
        check(noClasses()
                .that()
                .resideInAPackage(COMPUTE)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(YAML_AND_JSON)
                .orShould()
                .dependOnClassesThat()
                .resideInAnyPackage(COLUMNAR_FILES)
                .orShould()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        GIT, ROCKSDB, "java.nio.file..", "java.nio.channels..", "java.net..", "java.sql.."));
    }

    @Test
    void packagesAreFreeOfCycles() {
        check(slices().matching("dev.asof.(**)").should().beFreeOfCycles());
    }

    @Test
    void rocksDbStaysInsideTheDatabaseOfTheState() {
        check(noClasses()
                .that()
                .resideOutsideOfPackage("dev.asof.online.state.database..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage(ROCKSDB));
    }

    @Test
    void generatedMessagesStayAtTheEdges() {
        check(noClasses()
                .that()
                .resideOutsideOfPackages(
                        WIRE,
                        "dev.asof.online.grpc..",
                        "dev.asof.online.wire..",
                        "dev.asof.online.access..",
                        "dev.asof.client..",
                        "dev.asof.online.metrics..",
                        "dev.asof.cli.client..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage(WIRE));
    }

    @Test
    void nothingThatDecidesAValueReadsTheWallClock() {
        check(noClasses().that().resideInAnyPackage(REGISTRY, OFFLINE).should().accessTargetWhere(readsTheWallClock()));
    }

    @Test
    void everyPackageIsNullMarked() {
        check(classes()
                .that()
                .resideInAPackage("dev.asof..")
                .and()
                .resideOutsideOfPackages(WIRE, "dev.asof.client..")
                .and(are(DescribedPredicate.not(assignableTo(resideInAPackage("org.antlr..")))))
                .should(beInANullMarkedPackage()));
    }

    private static void check(ArchRule rule) {
        rule.allowEmptyShould(true).check(ASOF);
    }

    private static DescribedPredicate<JavaAccess<?>> readsTheWallClock() {
        return DescribedPredicate.describe("the wall clock is read", access -> {
            JavaClass owner = access.getTargetOwner();
            String name = access.getTarget().getName();
            return (owner.isEquivalentTo(System.class) && (name.equals("currentTimeMillis") || name.equals("nanoTime")))
                    || (owner.isEquivalentTo(Clock.class) && (name.startsWith("system") || name.startsWith("tick")))
                    || (owner.isAssignableTo(TemporalAccessor.class) && name.equals("now"))
                    || (owner.isEquivalentTo(Date.class) && name.equals("<init>"));
        });
    }

    private static ArchCondition<JavaClass> beInANullMarkedPackage() {
        return new ArchCondition<>("be in a package whose package-info says @NullMarked") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                boolean marked = type.getPackage()
                        .tryGetPackageInfo()
                        .map(info -> info.isAnnotatedWith(NullMarked.class))
                        .orElse(false);
                if (!marked) {
                    events.add(SimpleConditionEvent.violated(
                            type, "%s has no package-info.java with @NullMarked".formatted(type.getPackageName())));
                }
            }
        };
    }
}
