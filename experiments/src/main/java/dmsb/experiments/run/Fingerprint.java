package dmsb.experiments.run;

import dmsb.auction.mechanism.ModifiedSecondBid;
import dmsb.core.random.SeedTree;
import dmsb.core.tensorfile.Sha256;
import dmsb.nn.kernel.Kernels;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.Enumeration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * A hash of the classes that compute: all of core, nn and auction, and those that run trainings and evaluations. It changes
 * with their code, whatever the version says, and is the same on every JDK that runs the same jars. Another compiler, or a
 * line more in a source, makes other class files and so another fingerprint.
 *
 * <p>Classes that use a library which Spark's jar renames are left out, because they differ there.
 */
final class Fingerprint {
    private static final List<String> PACKAGES = List.of(
            "dmsb/core/",
            "dmsb/nn/",
            "dmsb/auction/",
            "dmsb/experiments/run/",
            "dmsb/experiments/dense/",
            "dmsb/experiments/log/");
    private static final List<String> RENAMED = List.of("/jackson/", "/snakeyaml/", "/protobuf/", "/math3/");
    private static final List<Class<?>> ANCHORS =
            List.of(SeedTree.class, Kernels.class, ModifiedSecondBid.class, Fingerprint.class);
    private static final int DIGITS = 12;

    private Fingerprint() {}

    /** The fingerprint of what runs here. */
    static String here() {
        Set<Path> places = new LinkedHashSet<>();
        for (Class<?> anchor : ANCHORS) {
            places.add(place(anchor));
        }
        try {
            return of(places);
        } catch (IOException e) {
            throw new UncheckedIOException("the classes of this program could not be read again", e);
        }
    }

    /** The fingerprint of jars or folders of classes. */
    static String of(Set<Path> places) throws IOException {
        Map<String, byte[]> classes = new TreeMap<>();
        for (Path place : places) {
            if (Files.isDirectory(place)) {
                readFolder(place, classes);
            } else {
                readJar(place, classes);
            }
        }
        StringBuilder lines = new StringBuilder();
        classes.forEach((name, content) -> {
            String text = new String(content, StandardCharsets.ISO_8859_1);
            if (RENAMED.stream().noneMatch(text::contains)) {
                lines.append(name).append(' ').append(Sha256.hex(content)).append('\n');
            }
        });
        return Sha256.hex(lines.toString().getBytes(StandardCharsets.UTF_8)).substring(0, DIGITS);
    }

    private static Path place(Class<?> anchor) {
        CodeSource source = anchor.getProtectionDomain().getCodeSource();
        if (source == null) {
            throw new IllegalStateException("the class loader does not tell where " + anchor.getName() + " is from");
        }
        try {
            return Path.of(source.getLocation().toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException("not the place of a jar: " + source.getLocation(), e);
        }
    }

    private static boolean computes(String name) {
        return name.endsWith(".class") && PACKAGES.stream().anyMatch(name::startsWith);
    }

    private static void readFolder(Path folder, Map<String, byte[]> classes) throws IOException {
        List<Path> files;
        try (Stream<Path> walk = Files.walk(folder)) {
            files = walk.filter(Files::isRegularFile).toList();
        }
        for (Path file : files) {
            String name = folder.relativize(file).toString().replace('\\', '/');
            if (computes(name)) {
                classes.put(name, Files.readAllBytes(file));
            }
        }
    }

    private static void readJar(Path jar, Map<String, byte[]> classes) throws IOException {
        try (ZipFile zip = new ZipFile(jar.toFile())) {
            for (Enumeration<? extends ZipEntry> entries = zip.entries(); entries.hasMoreElements(); ) {
                ZipEntry entry = entries.nextElement();
                if (computes(entry.getName())) {
                    classes.put(entry.getName(), zip.getInputStream(entry).readAllBytes());
                }
            }
        }
    }
}
