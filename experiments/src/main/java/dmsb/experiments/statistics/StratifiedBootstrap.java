package dmsb.experiments.statistics;

import dmsb.core.random.RandomStream;
import java.util.Arrays;

/**
 * Percentile bootstrap with strata: a stratum is a task, here a market, and its units are the seeds trained on it. Units are
 * resampled within their stratum only, as the markets were chosen and the seeds were not (Agarwal et al. 2021).
 */
public final class StratifiedBootstrap {
    private static final int RESAMPLES = 2_000;

    private StratifiedBootstrap() {}

    /**
     * The interquartile mean over all units of all strata.
     *
     * @param strata an array a stratum, a value a unit, at least one each. Not modified.
     * @param random the stream that resamples
     * @return the estimate with its 95 % interval, without one if a stratum has one unit only
     * @throws IllegalArgumentException if there is no stratum, or one is empty
     */
    public static Interval interquartileMean(double[][] strata, RandomStream random) {
        requireUnits(strata);
        if (hasSingle(strata)) {
            return Interval.none(InterquartileMean.of(joined(strata)));
        }
        double[][] resample = likeThose(strata);
        double[] estimates = new double[RESAMPLES];
        for (int i = 0; i < RESAMPLES; i++) {
            draw(strata, resample, random);
            estimates[i] = InterquartileMean.of(joined(resample));
        }
        return Interval.of(InterquartileMean.of(joined(strata)), estimates);
    }

    /** Whether a stratum has one unit only, which does not tell how much others differ. */
    private static boolean hasSingle(double[][] strata) {
        return Arrays.stream(strata).anyMatch(units -> units.length == 1);
    }

    private static double[][] likeThose(double[][] strata) {
        double[][] copy = new double[strata.length][];
        for (int i = 0; i < strata.length; i++) {
            copy[i] = new double[strata[i].length];
        }
        return copy;
    }

    private static void draw(double[][] strata, double[][] resample, RandomStream random) {
        for (int i = 0; i < strata.length; i++) {
            for (int j = 0; j < resample[i].length; j++) {
                resample[i][j] = strata[i][random.nextInt(strata[i].length)];
            }
        }
    }

    private static double[] joined(double[][] strata) {
        int length = 0;
        for (double[] stratum : strata) {
            length += stratum.length;
        }
        double[] all = new double[length];
        int filled = 0;
        for (double[] stratum : strata) {
            System.arraycopy(stratum, 0, all, filled, stratum.length);
            filled += stratum.length;
        }
        return all;
    }

    private static void requireUnits(double[][] strata) {
        if (strata.length == 0) {
            throw new IllegalArgumentException("strata: expected at least one stratum, got none");
        }
        for (int i = 0; i < strata.length; i++) {
            if (strata[i].length == 0) {
                throw new IllegalArgumentException(
                        "strata: expected at least one unit in every stratum, got none in " + i);
            }
        }
    }
}
