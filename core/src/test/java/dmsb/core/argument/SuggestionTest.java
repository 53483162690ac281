package dmsb.core.argument;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SuggestionTest {
    private static final List<String> KEYS = List.of("discount", "entropy", "uplinkMHz", "taskMB", "hidden");

    @ParameterizedTest
    @CsvSource({
        "entrophy, entropy",
        "disconut, discount",
        "upLinkMHz, uplinkMHz",
        "taksMB, taskMB",
        "hiden, hidden",
    })
    void aSlipIsUnderstood(String given, String meant) {
        assertEquals("; did you mean " + meant + "?", Suggestion.of(given, KEYS));
    }

    @Test
    void aStrangeWordIsLeftAlone() {
        assertEquals("", Suggestion.of("colour", KEYS));
        assertEquals("", Suggestion.of("x", KEYS));
        assertEquals("", Suggestion.of("d".repeat(10_000), KEYS));
        assertEquals("", Suggestion.of("discount", List.of()));
    }

    @Test
    void mistakesAreCounted() {
        assertEquals(0, Suggestion.distance("rho", "rho"));
        assertEquals(3, Suggestion.distance("", "rho"));
        assertEquals(1, Suggestion.distance("rho", "roh"), "two neighbours swapped");
        assertEquals(3, Suggestion.distance("kitten", "sitting"), "Levenshtein's own example");
    }
}
