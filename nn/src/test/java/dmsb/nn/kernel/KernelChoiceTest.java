package dmsb.nn.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dmsb.nn.OwnJvm;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which kernels a JVM chooses, and what it tells of that. */
class KernelChoiceTest {
    private static final String FORMAT = "-Djava.util.logging.SimpleFormatter.format=%4$s %5$s%n";

    @ParameterizedTest
    @CsvSource({
        "true, '', true, true, VECTOR",
        "true, fast, true, true, VECTOR",
        "true, plain, true, true, SWITCHED_OFF",
        "true, plain, true, false, SWITCHED_OFF",
        "false, '', true, true, NO_FUSED_MULTIPLY_ADD",
        "false, plain, true, true, NO_FUSED_MULTIPLY_ADD",
        "true, '', true, false, MODULE_NOT_ADDED",
        "true, '', false, false, NO_MODULE"
    })
    void theReasonIsWhatStandsInTheWayOfTheVectorKernels(
            boolean instruction, String property, boolean inRuntime, boolean inBootLayer, KernelReason reason) {
        assertEquals(reason, KernelReason.of(instruction, property, inRuntime, inBootLayer));
    }

    @Test
    void aJvmTellsOnceWhyItsKernelsAreNotTheVectorOnes() throws Exception {
        assertEquals("", told("--add-modules", "jdk.incubator.vector"));
        assertEquals("", told("-Ddmsb.kernels=plain"));
        assertEquals(
                "INFO vector kernels are not used: the JVM was started without --add-modules jdk.incubator.vector",
                told());
        assertEquals(
                "WARNING vector kernels are not used: fused multiply-add is emulated, because the system property dmsb.fma"
                        + " asks for it: the same results, but networks take some ten times as long",
                told("-Ddmsb.fma=emulated", "--add-modules", "jdk.incubator.vector"));
    }

    private static String told(String... options) throws Exception {
        List<String> all = new ArrayList<>(List.of(options));
        all.add(FORMAT);
        return OwnJvm.run(Told.class, all.toArray(new String[0]));
    }

    /** Prints what is logged while kernels are made twice. */
    static final class Told {
        private Told() {}

        public static void main(String[] arguments) {
            System.setErr(System.out);
            Kernels.create().close();
            Kernels.create(2).close();
        }
    }

    @Test
    void aJarWithoutTheVectorKernelsIsRefused(@TempDir Path folder) throws Exception {
        Path classes = Path.of(KernelChoice.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        copyWithoutVectorKernels(classes, folder);
        String path = Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(entry -> Path.of(entry).toAbsolutePath().equals(classes) ? folder.toString() : entry)
                .collect(Collectors.joining(File.pathSeparator));
        assertEquals(
                "dmsb-nn: expected the class dmsb.nn.kernel.VectorKernels beside KernelChoice, got a jar without it;"
                        + " -Ddmsb.kernels=plain does without",
                OwnJvm.runOn(path, Refused.class, "--add-modules", "jdk.incubator.vector"));
        assertEquals(
                "plain kernels",
                OwnJvm.runOn(path, Refused.class, "--add-modules", "jdk.incubator.vector", "-Ddmsb.kernels=plain"));
    }

    private static void copyWithoutVectorKernels(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                if (!file.endsWith("VectorKernels.class")) {
                    Path copy = to.resolve(from.relativize(file));
                    Files.createDirectories(copy.getParent());
                    Files.copy(file, copy);
                }
            }
        }
    }

    /** Prints which kernels there are, or why there are none. */
    static final class Refused {
        private Refused() {}

        public static void main(String[] arguments) {
            try {
                System.out.println(Kernels.create());
            } catch (LinkageError e) {
                System.out.println(e.getMessage());
            }
        }
    }
}
