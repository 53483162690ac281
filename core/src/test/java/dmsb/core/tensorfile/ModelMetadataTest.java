package dmsb.core.tensorfile;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ModelMetadataTest {
    private enum Colour {
        DARK_RED,
        BLUE
    }

    private static ModelMetadata with(String key, String value) {
        Map<String, String> entries = new TreeMap<>(Map.of("format", ModelMetadata.FORMAT, key, value));
        return ModelMetadata.of(new TensorFile(Map.of(), entries));
    }

    private static String refusal(Runnable reading) {
        return String.valueOf(
                assertThrows(IllegalArgumentException.class, reading::run).getMessage());
    }

    @Test
    void valuesReadBackAsTheyWereWritten() {
        Map<String, String> entries = new MetadataEntries("part.")
                .with("n", -12)
                .with("x", 0.1 + 0.2)
                .with("tiny", Double.MIN_VALUE)
                .with("r", -25, 1.0 / 3)
                .with("b", true)
                .with("c", Colour.DARK_RED)
                .toMap();
        entries.put("format", ModelMetadata.FORMAT);
        entries.put("agent", "d2sac");
        ModelMetadata whole = ModelMetadata.of(new TensorFile(Map.of(), entries));
        ModelMetadata part = whole.under("part.");
        assertEquals(-12, part.wholeNumber("n"));
        assertEquals(0.1 + 0.2, part.number("x"));
        assertEquals(Double.MIN_VALUE, part.number("tiny"));
        assertArrayEquals(new double[] {-25, 1.0 / 3}, part.pair("r"));
        assertTrue(part.truth("b"));
        assertEquals(Colour.DARK_RED, part.choice("c", List.of(Colour.values())));
        assertEquals("dark-red", whole.text("part.c"));
        assertEquals("d2sac", part.agent());
    }

    @Test
    void aPartRefusesItsKeysWithTheirPrefix() {
        ModelMetadata part = with("part.x", "many").under("part.");
        assertEquals("model key 'part.y': expected an entry, got none", refusal(() -> part.text("y")));
        assertEquals("model key 'part.x': expected a finite number, got many", refusal(() -> part.number("x")));
        assertEquals("model key 'part.x': expected true or false, got many", refusal(() -> part.truth("x")));
        assertEquals("model key 'agent': expected an entry, got none", refusal(part::agent));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "dmsb-model-3; newer than this code",
                "dmsb-model-1; reads no more",
                "pt; expected dmsb-model-2, got pt",
            })
    void otherFormatsAreRefused(String format, String words) {
        TensorFile file = new TensorFile(Map.of(), Map.of("format", format));
        assertTrue(refusal(() -> ModelMetadata.of(file)).contains(words), () -> refusal(() -> ModelMetadata.of(file)));
        assertTrue(refusal(() -> ModelMetadata.of(new TensorFile(Map.of(), Map.of())))
                .contains("'format': expected dmsb-model-2, got nothing"));
    }

    @Test
    void whatIsMissingOrOfAnotherKindIsRefusedByTheNameOfItsKey() {
        assertEquals(
                "model key 'm': expected an entry, got none",
                refusal(() -> with("x", "1").text("m")));
        assertEquals(
                "model key 'x': expected a whole number, got 1.5",
                refusal(() -> with("x", "1.5").wholeNumber("x")));
        assertEquals(
                "model key 'x': expected a finite number, got NaN",
                refusal(() -> with("x", "NaN").number("x")));
        assertEquals(
                "model key 'x': expected a finite number, got many",
                refusal(() -> with("x", "many").number("x")));
        assertEquals(
                "model key 'x': expected a pair [low, high], got [1]",
                refusal(() -> with("x", "[1]").pair("x")));
        assertEquals(
                "model key 'x': expected a pair [low, high], got [1, 2, 3]",
                refusal(() -> with("x", "[1, 2, 3]").pair("x")));
        assertEquals(
                "model key 'x': expected true or false, got yes",
                refusal(() -> with("x", "yes").truth("x")));
        assertEquals(
                "model key 'x': expected one of dark-red, blue, got green",
                refusal(() -> with("x", "green").choice("x", List.of(Colour.values()))));
    }
}
