package dmsb.experiments.run;

import dmsb.core.tensorfile.AtomicFile;
import dmsb.core.tensorfile.Sha256;
import dmsb.experiments.config.ConfigSection;
import dmsb.experiments.config.InputFile;
import dmsb.experiments.config.UsageException;
import dmsb.nn.kernel.KernelChoice;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * {@code manifest.json}: what a run was, with what it was made, and the hash of everything it wrote.
 *
 * @param command what the run was, for example {@code train}
 * @param configuration its settings
 * @param codeVersion the version and the fingerprint of the code that made it
 * @param sha256 the hash of every output, by its file name, in the order of writing
 */
public record Manifest(String command, ConfigSection configuration, String codeVersion, Map<String, String> sha256) {
    /** The file's name. */
    public static final String FILE = "manifest.json";

    private static final int BUFFER_BYTES = 1 << 16;

    /** Copies the map. */
    public Manifest {
        sha256 = Collections.unmodifiableMap(new LinkedHashMap<>(sha256));
    }

    /**
     * Writes the manifest of a run's folder.
     *
     * @param folder the folder
     * @param command what the run was
     * @param configuration its settings
     * @param outputs the names of the files whose hashes are recorded
     * @throws IOException if an output could not be read or the manifest not be written
     */
    public static void write(Path folder, String command, Map<String, ?> configuration, List<String> outputs)
            throws IOException {
        writeFile(folder.resolve(FILE), command, configuration, outputs);
    }

    /** The same under another name, in the folder of the outputs. */
    static void writeFile(Path file, String command, Map<String, ?> configuration, List<String> outputs)
            throws IOException {
        Map<String, Object> manifest = new LinkedHashMap<>();
        manifest.put("command", command);
        manifest.put("configuration", configuration);
        manifest.put("codeVersion", Version.build());
        manifest.put("jvm", Version.jvm());
        manifest.put("kernels", KernelChoice.description());
        Map<String, String> hashes = new LinkedHashMap<>();
        for (String output : outputs) {
            hashes.put(output, sha256(file.resolveSibling(output)));
        }
        manifest.put("sha256", hashes);
        AtomicFile.write(file, Json.print(manifest) + "\n");
    }

    /**
     * Reads the manifest of a run's folder.
     *
     * @param folder the folder
     * @return the manifest
     * @throws UsageException if there is none, or it is malformed
     */
    public static Manifest read(Path folder) {
        return readFile(folder.resolve(FILE));
    }

    /** The same under another name. */
    static Manifest readFile(Path file) {
        String trouble = InputFile.trouble(file);
        if (!trouble.isEmpty()) {
            throw new UsageException(file.toAbsolutePath().getParent() + ": expected a run's folder with "
                    + file.getFileName() + ", which " + trouble);
        }
        ConfigSection manifest = Json.read(InputFile.text(file), file.toString());
        manifest.only(List.of("command", "configuration", "codeVersion", "jvm", "kernels", "sha256"));
        ConfigSection hashes = manifest.section("sha256");
        Map<String, String> sha256 = new LinkedHashMap<>();
        for (String output : hashes.keys()) {
            if (!output.matches("[A-Za-z0-9][A-Za-z0-9._-]*")) {
                throw new UsageException(hashes.place() + ": expected names of files in this folder, got " + output);
            }
            sha256.put(output, hashes.text(output));
        }
        return new Manifest(
                manifest.text("command"), manifest.section("configuration"), manifest.text("codeVersion"), sha256);
    }

    /**
     * Compares a folder with the recorded hashes.
     *
     * @param folder the folder
     * @return the names of the outputs that are missing or have other hashes, empty if all hold
     * @throws IOException if a file could not be read
     */
    public List<String> differences(Path folder) throws IOException {
        List<String> differences = new ArrayList<>();
        for (Map.Entry<String, String> output : sha256.entrySet()) {
            Path file = folder.resolve(output.getKey());
            if (!Files.isRegularFile(file) || !sha256(file).equals(output.getValue())) {
                differences.add(output.getKey());
            }
        }
        return differences;
    }

    /**
     * The hash of a file of any length.
     *
     * @param file the file
     * @return the SHA-256 of its bytes, in lower-case hexadecimal digits
     * @throws IOException if it could not be read
     */
    public static String sha256(Path file) throws IOException {
        MessageDigest digest = Sha256.digest();
        byte[] buffer = new byte[BUFFER_BYTES];
        try (InputStream in = Files.newInputStream(file)) {
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                digest.update(buffer, 0, count);
            }
        }
        return Sha256.hex(digest);
    }
}
