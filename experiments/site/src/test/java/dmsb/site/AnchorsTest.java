package dmsb.site;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AnchorsTest {
    /** As GitHub shows them. */
    @ParameterizedTest
    @CsvSource({
        "What it costs, what-it-costs",
        "Time to .95 of first best, time-to-95-of-first-best",
        "Sweeps: what Spark costs, sweeps-what-spark-costs",
        "psi = sum, psi--sum",
        "`clear`, clear",
        "first price (>=), first-price-",
        "INPUT_FILE, input_file",
        "Größe, größe"
    })
    void anchorsAreThoseOfGitHub(String heading, String anchor) {
        assertEquals(anchor, Anchors.of(heading));
    }

    @Test
    void aRepeatedHeadingGetsANumber() {
        Anchors anchors = new Anchors();
        assertEquals("speed", anchors.next("Speed"));
        assertEquals("speed-1", anchors.next("Speed"));
        assertEquals("speed-2", anchors.next("speed"));
    }
}
