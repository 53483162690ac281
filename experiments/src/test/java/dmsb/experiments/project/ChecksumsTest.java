package dmsb.experiments.project;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * The libraries that this build runs with, bit by bit those that the project was made with. {@code bin/check-checksums} does
 * the same for Maven's plugins, which no test sees.
 */
class ChecksumsTest {
    private static final Path LIST = Path.of("../.mvn/checksums.sha256");

    /** Sums by the path in a Maven repository. */
    private static Map<String, String> list() throws IOException {
        Map<String, String> sums = new TreeMap<>();
        for (String line : Files.readAllLines(LIST)) {
            assertTrue(line.matches("[0-9a-f]{64}  [\\w./+-]+\\.jar"), line);
            sums.put(line.substring(66), line.substring(0, 64));
        }
        return sums;
    }

    @Test
    void everyLibraryIsListedAndHasItsSum() throws IOException, GeneralSecurityException {
        Map<String, String> list = list();
        int checked = 0;
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
            Path jar = Path.of(entry);
            String name = jar.getFileName().toString();
            if (!name.endsWith(".jar")
                    || name.startsWith("dmsb-")
                    || jar.getParent().endsWith("surefire")) {
                continue;
            }
            String version = jar.getParent().getFileName().toString();
            String artifact = jar.getParent().getParent().getFileName().toString();
            String suffix = "/" + artifact + "/" + version + "/" + name;
            String path = list.keySet().stream()
                    .filter(known -> known.endsWith(suffix))
                    .findFirst()
                    .orElse("unlisted");
            assertEquals(list.get(path), sha256(jar), jar + " as " + path + " in " + LIST);
            checked++;
        }
        assertTrue(checked > 20, "jars: " + checked);
    }

    private static String sha256(Path file) throws IOException, GeneralSecurityException {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
    }
}
