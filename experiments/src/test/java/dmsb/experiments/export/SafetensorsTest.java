package dmsb.experiments.export;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dmsb.core.tensorfile.Tensor;
import dmsb.core.tensorfile.TensorFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * Model files in readers by the format's authors, in a profile of their own: {@code -Psafetensors} fetches the one in
 * JavaScript from the npm registry; {@code -Dsafetensors.python=...} names a Python that has the library itself, which writes
 * too.
 */
class SafetensorsTest {
    private static final Path RESOURCES = Path.of("src/test/resources/dmsb/experiments/export");

    private final Map<String, Tensor> tensors = new HashMap<>();
    private final TensorFile written;

    SafetensorsTest() throws Exception {
        tensors.putAll(OnnxCase.trained(1, 31).model().weights());
        tensors.put("scalar", Tensor.of(new float[] {Float.MIN_VALUE}));
        tensors.put("none", Tensor.of(new float[0], 0, 3));
        tensors.put("odd \"name\" \u00e9\u4e2d\ud83d\ude80", Tensor.of(new float[] {-0f, Float.NaN, 1e38f}, 1, 3, 1));
        written = new TensorFile(tensors, Map.of("key", "line\nbreak", "\u00fc", "\t\"\\"));
    }

    @Test
    @EnabledIfSystemProperty(named = "safetensors.python", matches = ".+")
    void theFormatsOwnLibraryReadsAndWritesTheSame(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("written.safetensors");
        Path copy = folder.resolve("copy.safetensors");
        written.write(file);
        String script = RESOURCES.resolve("safetensors_reader.py").toString();
        assertSame(printed(
                Path.of("."), System.getProperty("safetensors.python", ""), script, file.toString(), copy.toString()));
        TensorFile back = TensorFile.read(copy);
        assertEquals(written.metadata(), back.metadata());
        assertEquals(written.tensors(), back.tensors());
    }

    @Test
    @EnabledIfSystemProperty(named = "safetensors.node", matches = ".+")
    void theReaderInJavaScriptReadsTheSame(@TempDir Path folder) throws Exception {
        for (String name : List.of("package.json", "package-lock.json", "read.js")) {
            Files.copy(RESOURCES.resolve("safetensors-js").resolve(name), folder.resolve(name));
        }
        printed(folder, "npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund");
        Path file = folder.resolve("written.safetensors");
        written.write(file);
        assertSame(printed(folder, System.getProperty("safetensors.node", ""), "read.js", file.toString()));
    }

    private void assertSame(String printed) throws Exception {
        JsonNode read = new ObjectMapper().readTree(printed);
        assertEquals(tensors.size(), read.get("tensors").size());
        for (Map.Entry<String, Tensor> entry : tensors.entrySet()) {
            JsonNode tensor = read.get("tensors").get(entry.getKey());
            assertEquals("F32", tensor.get("dtype").asText(), entry.getKey());
            assertEquals(new ObjectMapper().valueToTree(entry.getValue().shape()), tensor.get("shape"), entry.getKey());
            assertEquals(sha256(entry.getValue()), tensor.get("sha256").asText(), entry.getKey());
        }
        assertEquals(new ObjectMapper().valueToTree(written.metadata()), read.get("metadata"));
    }

    private static String printed(Path folder, String... command) throws Exception {
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor(), printed);
        return printed;
    }

    private static String sha256(Tensor tensor) throws NoSuchAlgorithmException {
        byte[] raw = new byte[4 * tensor.data().length];
        ByteBuffer.wrap(raw).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().put(tensor.data());
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(raw));
    }
}
