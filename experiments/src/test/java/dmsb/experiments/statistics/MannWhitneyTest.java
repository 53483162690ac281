package dmsb.experiments.statistics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dmsb.core.random.RandomStream;
import dmsb.core.random.SeedTree;
import org.apache.commons.math3.stat.inference.MannWhitneyUTest;
import org.apache.commons.math3.util.CombinatoricsUtils;
import org.junit.jupiter.api.Test;

class MannWhitneyTest {
    @Test
    void separatedSamplesHaveTheSmallestPValueThereIs() {
        for (int n = 1; n <= 10; n++) {
            double[] low = new double[n];
            double[] high = new double[n];
            for (int i = 0; i < n; i++) {
                low[i] = i;
                high[i] = 100 + i;
            }
            assertEquals((double) n * n, MannWhitney.statistic(high, low));
            double expected = 2 / (double) CombinatoricsUtils.binomialCoefficient(2 * n, n);
            assertEquals(expected, MannWhitney.pValue(high, low), 1e-15);
            assertEquals(expected, MannWhitney.pValue(low, high), 1e-15);
        }
    }

    /** Critical values of the two-sided 5 % test, Mann and Whitney's table as in every textbook. */
    @Test
    void criticalValuesAreThoseOfTheTables() {
        int[][] table = {{4, 4, 0}, {5, 5, 2}, {6, 6, 5}, {8, 8, 13}, {10, 10, 23}, {5, 10, 8}};
        for (int[] row : table) {
            assertTrue(MannWhitney.pValue(withU(row[0], row[1], row[2]), upTo(row[1])) <= 0.05);
            assertTrue(MannWhitney.pValue(withU(row[0], row[1], row[2] + 1), upTo(row[1])) > 0.05);
        }
    }

    private static double[] upTo(int count) {
        double[] values = new double[count];
        for (int i = 0; i < count; i++) {
            values[i] = i + 1;
        }
        return values;
    }

    /** A sample of a size that is above {@code u} pairs of 1, 2, ..., count. */
    private static double[] withU(int size, int count, int u) {
        double[] sample = new double[size];
        int left = u;
        for (int i = 0; i < size; i++) {
            int above = Math.min(count, left);
            sample[i] = above + 0.5 + 0.001 * i;
            left -= above;
        }
        return sample;
    }

    @Test
    void itIsTheShareOfAllRelabellingsThatAreAsExtremeWithEqualValuesToo() {
        RandomStream random = SeedTree.of(4).stream();
        for (int trial = 0; trial < 100; trial++) {
            int n = 1 + random.nextInt(5);
            double[] pooled = new double[n + 1 + random.nextInt(5)];
            for (int i = 0; i < pooled.length; i++) {
                pooled[i] = random.nextInt(5); // many equal ones
            }
            double middle = n * (pooled.length - n) / 2.0;
            double observed = Math.abs(u(pooled, (1 << n) - 1) - middle);
            int extreme = 0;
            int all = 0;
            for (int chosen = 0; chosen < 1 << pooled.length; chosen++) {
                if (Integer.bitCount(chosen) == n) {
                    all++;
                    extreme += Math.abs(u(pooled, chosen) - middle) >= observed ? 1 : 0;
                }
            }
            double[][] samples = split(pooled, (1 << n) - 1);
            assertEquals((double) extreme / all, MannWhitney.pValue(samples[0], samples[1]), 1e-14);
        }
    }

    private static double u(double[] pooled, int chosen) {
        double[][] samples = split(pooled, chosen);
        return MannWhitney.statistic(samples[0], samples[1]);
    }

    private static double[][] split(double[] pooled, int chosen) {
        double[] ours = new double[Integer.bitCount(chosen)];
        double[] theirs = new double[pooled.length - ours.length];
        int i = 0;
        int j = 0;
        for (int k = 0; k < pooled.length; k++) {
            if ((chosen >> k & 1) == 1) {
                ours[i++] = pooled[k];
            } else {
                theirs[j++] = pooled[k];
            }
        }
        return new double[][] {ours, theirs};
    }

    @Test
    void whereTheSamplesGrowTheNormalApproximationIsMet() {
        RandomStream random = SeedTree.of(5).stream();
        double[] ours = new double[25];
        double[] theirs = new double[25];
        for (int i = 0; i < 25; i++) {
            ours[i] = random.nextGaussian() + 0.5;
            theirs[i] = random.nextGaussian();
        }
        // The approximation has no continuity correction, which is worth some .01 here.
        assertEquals(new MannWhitneyUTest().mannWhitneyUTest(ours, theirs), MannWhitney.pValue(ours, theirs), 0.015);
        double[] more = new double[26];
        System.arraycopy(ours, 0, more, 0, 25);
        assertEquals(new MannWhitneyUTest().mannWhitneyUTest(more, theirs), MannWhitney.pValue(more, theirs));
    }

    @Test
    void equalSamplesDoNotDifferAndEmptyOnesAreRefused() {
        assertEquals(1, MannWhitney.pValue(new double[] {1, 1, 1}, new double[] {1, 1}));
        assertEquals(1, MannWhitney.pValue(new double[] {1, 2}, new double[] {1, 2}));
        assertThrows(IllegalArgumentException.class, () -> MannWhitney.pValue(new double[0], new double[] {1}));
    }
}
