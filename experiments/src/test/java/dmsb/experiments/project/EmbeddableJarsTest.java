package dmsb.experiments.project;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;

/** The jars that an embedding program downloads: what is in them, and how large they are together. */
class EmbeddableJarsTest {
    private static final List<String> NATIVE = List.of(".so", ".dll", ".dylib", ".jnilib", ".a", ".o", ".exe");
    private static final long LIMIT = 2_500_000;

    @Test
    void nothingNativeIsInTheJarsAndTheyAreSmall() throws IOException {
        Map<String, Path> jars = new TreeMap<>();
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
            String name = Path.of(entry).getFileName().toString();
            if (name.matches("(ejml-core|commons-rng-[a-z-]+)-[0-9.]+\\.jar")) {
                jars.put(name, Path.of(entry));
            }
        }
        assertEquals(5, jars.size(), "EJML and the four jars of Commons RNG: " + jars.keySet());
        long total = 0;
        for (Path jar : jars.values()) {
            total += jar.toFile().length();
            try (ZipFile zip = new ZipFile(jar.toFile())) {
                for (ZipEntry file : Collections.list(zip.entries())) {
                    String name = file.getName().toLowerCase(Locale.ROOT);
                    assertTrue(NATIVE.stream().noneMatch(name::endsWith), jar + ": " + name);
                }
            }
        }
        assertTrue(total < LIMIT, "bytes: " + total);
    }
}
