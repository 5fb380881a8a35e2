package org.troop.cli;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Set;
import java.util.TreeSet;

/**
 * The rules of the house that no compiler checks. They stand with the commands because all modules are seen from here.
 */
@AnalyzeClasses(packages = "org.troop", importOptions = DoNotIncludeTests.class)
final class ArchitectureTest {

    private static final String TERM = "org.troop.term..";
    private static final String THEORY = "org.troop.theory..";
    private static final String SOLVER = "org.troop.solver..";
    /** Keeps sources in files; it stands beside the engine and finds the engine's classes. */
    private static final String CACHE = "org.troop.solver.cache";

    @ArchTest
    static final ArchRule termsKnowNothingAboveThem = onlyKnows(TERM);

    @ArchTest
    static final ArchRule theoriesKnowTermsOnly = onlyKnows(THEORY, TERM);

    @ArchTest
    static final ArchRule theSolverKnowsTheoriesAndTermsOnly = onlyKnows(SOLVER, THEORY, TERM);

    @ArchTest
    static final ArchRule workersKnowTheEngineAndTheWire =
            onlyKnows("org.troop.worker..", SOLVER, THEORY, TERM, "org.troop.proto", "org.troop.security");

    @ArchTest
    static final ArchRule coordinatorsKnowTheEngineAndTheWire = onlyKnows(
            "org.troop.coordinator..",
            SOLVER,
            THEORY,
            TERM,
            "org.troop.proto",
            "org.troop.security",
            "org.troop.worker.wire");

    @ArchTest
    static final ArchRule securityKnowsNobody = onlyKnows("org.troop.security..");

    @ArchTest
    static final ArchRule theEngineHasNoNetworkDatabaseOrActor = noClasses()
            .that()
            .resideInAnyPackage(TERM, THEORY, SOLVER)
            .and()
            .resideOutsideOfPackage(CACHE)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "java.net..",
                    "javax.net..",
                    "java.rmi..",
                    "java.sql..",
                    "javax.sql..",
                    "akka..",
                    "io.grpc..",
                    "com.google.protobuf..",
                    "picocli..");

    @ArchTest
    static final ArchRule theEngineDoesNotKnowItsCache = noClasses()
            .that()
            .resideInAnyPackage(TERM, THEORY, SOLVER)
            .and()
            .resideOutsideOfPackage(CACHE)
            .should()
            .dependOnClassesThat()
            .resideInAPackage(CACHE);

    @ArchTest
    static final ArchRule theEngineReadsNoClock = noClasses()
            .that()
            .resideInAnyPackage(TERM, THEORY, SOLVER)
            .and()
            .resideOutsideOfPackage(CACHE)
            .should()
            .callMethod(System.class, "nanoTime")
            .orShould()
            .callMethod(System.class, "currentTimeMillis")
            .orShould()
            .callMethodWhere(JavaMethodCall.Predicates.target(owner(resideInAPackage("java.time..")))
                    .and(JavaMethodCall.Predicates.target(nameMatching("now|system.*"))))
            .because(
                    "a search is given its budget by the caller; a clock of its own would make results depend on time");

    @ArchTest
    static final ArchRule theEngineDoesNotPrint =
            noClasses().that().resideInAnyPackage(TERM, THEORY, SOLVER).should(ACCESS_STANDARD_STREAMS);

    @ArchTest
    static void everyPackageSaysWhatLivesThere(JavaClasses classes) {
        Set<String> silent = new TreeSet<>();
        for (JavaClass javaClass : classes) {
            boolean generated = javaClass.getPackageName().equals("org.troop.proto");
            if (!generated && javaClass.getPackage().tryGetPackageInfo().isEmpty()) {
                silent.add(javaClass.getPackageName());
            }
        }
        assertEquals(Set.of(), silent, "packages without a package-info.java that is @NullMarked");
    }

    private static ArchRule onlyKnows(String module, String... below) {
        String[] known = new String[below.length + 1];
        known[0] = module;
        System.arraycopy(below, 0, known, 1, below.length);
        return noClasses()
                .that()
                .resideInAPackage(module)
                .should()
                .dependOnClassesThat(resideInAPackage("org.troop..").and(not(resideInAnyPackage(known))));
    }
}
