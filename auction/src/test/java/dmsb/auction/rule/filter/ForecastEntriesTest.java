package dmsb.auction.rule.filter;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dmsb.auction.rule.ActionGrid;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class ForecastEntriesTest {
    private static final ActionGrid GRID = new ActionGrid(4, true);
    private static final double[][] CERTAIN = new double[3][3];

    private final ForecastEntries entries = new ForecastEntries(GRID);
    private final float[] target = new float[2 + 6 + 5 + 1];

    private void write(double[] means, double[][] covariance, double uavWeight, double unit) {
        SurplusForecast surplus = new SurplusForecast(0);
        surplus.set(means, covariance);
        entries.write(means, covariance, surplus, uavWeight, 1.5, unit, target, 2);
    }

    /** Without surprises the UAV serves where the log gap of 1 is at most ln rho = ln 10 a / 4: under actions 2, 3 and 4. */
    @Test
    void theEntriesOfACertainRoundAreThoseDoneByHand() {
        assertEquals(11, entries.size());
        write(new double[] {0.5, -0.5, 0.25}, CERTAIN, 1, 2);
        float sold = 0;
        float served = (float) (10 * (StrictMath.exp(-0.25) - 1));
        float[] expected = {0, 0, 0.5f, -0.5f, 0.25f, 0, 0, 0, sold, sold, served, served, served, 0};
        assertArrayEquals(expected, target, 1e-6f);
        assertEquals(2 * StrictMath.exp(0.5), entries.level(), 1e-12);
        assertEquals(1.5, entries.uavOptimism());
    }

    /** The variance of the gap is 0.5 - 2 * 0.1 + 0.7 = 1. */
    @Test
    void deviationsAreThoseOfTheGapOfTheUavsValueAndOfTheHighestBid() {
        write(new double[3], new double[][] {{0.5, 0.1, 0.2}, {0.1, 0.7, 0.3}, {0.2, 0.3, 0.04}}, 1, 1);
        assertArrayEquals(new float[] {1, 0.2f, (float) Math.sqrt(0.5)}, Arrays.copyOfRange(target, 5, 8), 1e-6f);
        write(new double[3], new double[][] {{1e-17, 1e-16, 0}, {1e-16, 1e-17, 0}, {0, 0, -1e-17}}, 1, 1);
        assertArrayEquals(new float[3], Arrays.copyOfRange(target, 5, 8), 1e-8f, "less than none by rounding is none");
    }

    @Test
    void entriesAreKeptWithinFour() {
        write(new double[] {5, -4.5, 3.5}, new double[][] {{25, 0, 0}, {0, 1, 0}, {0, 0, 20}}, 0, 1);
        assertArrayEquals(new float[] {4, -4, 3.5f, 4, 4, 4}, Arrays.copyOfRange(target, 2, 8));
        assertEquals(-4, target[12], "the UAV serves, which counts nothing");
    }

    @Test
    void theUavsValueCountsByItsWeight() {
        write(new double[] {0.5, -0.5, 0.25}, CERTAIN, 0.9, 1);
        assertEquals(10 * (0.9 * StrictMath.exp(-0.25) - 1), target[10], 1e-6);
    }

    @Test
    void whatIsClearedIsZeroAndNothingBesideIt() {
        Arrays.fill(target, 7f);
        entries.clear(target, 2);
        float[] expected = new float[target.length];
        expected[0] = 7;
        expected[1] = 7;
        expected[13] = 7;
        assertArrayEquals(expected, target);
        assertEquals(0, entries.level());
        assertEquals(1, entries.uavOptimism());
    }

    /** The largest surplus is 1 in the unit, which exactly the largest double still measures. */
    @Test
    void aLevelThatIsNoPositiveFiniteNumberIsNoForecast() {
        double[] one = {0, -1, -9};
        double[] hugeAmount = {800, 799, -9};
        double[] half = {StrictMath.log(0.5), -2, -9};
        for (int i = 0; i < 4; i++) {
            entries.clear(target, 2);
            switch (i) {
                case 0 -> write(hugeAmount, CERTAIN, 1, 1);
                case 1 -> write(new double[] {0.1, -1, -9}, CERTAIN, 1, Double.MAX_VALUE);
                case 2 -> write(one, CERTAIN, 1, 0);
                default -> write(half, CERTAIN, 1, Double.MIN_VALUE); // rounds to 0
            }
            assertArrayEquals(new float[target.length], target);
            assertEquals(0, entries.level());
            assertEquals(1, entries.uavOptimism());
        }
        write(one, CERTAIN, 1, Double.MAX_VALUE);
        assertEquals(Double.MAX_VALUE, entries.level());
        assertEquals(-1, target[3]);
    }
}
