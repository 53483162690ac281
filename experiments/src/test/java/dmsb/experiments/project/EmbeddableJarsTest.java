package dmsb.experiments.project;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;

/** The jars that an embedding program downloads: what is in them, and how large they are together. */
class EmbeddableJarsTest {
    private static final List<String> NATIVE =
            List.of(".so", ".dll", ".dylib", ".jnilib", ".a", ".o", ".exe", ".node", ".wasm");
    private static final long LIMIT = 2_500_000;

    /** EJML, the four jars of Commons RNG, and three of our own, which are folders of classes before they are packed. */
    static Map<String, Path> download() {
        Map<String, Path> jars = new TreeMap<>();
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
            Path path = Path.of(entry);
            String name = path.getFileName().toString();
            if (name.matches("(ejml-core|commons-rng-[a-z-]+|dmsb-(core|nn|auction))-[0-9.]+\\.jar")) {
                jars.put(name, path);
            } else if (path.endsWith("target/classes")) {
                String module = path.getParent().getParent().getFileName().toString();
                if (module.matches("core|nn|auction")) {
                    jars.put("dmsb-" + module, path);
                }
            }
        }
        assertEquals(8, jars.size(), jars.keySet().toString());
        return jars;
    }

    @Test
    void nothingNativeIsInTheDownloadAndItIsSmall() throws IOException {
        long total = 0;
        for (Path jar : download().values()) {
            total += size(jar);
            for (String name : content(jar)) {
                assertTrue(NATIVE.stream().noneMatch(name.toLowerCase(Locale.ROOT)::endsWith), jar + ": " + name);
            }
        }
        assertTrue(total > 500_000 && total < LIMIT, "bytes: " + total);
    }

    /** Of a folder the bytes before they are packed, which are more. */
    private static long size(Path jar) throws IOException {
        if (Files.isRegularFile(jar)) {
            return Files.size(jar);
        }
        long size = 0;
        for (String file : content(jar)) {
            size += Files.size(jar.resolve(file));
        }
        return size;
    }

    private static List<String> content(Path jar) throws IOException {
        List<String> names = new ArrayList<>();
        if (Files.isRegularFile(jar)) {
            try (ZipFile zip = new ZipFile(jar.toFile())) {
                for (ZipEntry entry : Collections.list(zip.entries())) {
                    names.add(entry.getName());
                }
            }
        } else {
            try (Stream<Path> files = Files.walk(jar)) {
                files.filter(Files::isRegularFile)
                        .forEach(file -> names.add(jar.relativize(file).toString()));
            }
        }
        assertTrue(names.size() > 5, jar + ": " + names);
        return names;
    }
}
