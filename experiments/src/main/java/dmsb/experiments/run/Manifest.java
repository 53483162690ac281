package dmsb.experiments.run;

import com.fasterxml.jackson.databind.JsonNode;
import dmsb.core.tensorfile.AtomicFile;
import dmsb.nn.kernel.KernelChoice;
import java.io.IOException;
import java.io.InputStream;
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
    private static final int BUFFER_BYTES = 1 << 16;

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

    /**
     * Whether a folder holds the outputs of a complete run.
     *
     * @param folder the folder
     * @param configuration the settings that it must have been
     * @param outputs the names of the files whose hashes must be those recorded
     */
    static boolean confirms(Path folder, Map<String, ?> configuration, List<String> outputs) throws IOException {
        if (!Files.exists(folder.resolve(FILE))) {
            return false;
        }
        JsonNode manifest = Json.parse(Files.readString(folder.resolve(FILE)));
        if (!Json.parse(Json.print(configuration)).equals(manifest.get("configuration"))) {
            return false;
        }
        for (String output : outputs) {
            Path file = folder.resolve(output);
            if (!Files.exists(file)
                    || !sha256(file).equals(manifest.path("sha256").path(output).asText())) {
                return false;
            }
        }
        return true;
    }

    static String sha256(byte[] content) {
        return HexFormat.of().formatHex(newSha256().digest(content));
    }

    /** The hash of a file of any length. */
    static String sha256(Path file) throws IOException {
        MessageDigest digest = newSha256();
        byte[] buffer = new byte[BUFFER_BYTES];
        try (InputStream in = Files.newInputStream(file)) {
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                digest.update(buffer, 0, count);
            }
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static MessageDigest newSha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
