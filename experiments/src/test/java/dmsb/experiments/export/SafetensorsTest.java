package dmsb.experiments.export;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dmsb.core.tensorfile.Tensor;
import dmsb.core.tensorfile.TensorFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * Model files in the format's own library: it reads what is written here, and what it writes is read here. It is a Python
 * package, therefore in a profile of its own: {@code -Psafetensors}, with {@code -Dsafetensors.python=...} for a Python
 * that has it.
 */
@EnabledIfSystemProperty(named = "safetensors.python", matches = ".+")
class SafetensorsTest {
    @Test
    void theFormatsOwnLibraryReadsAndWritesTheSame(@TempDir Path folder) throws Exception {
        Map<String, Tensor> tensors =
                new HashMap<>(OnnxCase.trained(1, 31).model().weights());
        tensors.put("scalar", Tensor.of(new float[] {Float.MIN_VALUE}));
        tensors.put("none", Tensor.of(new float[0], 0, 3));
        tensors.put("odd \"name\" \u00e9\u4e2d\ud83d\ude80", Tensor.of(new float[] {-0f, Float.NaN, 1e38f}, 1, 3, 1));
        TensorFile written = new TensorFile(tensors, Map.of("key", "line\nbreak", "\u00fc", "\t\"\\"));
        Path file = folder.resolve("written.safetensors");
        Path copy = folder.resolve("copy.safetensors");
        written.write(file);

        JsonNode read = read(file, copy);
        assertEquals(tensors.size(), read.get("tensors").size());
        for (Map.Entry<String, Tensor> entry : tensors.entrySet()) {
            JsonNode tensor = read.get("tensors").get(entry.getKey());
            assertEquals("F32", tensor.get("dtype").asText(), entry.getKey());
            assertEquals(new ObjectMapper().valueToTree(entry.getValue().shape()), tensor.get("shape"), entry.getKey());
            assertEquals(sha256(entry.getValue()), tensor.get("sha256").asText(), entry.getKey());
        }
        assertEquals(new ObjectMapper().valueToTree(written.metadata()), read.get("metadata"));

        TensorFile back = TensorFile.read(copy);
        assertEquals(written.metadata(), back.metadata());
        assertEquals(written.tensors(), back.tensors());
    }

    private static JsonNode read(Path file, Path copy) throws Exception {
        Path script = Path.of("src/test/resources/dmsb/experiments/export/safetensors_reader.py");
        Process process = new ProcessBuilder(
                        System.getProperty("safetensors.python", ""),
                        script.toString(),
                        file.toString(),
                        copy.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor());
        return new ObjectMapper().readTree(printed);
    }

    private static String sha256(Tensor tensor) throws NoSuchAlgorithmException {
        byte[] raw = new byte[4 * tensor.data().length];
        ByteBuffer.wrap(raw).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().put(tensor.data());
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(raw));
    }
}
