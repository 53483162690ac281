package dmsb.experiments.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dmsb.core.random.SeedTree;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The fingerprint of the classes that compute: of their bytes, and of nothing else. */
class FingerprintTest {
    private static final String CLASS = "dmsb/core/random/SeedTree.class";

    @TempDir
    private Path folder;

    private Path classes;

    @BeforeEach
    void copyClasses() throws Exception {
        Path built = Path.of(SeedTree.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        classes = folder.resolve("classes");
        if (Files.isDirectory(built)) {
            copy(built);
        } else { // the jar, where Maven has packed the module already
            try (FileSystem jar = FileSystems.newFileSystem(built)) {
                copy(jar.getPath("/"));
            }
        }
    }

    private void copy(Path built) throws IOException {
        for (Path file : files(built)) {
            Path copy = classes.resolve(built.relativize(file).toString());
            Files.createDirectories(copy.getParent());
            Files.copy(file, copy);
        }
    }

    private static List<Path> files(Path place) throws IOException {
        try (Stream<Path> files = Files.walk(place)) {
            return files.filter(Files::isRegularFile).sorted().toList();
        }
    }

    @Test
    void itIsThatOfThisProgramEveryTime() {
        assertTrue(Version.build().matches(".+\\+[0-9a-f]{12}"), Version.build());
        assertEquals(Version.build(), Version.code() + "+" + Fingerprint.here());
    }

    @Test
    void aJarHasThatOfTheFolderItWasMadeOfWhateverTheOrderAndTheTimes() throws IOException {
        Path jar = folder.resolve("classes.jar");
        List<Path> files = files(classes);
        try (OutputStream out = Files.newOutputStream(jar);
                ZipOutputStream zip = new ZipOutputStream(out)) {
            for (int i = files.size() - 1; i >= 0; i--) {
                ZipEntry entry =
                        new ZipEntry(classes.relativize(files.get(i)).toString().replace('\\', '/'));
                entry.setTime(1_000_000_000_000L + i * 100_000L);
                zip.putNextEntry(entry);
                zip.write(Files.readAllBytes(files.get(i)));
                zip.closeEntry();
            }
        }
        String expected = Fingerprint.of(Set.of(classes));
        assertEquals(expected, Fingerprint.of(Set.of(jar)));
        Files.setLastModifiedTime(classes.resolve(CLASS), FileTime.fromMillis(0));
        assertEquals(expected, Fingerprint.of(Set.of(classes)));
    }

    @Test
    void oneByteOfOneClassChangesItAndAClassThatDoesNotComputeDoesNot() throws IOException {
        String before = Fingerprint.of(Set.of(classes));
        Path other = classes.resolve("dmsb/experiments/figure/Canvas.class");
        Files.createDirectories(other.getParent());
        Files.writeString(other, "drawn");
        assertEquals(before, Fingerprint.of(Set.of(classes)));
        byte[] content = Files.readAllBytes(classes.resolve(CLASS));
        content[content.length - 1] ^= 1;
        Files.write(classes.resolve(CLASS), content);
        assertNotEquals(before, Fingerprint.of(Set.of(classes)));
    }

    /** Spark's jar has other bytes of a class that uses a library which is renamed there. */
    @Test
    void classesThatUseARenamedLibraryDoNotCount() throws IOException {
        String before = Fingerprint.of(Set.of(classes));
        Path json = classes.resolve("dmsb/experiments/run/Json.class");
        Files.createDirectories(json.getParent());
        for (String name : List.of("com/fasterxml/jackson/databind", "dmsb/shaded/jackson/databind")) {
            Files.writeString(json, name);
            assertEquals(before, Fingerprint.of(Set.of(classes)));
        }
    }
}
