package dmsb.experiments.extension;

import dmsb.core.tensorfile.Sha256;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * The hash of a class path: of the names and the bytes of all files in its folders and jars, in the order of their names. The
 * dates in a jar do not count, so that a jar that is built again from the same sources has the same hash.
 */
final class ClassPathHash {
    private static final int LENGTH = 16;

    private final MessageDigest digest = Sha256.digest();

    private ClassPathHash() {}

    /** The hash, in hexadecimal digits. */
    static String of(List<Path> entries) throws IOException {
        ClassPathHash hash = new ClassPathHash();
        for (Path entry : entries) {
            if (Files.isDirectory(entry)) {
                hash.addFolder(entry);
            } else {
                hash.addJar(entry);
            }
        }
        return Sha256.hex(hash.digest).substring(0, LENGTH);
    }

    private void addFolder(Path folder) throws IOException {
        List<Path> files;
        try (Stream<Path> found = Files.walk(folder)) {
            files = found.filter(Files::isRegularFile).sorted().toList();
        }
        for (Path file : files) {
            add(folder.relativize(file).toString().replace(File.separatorChar, '/'), Files.readAllBytes(file));
        }
    }

    private void addJar(Path jar) throws IOException {
        try (ZipFile zip = new ZipFile(jar.toFile())) {
            List<ZipEntry> files = new ArrayList<>(
                    zip.stream().filter(entry -> !entry.isDirectory()).toList());
            files.sort(Comparator.comparing(ZipEntry::getName));
            for (ZipEntry file : files) {
                try (InputStream content = zip.getInputStream(file)) {
                    add(file.getName(), content.readAllBytes());
                }
            }
        }
    }

    private void add(String name, byte[] content) {
        digest.update((name + "\n" + content.length + "\n").getBytes(StandardCharsets.UTF_8));
        digest.update(content);
    }
}
