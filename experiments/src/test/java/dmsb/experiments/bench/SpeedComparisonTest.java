package dmsb.experiments.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class SpeedComparisonTest {
    private static final SpeedComparison COMPARISON =
            new SpeedComparison(Recorded.measurements("before.json"), Recorded.measurements("after.json"));

    private static String line(String page, String start) {
        List<String> lines = page.lines().filter(line -> line.startsWith(start)).toList();
        assertEquals(1, lines.size(), page);
        return lines.get(0).replaceAll(" +", " ");
    }

    /** 20 ms over 10 ms; errors of 3 % and 4 % are together 5 %. */
    @Test
    void ratiosCarryBothErrors() {
        assertEquals(
                "| Update.update | batch 256, discount 0 | vector | 20.0 ms ± 3.0 % | 10.0 ms ± 4.0 % |"
                        + " 2.00 [1.90, 2.10] | 243 | 0 |",
                line(COMPARISON.page(), "| Update.update"));
    }

    @Test
    void anUnknownErrorLeavesTheIntervalOut() {
        assertEquals(
                "| SingleAuction.clear | bids 9 | | 25.0 ns | 20.0 ns | 1.25 | 0 | 24 |",
                line(COMPARISON.page(), "| SingleAuction.clear"));
    }

    @Test
    void whatHasNoCounterpartIsListedAndNotCompared() {
        String page = COMPARISON.page();
        assertFalse(page.contains("| MatrixProduct"), page);
        assertTrue(
                page.contains(
                        "Measured only before:\n\n- MatrixProduct.dmsb, C+=AB 256x256x256, plain kernels: 1.05 ms"),
                page);
        assertTrue(
                page.contains("Measured only after:\n\n- TrainingStep.two, hidden 256, vector kernels: 500 us"), page);
    }

    @Test
    void bothMachinesAreNamed() {
        String page = COMPARISON.page();
        assertTrue(line(page, "- before:").contains("JVM 17"), page);
        assertTrue(line(page, "- before:").contains("commit aaaaaaaaaaaa"), page);
        assertTrue(line(page, "- after:").contains("JVM 25"), page);
        assertTrue(line(page, "- after:").contains("2026-02-01"), page);
    }
}
