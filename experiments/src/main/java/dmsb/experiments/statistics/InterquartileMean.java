package dmsb.experiments.statistics;

import java.util.Arrays;

/**
 * The interquartile mean: the mean of what is left of the sorted values when a quarter of them, rounded down, is cut off at
 * either end. It ignores single failed seeds as the median does, and is estimated nearly as well as the mean. Recommended
 * for few seeds by Agarwal et al., "Deep reinforcement learning at the edge of the statistical precipice", NeurIPS 2021.
 */
public final class InterquartileMean {
    private static final int QUARTER = 4;

    private InterquartileMean() {}

    /**
     * The interquartile mean of some values.
     *
     * @param values the values, at least one. Not modified.
     * @return the mean of the middle half; of up to three values the mean of all
     * @throws IllegalArgumentException if there is no value
     */
    public static double of(double[] values) {
        if (values.length == 0) {
            throw new IllegalArgumentException("values: expected at least one, got none");
        }
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int cut = sorted.length / QUARTER;
        double sum = 0;
        for (int i = cut; i < sorted.length - cut; i++) {
            sum += sorted[i];
        }
        return sum / (sorted.length - 2 * cut);
    }
}
