package dmsb.experiments.project;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleFinder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What docs say of the module path: applications with a descriptor of their own, compiled, run, and made into images. */
class ModulePathTest {
    /** Where a second JDK is; the tests on it are skipped without. */
    private static final String OTHER_JDK = "DMSB_OTHER_JDK";

    private static final Path EXAMPLES =
            Path.of("../examples/module").toAbsolutePath().normalize();
    private static final List<String> OWN = List.of("core", "nn", "auction");
    private static final String INCUBATOR = "jdk.incubator.vector";
    private static final List<String> VECTORS = List.of("--add-modules", INCUBATOR);

    /** What the logger of the library tells, in the format that {@link #java} sets. */
    private static final String NO_VECTORS =
            "vector kernels are not used: the JVM was started without --add-modules jdk.incubator.vector";

    @TempDir
    private Path folder;

    /** The JDK that runs the tests, and another one. */
    enum Jdk {
        THIS,
        OTHER;

        Path home() {
            if (this == THIS) {
                return Path.of(System.getProperty("java.home"));
            }
            String home = System.getenv(OTHER_JDK);
            assumeTrue(home != null && !home.isBlank(), "no other JDK: set " + OTHER_JDK + " to its home");
            return Path.of(home);
        }
    }

    @ParameterizedTest
    @EnumSource
    void anAuctionModuleCompilesAndRuns(Jdk jdk) throws Exception {
        assertAuctions(run(compile("auctions", jdk), jdk, List.of(), "auctions/example.auctions.Auctions"));
    }

    @ParameterizedTest
    @EnumSource
    void aLearnerModuleCompilesAndRunsWithTheSameActionOnBothKernels(Jdk jdk) throws Exception {
        Path classes = compile("learner", jdk);
        List<String> told = run(classes, jdk, List.of(), "learner/example.learner.Learner");
        List<String> plain =
                told.stream().filter(line -> !line.equals(NO_VECTORS)).toList();
        assertEquals(told.size() - 1, plain.size(), "it tells once: " + told);
        List<String> vector = run(classes, jdk, VECTORS, "learner/example.learner.Learner");
        assertEquals("plain kernels", plain.get(2));
        assertEquals("vector kernels", vector.get(2));
        assertEquals(plain.subList(0, 2), vector.subList(0, 2));
        assertEquals(Files.readAllLines(EXAMPLES.resolve("expected.txt")).subList(4, 6), plain.subList(0, 2));
    }

    @ParameterizedTest
    @EnumSource
    void auctionsWithoutNetworksAreLinkedIntoAnImage(Jdk jdk) throws Exception {
        Path classes = compile("auctions", jdk);
        Path image = link(
                jdk,
                List.of("--module-path", classes + File.pathSeparator + jars(), "--add-modules", "example.auctions"));
        assertAuctions(execute(
                List.of(image.resolve("bin/java").toString(), "-m", "example.auctions/example.auctions.Auctions")));
    }

    @Test
    void networksAreNotLinkedIntoAnImageBecauseEjmlHasNoDescriptor() throws Exception {
        Path classes = compile("learner", Jdk.THIS);
        Process jlink = process(jlink(
                Jdk.THIS,
                List.of("--module-path", classes + File.pathSeparator + jars(), "--add-modules", "example.learner")));
        String printed = new String(jlink.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertTrue(jlink.waitFor() != 0);
        assertTrue(printed.contains("automatic module cannot be used with jlink: ejml.core"), printed);
    }

    @ParameterizedTest
    @EnumSource
    void networksRunOnTheModulePathOfAnImageOfTheJdkAlone(Jdk jdk) throws Exception {
        Path classes = compile("learner", jdk);
        Path image = link(jdk, List.of("--add-modules", "jdk.management," + INCUBATOR));
        List<String> printed = execute(java(image, classes, VECTORS, "learner/example.learner.Learner"));
        assertEquals("vector kernels", printed.get(2));
    }

    @Test
    void modulesExportEveryPackageThatHasAPublicClassAndNoOther() throws IOException {
        for (String module : OWN) {
            Path classes = Path.of("..", module, "target", "classes");
            ModuleDescriptor descriptor = ModuleFinder.of(classes)
                    .find("dmsb." + module)
                    .orElseThrow()
                    .descriptor();
            assertFalse(descriptor.isAutomatic());
            Set<String> exported = descriptor.exports().stream()
                    .peek(exports -> assertFalse(exports.isQualified(), exports.toString()))
                    .map(ModuleDescriptor.Exports::source)
                    .collect(Collectors.toCollection(TreeSet::new));
            assertEquals(packagesWithPublicClasses(Path.of("..", module, "src", "main", "java")), exported, module);
        }
    }

    private static Set<String> packagesWithPublicClasses(Path sources) throws IOException {
        try (Stream<Path> files = Files.walk(sources)) {
            Set<String> packages = new TreeSet<>();
            for (Path file :
                    files.filter(file -> file.toString().endsWith(".java")).toList()) {
                if (Files.readString(file).contains("\npublic ")) {
                    packages.add(sources.relativize(file.getParent()).toString().replace(File.separatorChar, '.'));
                }
            }
            return packages;
        }
    }

    private static void assertAuctions(List<String> printed) throws IOException {
        assertEquals(Files.readAllLines(EXAMPLES.resolve("expected.txt")).subList(0, 4), printed);
    }

    /** Compiles one of the examples with the JDK's own compiler. */
    private Path compile(String module, Jdk jdk) throws Exception {
        Path classes = folder.resolve("example." + module);
        List<String> command = new ArrayList<>(List.of(
                jdk.home().resolve("bin/javac").toString(),
                "--release",
                "17",
                "--module-path",
                jars(),
                "-d",
                classes.toString()));
        try (Stream<Path> files = Files.walk(EXAMPLES.resolve(module))) {
            files.filter(file -> file.toString().endsWith(".java"))
                    .map(Path::toString)
                    .forEach(command::add);
        }
        assertEquals(List.of(), execute(command));
        return classes;
    }

    private static List<String> run(Path classes, Jdk jdk, List<String> flags, String main) throws Exception {
        return execute(java(jdk.home(), classes, flags, main));
    }

    private static List<String> java(Path home, Path classes, List<String> flags, String main) {
        List<String> command = new ArrayList<>();
        command.add(home.resolve("bin/java").toString());
        command.addAll(flags);
        command.add("-Djdk.system.logger.format=%5$s%n"); // of a run-time image without the module java.logging
        command.add("-Djava.util.logging.SimpleFormatter.format=%5$s%n");
        command.addAll(List.of("--module-path", classes + File.pathSeparator + jars(), "-m", "example." + main));
        return command;
    }

    private Path link(Jdk jdk, List<String> options) throws Exception {
        assertEquals(List.of(), execute(jlink(jdk, options)));
        return folder.resolve("image");
    }

    private List<String> jlink(Jdk jdk, List<String> options) {
        Path jlink = jdk.home().resolve("bin/jlink");
        assumeTrue(Files.exists(jlink), "no jlink in " + jdk.home());
        List<String> command = new ArrayList<>(
                List.of(jlink.toString(), "--output", folder.resolve("image").toString()));
        command.addAll(options);
        return command;
    }

    private static String jars() {
        return EmbeddableJarsTest.download().values().stream()
                .map(path -> path.toAbsolutePath().toString())
                .collect(Collectors.joining(File.pathSeparator));
    }

    /** What a command prints, without the JVM's word on incubator modules and on its environment. */
    private static List<String> execute(List<String> command) throws Exception {
        Process process = process(command);
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor(), command + "\n" + printed);
        return printed.lines()
                .filter(line -> !line.startsWith("WARNING: Using incubator modules"))
                .toList();
    }

    private static Process process(List<String> command) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().keySet().removeAll(List.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "CLASSPATH"));
        return builder.start();
    }
}
