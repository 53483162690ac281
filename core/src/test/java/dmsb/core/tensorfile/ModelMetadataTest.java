package dmsb.core.tensorfile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dmsb.core.math.ShortestDecimal;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ModelMetadataTest {
    private static ModelMetadata with(String key, String value) {
        Map<String, String> entries = Map.of(key, value);
        return ModelMetadata.of(ModelMetadata.file(Map.of(), entries));
    }

    private static String refusal(Runnable reading) {
        return String.valueOf(
                assertThrows(IllegalArgumentException.class, reading::run).getMessage());
    }

    @Test
    void valuesAreReadKeyByKey() {
        assertEquals(-12, with("n", "-12").wholeNumber("n"));
        assertEquals(0.1 + 0.2, with("x", ShortestDecimal.of(0.1 + 0.2)).number("x"));
        assertEquals(Double.MIN_VALUE, with("x", "4.9e-324").number("x"));
        assertEquals("dark-red", with("c", "dark-red").text("c"));
        assertEquals("d2sac", with("agent", "d2sac").agent());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "dmsb-model-4; newer than this code",
                "dmsb-model-2; reads no more",
                "pt; expected dmsb-model-3, got pt",
            })
    void otherFormatsAreRefused(String format, String words) {
        TensorFile file = new TensorFile(Map.of(), Map.of("format", format));
        assertTrue(refusal(() -> ModelMetadata.of(file)).contains(words), () -> refusal(() -> ModelMetadata.of(file)));
        assertTrue(refusal(() -> ModelMetadata.of(new TensorFile(Map.of(), Map.of())))
                .contains("'format': expected dmsb-model-3, got nothing"));
    }

    private static TensorFile sample() {
        return ModelMetadata.file(
                Map.of("a", Tensor.of(new float[] {1, 2, 3, 4}, 2, 2), "b", Tensor.of(new float[] {5}, 1)),
                Map.of("agent", "d2sac", "learner.hidden", "256"));
    }

    @Test
    void theIdIsAHashOfTensorsAndMetadataAndOfNothingElse() throws Exception {
        TensorFile file = sample();
        String id = ModelMetadata.of(file).id();
        assertTrue(id.matches("[0-9a-f]{64}"), id);
        assertEquals(id, ModelMetadata.of(sample()).id());
        assertEquals(id, ModelMetadata.of(TensorFile.parse(file.toBytes())).id());
        assertEquals(
                id,
                ModelMetadata.of(ModelMetadata.file(file.tensors(), file.metadata()))
                        .id(),
                "an id that was there before is not part of it");
        Map<String, String> entries = new TreeMap<>(file.metadata());
        entries.put("learner.hidden", "257");
        assertNotEquals(
                id,
                ModelMetadata.of(ModelMetadata.file(file.tensors(), entries)).id());
    }

    /** Every bit of the file by turns: what is still a file at all is refused, the tensors' bits by the id. */
    @Test
    void aFileWithOneFlippedBitIsRefused() throws Exception {
        byte[] bytes = sample().toBytes();
        int byId = 0;
        for (int bit = 0; bit < 8 * bytes.length; bit++) {
            byte[] flipped = bytes.clone();
            flipped[bit / 8] ^= (byte) (1 << (bit % 8));
            TensorFile file;
            try {
                file = TensorFile.parse(flipped);
            } catch (TensorFormatException e) {
                continue;
            }
            String refusal = refusal(() -> ModelMetadata.of(file));
            byId += refusal.startsWith("model key 'id': expected ") && refusal.endsWith("; the file was changed")
                    ? 1
                    : 0;
        }
        assertTrue(byId >= 8 * 5 * Float.BYTES + 8 * 64, "the bits of the tensors and of the digits: " + byId);
    }

    @Test
    void whatIsMissingOrOfAnotherKindIsRefusedByTheNameOfItsKey() {
        assertEquals(
                "model key 'm': expected an entry, got none",
                refusal(() -> with("x", "1").text("m")));
        assertEquals(
                "model key 'agent': expected an entry, got none",
                refusal(() -> with("x", "1").agent()));
        assertEquals(
                "model key 'x': expected a whole number, got 1.5",
                refusal(() -> with("x", "1.5").wholeNumber("x")));
        assertEquals(
                "model key 'x': expected a finite number, got NaN",
                refusal(() -> with("x", "NaN").number("x")));
        assertEquals(
                "model key 'x': expected a finite number, got many",
                refusal(() -> with("x", "many").number("x")));
    }
}
