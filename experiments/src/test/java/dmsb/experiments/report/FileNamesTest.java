package dmsb.experiments.report;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class FileNamesTest {
    private final FileNames names = new FileNames();

    @Test
    void aTitleBecomesLettersDigitsAndDashes() {
        assertEquals("surplus-of-first-best-2-seeds", names.of("Surplus, of first best (2 seeds)"));
        assertEquals("untitled", names.of("\u00a7"));
    }

    @Test
    void aLongTitleIsCutAfterAWord() {
        assertEquals(
                "differences-to-my-rule-in-mine-50-paired-by-episode-surplus",
                names.of("Differences to my rule in mine-50, paired by episode: surplus of first best"));
        assertEquals("a".repeat(29) + "-" + "b".repeat(30), names.of("a".repeat(29) + " " + "b".repeat(30) + " c"));
        assertEquals("a".repeat(29), names.of("a".repeat(29) + " " + "b".repeat(31)));
        assertEquals("c".repeat(60), names.of("c".repeat(61)), "one word");
    }

    @Test
    void titlesThatAgreeInWhatIsLeftAreNumbered() {
        String common = "Differences to my rule in mine, paired by episode, surplus of ";
        String cut = "differences-to-my-rule-in-mine-paired-by-episode-surplus-of";
        assertEquals(cut, names.of(common + "constant=1.5"));
        assertEquals(cut + "-2", names.of(common + "lagged-reserve"));
        assertEquals(cut + "-3", names.of(common + "linear-filter"));
        assertEquals("surplus-2", names.of("Surplus 2"));
        assertEquals("surplus", names.of("Surplus"));
        assertEquals("surplus-3", names.of("Surplus"), "surplus-2 is given");
    }
}
