package dmsb.experiments.statistics;

import dmsb.core.argument.Require;
import dmsb.core.random.RandomStream;
import java.util.Arrays;

/**
 * Percentile bootstrap (Efron 1979): the estimate's distribution under resampling of the units, here episodes or seeds,
 * which are independent while rounds within an episode are not.
 */
public final class Bootstrap {
    private static final int RESAMPLES = 2_000;

    private Bootstrap() {}

    /**
     * The mean of units.
     *
     * @param units a value a unit, at least one. Not modified.
     * @param random the stream that resamples
     * @return the mean with its 95 % interval, without one if there is one unit only
     */
    public static Interval mean(double[] units, RandomStream random) {
        double[] ones = new double[units.length];
        Arrays.fill(ones, 1);
        return ratio(units, ones, random);
    }

    /**
     * The mean of what units have more in one way than in another.
     *
     * @param ours a value a unit, at least one. Not modified.
     * @param theirs the same units in the other way. Not modified.
     * @param random the stream that resamples
     * @return the mean difference with its 95 % interval, without one if there is one unit only
     */
    public static Interval meanDifference(double[] ours, double[] theirs, RandomStream random) {
        return mean(differences(ours, theirs), random);
    }

    /**
     * What units have more in one way than in another.
     *
     * @param ours a value a unit. Not modified.
     * @param theirs the same units in the other way. Not modified.
     * @return a difference a unit, a new array
     */
    public static double[] differences(double[] ours, double[] theirs) {
        double[] differences = new double[Require.exactly("units", theirs.length, ours.length)];
        for (int i = 0; i < differences.length; i++) {
            differences[i] = ours[i] - theirs[i];
        }
        return differences;
    }

    /**
     * The ratio of two sums over the same units, for example surplus over first best.
     *
     * @param numerators a value a unit, at least one. Not modified.
     * @param denominators a value a unit, as many. Not modified.
     * @param random the stream that resamples
     * @return the ratio with its 95 % interval, without one if there is one unit only or some units may leave a denominator of 0
     */
    public static Interval ratio(double[] numerators, double[] denominators, RandomStream random) {
        if (numerators.length == 0 || numerators.length != denominators.length) {
            throw new IllegalArgumentException("units: expected equally many, at least one, got " + numerators.length
                    + " and " + denominators.length);
        }
        if (numerators.length == 1) {
            return Interval.none(numerators[0] / denominators[0]);
        }
        double[] ratios = new double[RESAMPLES];
        for (int i = 0; i < RESAMPLES; i++) {
            double numerator = 0;
            double denominator = 0;
            for (int j = 0; j < numerators.length; j++) {
                int unit = random.nextInt(numerators.length);
                numerator += numerators[unit];
                denominator += denominators[unit];
            }
            ratios[i] = numerator / denominator;
        }
        return Interval.of(sum(numerators) / sum(denominators), ratios);
    }

    private static double sum(double[] values) {
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        return sum;
    }
}
