package dmsb.experiments.statistics;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class InterquartileMeanTest {
    /** By hand, after the definition of scipy.stats.trim_mean(x, 0.25), which rliable uses. */
    @Test
    void aQuarterIsCutOffAtEitherEnd() {
        assertEquals(7, InterquartileMean.of(new double[] {7}));
        assertEquals(2, InterquartileMean.of(new double[] {1, 2, 3}));
        assertEquals(3.5, InterquartileMean.of(new double[] {100, 3, 4, -100}));
        assertEquals(4.5, InterquartileMean.of(new double[] {1, 2, 3, 4, 5, 6, 7, 1e9}));
        assertEquals(5.5, InterquartileMean.of(new double[] {10, 9, 8, 7, 6, 5, 4, 3, 2, 1}));
        // 9 values: two at either end, as 9/4 is rounded down.
        assertEquals(5, InterquartileMean.of(new double[] {1, 2, 3, 4, 5, 6, 7, 8, 9}));
        assertEquals((3 + 4 + 5 + 6 + 100) / 5.0, InterquartileMean.of(new double[] {1, 2, 3, 4, 5, 6, 100, 200, 300}));
    }

    @Test
    void theValuesStayAsTheyWere() {
        double[] values = {3, 1, 2};
        InterquartileMean.of(values);
        assertArrayEquals(new double[] {3, 1, 2}, values);
        assertThrows(IllegalArgumentException.class, () -> InterquartileMean.of(new double[0]));
    }
}
