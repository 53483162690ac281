package dmsb.experiments.run;

import dmsb.core.tensorfile.AtomicFile;
import dmsb.nn.kernel.KernelChoice;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** {@code manifest.json}: what a run was, with what it was made, and the hash of everything it wrote. */
final class Manifest {
    static final String FILE = "manifest.json";

    private Manifest() {}

    /**
     * Writes the manifest of a run's folder.
     *
     * @param folder the folder
     * @param command what the run was
     * @param configuration its settings
     * @param outputs the names of the files whose hashes are recorded
     */
    static void write(Path folder, String command, Map<String, ?> configuration, List<String> outputs)
            throws IOException {
        Map<String, Object> manifest = new LinkedHashMap<>();
        manifest.put("command", command);
        manifest.put("configuration", configuration);
        manifest.put("codeVersion", Version.code());
        manifest.put("jvm", Version.jvm());
        manifest.put("kernels", KernelChoice.description());
        Map<String, String> hashes = new LinkedHashMap<>();
        for (String output : outputs) {
            hashes.put(output, sha256(Files.readAllBytes(folder.resolve(output))));
        }
        manifest.put("sha256", hashes);
        AtomicFile.write(folder.resolve(FILE), Json.print(manifest) + "\n");
    }

    static String sha256(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
