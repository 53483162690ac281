package dmsb.experiments.project;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import de.siegmar.fastcsv.reader.CsvReader;
import java.lang.reflect.Modifier;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** The picture of the architecture, enforced: arrows point down only, and nothing in the library depends on its surroundings. */
class ArchitectureTest {
    /** Their results differ between platforms, JDKs, or compiled and interpreted code; StrictMath's do not. */
    private static final Set<String> INEXACT_MATH = Set.of(
            "exp", "expm1", "log", "log10", "log1p", "pow", "sin", "cos", "tan", "asin", "acos", "atan", "atan2",
            "sinh", "cosh", "tanh", "cbrt", "hypot");

    private static final Set<String> BY_NAME = Set.of(
            "java.lang.Class.forName",
            "java.util.ServiceLoader.load",
            "com.fasterxml.jackson.databind.ObjectMapper.activateDefaultTyping",
            "com.fasterxml.jackson.databind.ObjectMapper.findAndRegisterModules");

    /** Looks up the classes that the user names beside a class path, on the command line or in a study. */
    private static final String OWN_CLASSES = "dmsb.experiments.extension.OwnClasses";

    private static final Set<String> LOCAL_ADDRESSES =
            Set.of("java.net.URI", "java.net.URISyntaxException", "java.net.URL");

    private static final Set<String> NETWORK_CHANNELS = Set.of(
            "java.nio.channels.SocketChannel",
            "java.nio.channels.ServerSocketChannel",
            "java.nio.channels.DatagramChannel",
            "java.nio.channels.AsynchronousSocketChannel",
            "java.nio.channels.AsynchronousServerSocketChannel");

    private static final JavaClasses LIBRARY = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("dmsb");

    @Test
    void allModulesAreSeen() {
        for (String module : Set.of("core", "nn", "auction", "proofs", "experiments")) {
            assertTrue(LIBRARY.stream().anyMatch(type -> type.getPackageName().startsWith("dmsb." + module)), module);
        }
    }

    @Test
    void coreDependsOnCommonsRngAlone() {
        classes()
                .that()
                .resideInAPackage("dmsb.core..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("dmsb.core..", "java..", "org.apache.commons.rng..", "org.jspecify..")
                .check(LIBRARY);
    }

    @Test
    void nnDependsOnCoreAndEjmlAlone() {
        classes()
                .that()
                .resideInAPackage("dmsb.nn..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "dmsb.nn..",
                        "dmsb.core..",
                        "java..",
                        "org.ejml..",
                        "org.jspecify..",
                        "com.sun.management..", // the module jdk.management
                        "jdk.incubator.vector..")
                .check(LIBRARY);
    }

    /** Traces of towns are read by the JDK's own module java.xml, and nothing else is. */
    @Test
    void auctionDependsOnCoreAlone() {
        classes()
                .that()
                .resideInAPackage("dmsb.auction..")
                .and()
                .resideOutsideOfPackage("dmsb.auction.market.town")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("dmsb.auction..", "dmsb.core..", "java..", "org.jspecify..")
                .check(LIBRARY);
        classes()
                .that()
                .resideInAPackage("dmsb.auction.market.town")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("dmsb.auction..", "dmsb.core..", "java..", "javax.xml.stream..", "org.jspecify..")
                .check(LIBRARY);
    }

    @Test
    void theLawsDependOnAuctionAlone() {
        classes()
                .that()
                .resideInAPackage("dmsb.proofs..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("dmsb.proofs..", "dmsb.auction..", "dmsb.core..", "java..", "org.jspecify..")
                .check(LIBRARY);
    }

    /** One word for a concept: whoever reads a name knows which class it is. Private members are seen by their owner alone. */
    @Test
    void noSimpleNameIsGivenTwice() {
        Map<String, Set<String>> byName = new TreeMap<>();
        for (JavaClass type : LIBRARY) {
            String name = type.getSimpleName();
            if (!name.isEmpty()
                    && !name.equals("package-info")
                    && !type.getModifiers().contains(JavaModifier.SYNTHETIC)
                    && !isPrivateMember(type)) {
                byName.computeIfAbsent(name, n -> new TreeSet<>()).add(type.getName());
            }
        }
        byName.values().removeIf(types -> types.size() == 1);
        assertEquals(Map.of(), byName);
    }

    private static boolean isPrivateMember(JavaClass type) {
        return type.getEnclosingClass().isPresent()
                && (type.isLocalClass() || Modifier.isPrivate(type.reflect().getModifiers()));
    }

    @Test
    void noPackageIsPartOfACycle() {
        slices().matching("dmsb.(**)").should().beFreeOfCycles().check(LIBRARY);
    }

    @Test
    void thereIsNoStaticMutableState() {
        fields().that().areStatic().should().beFinal().check(LIBRARY);
    }

    @Test
    void randomnessComesFromNamedStreamsOnly() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .haveFullyQualifiedName("java.util.Random")
                .orShould()
                .dependOnClassesThat()
                .haveFullyQualifiedName("java.util.concurrent.ThreadLocalRandom")
                .orShould()
                .dependOnClassesThat()
                .haveFullyQualifiedName("java.security.SecureRandom")
                .orShould()
                .callMethod(Math.class, "random")
                .check(LIBRARY);
    }

    @Test
    void resultsDependOnNoClock() {
        noClasses()
                .that()
                .resideInAnyPackage("dmsb.core..", "dmsb.nn..", "dmsb.auction..")
                .should()
                .callMethod(System.class, "nanoTime")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .dependOnClassesThat()
                .resideInAPackage("java.time..")
                .check(LIBRARY);
    }

    @Test
    void transcendentalsAreThoseOfStrictMath() {
        noClasses()
                .should()
                .callMethodWhere(DescribedPredicate.describe(
                        "a transcendental function of java.lang.Math",
                        (JavaCall<?> call) -> call.getTargetOwner().isEquivalentTo(Math.class)
                                && INEXACT_MATH.contains(call.getTarget().getName())))
                .check(LIBRARY);
    }

    /** What a file says is data: nothing makes objects, classes or code of it. */
    @Test
    void noFileNamesAClass() {
        noClasses()
                .that()
                .doNotHaveFullyQualifiedName(OWN_CLASSES)
                .should()
                .dependOnClassesThat()
                .haveFullyQualifiedName("java.io.ObjectInputStream")
                .orShould()
                .dependOnClassesThat()
                .haveFullyQualifiedName("java.io.ObjectOutputStream")
                .orShould()
                .dependOnClassesThat()
                .areAssignableTo(ClassLoader.class)
                .orShould()
                .dependOnClassesThat()
                .resideInAnyPackage("javax.script..", "java.beans..", "java.rmi..", "javax.naming..")
                .orShould()
                .dependOnClassesThat()
                .haveFullyQualifiedName("com.fasterxml.jackson.annotation.JsonTypeInfo")
                .orShould()
                .callMethodWhere(DescribedPredicate.describe(
                        "a class or method found by a name",
                        (JavaCall<?> call) -> BY_NAME.contains(call.getTargetOwner()
                                        .getName() + "." + call.getTarget().getName())))
                .check(LIBRARY);
    }

    /** Of java.net only the address of the jar that is running, which the measurements ask for the version of the code. */
    @Test
    void nothingTalksToANetwork() {
        noClasses()
                .that()
                .doNotHaveFullyQualifiedName(OWN_CLASSES)
                .should()
                .dependOnClassesThat(DescribedPredicate.describe(
                        "of a network",
                        (JavaClass type) -> (type.getPackageName().startsWith("java.net")
                                        && !LOCAL_ADDRESSES.contains(type.getName()))
                                || type.getPackageName().startsWith("javax.net")
                                || type.getPackageName().startsWith("com.sun.net")
                                || NETWORK_CHANNELS.contains(type.getName())))
                .orShould()
                .callMethodWhere(DescribedPredicate.describe(
                        "a method that fetches",
                        (JavaCall<?> call) -> call.getTargetOwner().getName().equals("java.net.URL")
                                && call.getTarget().getName().startsWith("open")))
                .check(LIBRARY);
    }

    /** Its defaults take a quote that is left open for a field, and so swallow rows. */
    @Test
    void readersOfCsvAreMadeInOnePlace() {
        noClasses()
                .that()
                .doNotHaveFullyQualifiedName("dmsb.experiments.csv.StrictCsv")
                .should()
                .callMethod(CsvReader.class, "builder")
                .check(LIBRARY);
    }

    @Test
    void theLibraryPrintsNothing() {
        noClasses()
                .that()
                .resideInAnyPackage("dmsb.core..", "dmsb.nn..", "dmsb.auction..")
                .should()
                .accessField(System.class, "out")
                .orShould()
                .accessField(System.class, "err")
                .check(LIBRARY);
    }
}
