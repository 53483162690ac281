package dmsb.experiments.project;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The Java files that the project consists of, without tests and module descriptors. */
final class Sources {
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final List<String> MODULES = List.of("core", "nn", "auction", "experiments", "proofs-tests");

    private Sources() {}

    /** The main sources of the five modules; package-info.java and module-info.java are left out. */
    static List<Path> main() throws IOException {
        List<Path> sources = new ArrayList<>();
        for (String module : MODULES) {
            try (Stream<Path> files = Files.walk(ROOT.resolve(module).resolve("src/main/java"))) {
                files.filter(file -> file.toString().endsWith(".java")
                                && !file.endsWith("package-info.java")
                                && !file.endsWith("module-info.java"))
                        .forEach(sources::add);
            }
        }
        assertTrue(sources.size() > 100, "sources: " + sources.size());
        return sources;
    }
}
