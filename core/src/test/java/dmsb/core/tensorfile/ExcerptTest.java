package dmsb.core.tensorfile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class ExcerptTest {
    @Test
    void plainTextStaysAsItIs() {
        assertEquals(
                "scenario key 'beta': expected 1, got \u00e9\u4e2d\ud83d\ude00",
                Excerpt.of("scenario key 'beta': expected 1, got \u00e9\u4e2d\ud83d\ude00"));
        assertEquals("nothing", Excerpt.of(""));
    }

    @Test
    void whatBreaksALineBecomesOneBlank() {
        assertEquals("a b c", Excerpt.of("a\r\n \u2028\tb\u0085c"));
    }

    @Test
    void whatATerminalWouldObeyBecomesAQuestionMark() {
        assertEquals("?[31m?a????", Excerpt.of("\u001b[31m\u0000a\u202e\ufeff\ud800\u009b"));
    }

    @Test
    void longTextIsCutWithoutReadingAllOfIt() {
        assertEquals("aaa...", Excerpt.of("a".repeat(1 << 20), 3));
        assertEquals("aaa", Excerpt.of("aaa", 3));
        assertTrue(Excerpt.of("\ud83d\ude00".repeat(1000), 11).length() <= 15);
    }
}
