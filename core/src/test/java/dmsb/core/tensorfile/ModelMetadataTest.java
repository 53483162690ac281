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
        assertEquals(-12, with("n", "-12").wholeNumber("n"));
        assertEquals(0.1 + 0.2, with("x", ShortestDecimal.of(0.1 + 0.2)).number("x"));
        assertEquals(
                Double.MIN_VALUE,
                with("x", ShortestDecimal.of(Double.MIN_VALUE)).number("x"));
        assertArrayEquals(
                new double[] {-25, 1.0 / 3},
                with("r", ModelMetadata.pairOf(-25, 1.0 / 3)).pair("r"));
        assertTrue(with("b", "true").truth("b"));
        assertEquals(
                Colour.DARK_RED,
                with("c", ModelMetadata.nameOf(Colour.DARK_RED)).choice("c", List.of(Colour.values())));
        assertEquals("d2sac", with("agent", "d2sac").agent());
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
