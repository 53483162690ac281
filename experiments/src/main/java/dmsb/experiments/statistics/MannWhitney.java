package dmsb.experiments.statistics;

import java.util.Arrays;
import org.apache.commons.math3.stat.inference.MannWhitneyUTest;

/**
 * The two-sided test of Mann and Whitney (1947): would a difference in ranks as large as this one come about if both samples
 * had one distribution?
 *
 * <p>Few seeds are the rule here, so the distribution is the exact one, of all ways to choose the one sample among the pooled
 * values, equal values included. Commons Math 3.6.1 has the normal approximation only, which calls three seeds all above three
 * others significant (p = .0495) where the exact p is .1; it is used where the samples are too large to matter.
 */
public final class MannWhitney {
    /** Values in both samples together up to which the distribution is exact: below 1e7 additions, counts below 2^53. */
    private static final int EXACT = 50;

    private MannWhitney() {}

    /**
     * U: the number of pairs in which ours is above theirs, equal ones counting half.
     *
     * @param ours a sample. Not modified.
     * @param theirs another one. Not modified.
     * @return from 0 to the product of the sizes
     */
    public static double statistic(double[] ours, double[] theirs) {
        double pairs = 0;
        for (double x : ours) {
            for (double y : theirs) {
                pairs += x > y ? 1 : x == y ? 0.5 : 0;
            }
        }
        return pairs;
    }

    /**
     * The two-sided p-value: the probability, both samples having one distribution, of a U at least as far from the middle
     * as theirs.
     *
     * @param ours a sample, at least one finite value. Not modified.
     * @param theirs another one, likewise. Not modified.
     * @return the p-value, from 0 to 1
     * @throws IllegalArgumentException if a sample is empty
     */
    public static double pValue(double[] ours, double[] theirs) {
        if (ours.length == 0 || theirs.length == 0) {
            throw new IllegalArgumentException(
                    "samples: expected at least one value each, got " + ours.length + " and " + theirs.length);
        }
        return ours.length + theirs.length <= EXACT
                ? exact(ours, theirs)
                : new MannWhitneyUTest().mannWhitneyUTest(ours, theirs);
    }

    /**
     * Counts the subsets of the pooled values by their size and the sum of their doubled ranks; ranks of equal values are
     * averaged, so that doubled ranks are whole numbers.
     */
    private static double exact(double[] ours, double[] theirs) {
        double[] pooled = Arrays.copyOf(ours, ours.length + theirs.length);
        System.arraycopy(theirs, 0, pooled, ours.length, theirs.length);
        Arrays.sort(pooled);
        int largest = pooled.length * (pooled.length + 1);
        double[][] counts = new double[ours.length + 1][largest + 1];
        counts[0][0] = 1;
        for (double value : pooled) {
            int rank = doubledRank(pooled, value);
            for (int size = ours.length; size > 0; size--) {
                for (int sum = largest; sum >= rank; sum--) {
                    counts[size][sum] += counts[size - 1][sum - rank];
                }
            }
        }
        int middle = ours.length * (pooled.length + 1);
        int observed = 0;
        for (double value : ours) {
            observed += doubledRank(pooled, value);
        }
        double extreme = 0;
        double all = 0;
        for (int sum = 0; sum <= largest; sum++) {
            double count = counts[ours.length][sum];
            all += count;
            extreme += Math.abs(sum - middle) >= Math.abs(observed - middle) ? count : 0;
        }
        return extreme / all;
    }

    /** Twice the mean of the ranks, from 1, that a value has among sorted ones. */
    private static int doubledRank(double[] sorted, double value) {
        int below = 0;
        int equal = 0;
        for (double other : sorted) {
            below += other < value ? 1 : 0;
            equal += other == value ? 1 : 0;
        }
        return 2 * below + equal + 1;
    }
}
