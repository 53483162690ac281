package dmsb.experiments.statistics;

import dmsb.core.argument.Require;
import dmsb.core.random.RandomStream;

/**
 * Percentile bootstrap of results with two kinds of units: trainings (seeds) and the held-out episodes that all of them are
 * played on. Both are resampled, independently of each other, so that an interval holds what another training and what other
 * episodes would change (crossed random effects; Owen, "The pigeonhole bootstrap", Annals of Applied Statistics, 2007).
 *
 * <p>A result is an array with a row a seed and a value an episode in it. Over episodes sums are taken, over seeds the
 * {@link InterquartileMean}. A rule without training has one row. From one episode there is no interval.
 */
public final class CrossedBootstrap {
    private static final int RESAMPLES = 2_000;

    private CrossedBootstrap() {}

    /**
     * The interquartile mean over seeds of the ratio of two sums over episodes, such as surplus over first best. Numerator and
     * denominator are of one seed and of one episode.
     *
     * @param numerators a row a seed, an episode a column, at least one each. Not modified.
     * @param denominators the same for the denominator, of the same shape. Not modified.
     * @param random the stream that resamples
     * @return the estimate with its 95 % interval
     * @throws IllegalArgumentException if a result is empty, ragged, or the shapes differ
     */
    public static Interval fraction(double[][] numerators, double[][] denominators, RandomStream random) {
        int episodes = requireRows("numerators", numerators);
        Require.exactly("episodes of denominators", requireRows("denominators", denominators), episodes);
        Require.exactly("seeds of denominators", denominators.length, numerators.length);
        double estimate = fraction(numerators, denominators, identity(episodes), identity(numerators.length));
        if (episodes == 1) {
            return Interval.none(estimate);
        }
        double[] estimates = new double[RESAMPLES];
        int[] drawn = new int[episodes];
        int[] seeds = new int[numerators.length];
        for (int i = 0; i < RESAMPLES; i++) {
            draw(drawn, random);
            draw(seeds, random);
            estimates[i] = fraction(numerators, denominators, drawn, seeds);
        }
        return Interval.of(estimate, estimates);
    }

    /**
     * The ratio of one way to another on the same episodes: of the interquartile means over seeds of the sums over episodes.
     * Episodes are paired, seeds are not.
     *
     * @param ours a row a seed, an episode a column, at least one each. Not modified.
     * @param theirs the same for the other way: any number of seeds, the same episodes. Not modified.
     * @param random the stream that resamples
     * @return the ratio with its 95 % interval
     * @throws IllegalArgumentException if a result is empty, ragged, or the episodes differ
     */
    public static Interval pairedRatio(double[][] ours, double[][] theirs, RandomStream random) {
        int episodes = requireRows("ours", ours);
        Require.exactly("episodes of theirs", requireRows("theirs", theirs), episodes);
        int[] all = identity(episodes);
        double estimate = mean(ours, all, identity(ours.length)) / mean(theirs, all, identity(theirs.length));
        if (episodes == 1) {
            return Interval.none(estimate);
        }
        double[] estimates = new double[RESAMPLES];
        int[] drawn = new int[episodes];
        int[] ourSeeds = new int[ours.length];
        int[] theirSeeds = new int[theirs.length];
        for (int i = 0; i < RESAMPLES; i++) {
            draw(drawn, random);
            draw(ourSeeds, random);
            draw(theirSeeds, random);
            estimates[i] = mean(ours, drawn, ourSeeds) / mean(theirs, drawn, theirSeeds);
        }
        return Interval.of(estimate, estimates);
    }

    /**
     * The ratio of a result to one on another market, whose episodes are others: nothing is paired.
     *
     * @param after a row a seed, an episode a column, at least one each. Not modified.
     * @param before the same on the other market, of any shape. Not modified.
     * @param random the stream that resamples
     * @return the ratio of the interquartile means of the means over episodes, with its 95 % interval
     * @throws IllegalArgumentException if a result is empty or ragged
     */
    public static Interval change(double[][] after, double[][] before, RandomStream random) {
        int[] afterDrawn = new int[requireRows("after", after)];
        int[] beforeDrawn = new int[requireRows("before", before)];
        int[] afterSeeds = new int[after.length];
        int[] beforeSeeds = new int[before.length];
        double estimate = mean(after, identity(afterDrawn.length), identity(after.length))
                / mean(before, identity(beforeDrawn.length), identity(before.length));
        if (afterDrawn.length == 1 || beforeDrawn.length == 1) {
            return Interval.none(estimate);
        }
        double[] estimates = new double[RESAMPLES];
        for (int i = 0; i < RESAMPLES; i++) {
            draw(afterDrawn, random);
            draw(afterSeeds, random);
            draw(beforeDrawn, random);
            draw(beforeSeeds, random);
            estimates[i] = mean(after, afterDrawn, afterSeeds) / mean(before, beforeDrawn, beforeSeeds);
        }
        return Interval.of(estimate, estimates);
    }

    /**
     * What one way has more than another on the same seeds and the same episodes, over a third quantity such as first best: (mean
     * of ours - mean of theirs) / mean of the denominators. The means are over all seeds and episodes; both are paired.
     *
     * @param ours a row a seed, an episode a column, at least one each. Not modified.
     * @param theirs the same for the other way, of the same shape; of the same seeds in the same order. Not modified.
     * @param denominators the same for the denominator, of the same shape. Not modified.
     * @param random the stream that resamples
     * @return the difference with its 95 % interval
     * @throws IllegalArgumentException if a result is empty, ragged, or the shapes differ
     */
    public static Interval difference(
            double[][] ours, double[][] theirs, double[][] denominators, RandomStream random) {
        int episodes = requireRows("ours", ours);
        for (double[][] other : new double[][][] {theirs, denominators}) {
            Require.exactly("episodes", requireRows("theirs, denominators", other), episodes);
            Require.exactly("seeds", other.length, ours.length);
        }
        double estimate = difference(ours, theirs, denominators, identity(episodes), identity(ours.length));
        if (episodes == 1) {
            return Interval.none(estimate);
        }
        double[] estimates = new double[RESAMPLES];
        int[] drawn = new int[episodes];
        int[] seeds = new int[ours.length];
        for (int i = 0; i < RESAMPLES; i++) {
            draw(drawn, random);
            draw(seeds, random);
            estimates[i] = difference(ours, theirs, denominators, drawn, seeds);
        }
        return Interval.of(estimate, estimates);
    }

    private static double difference(
            double[][] ours, double[][] theirs, double[][] denominators, int[] episodes, int[] seeds) {
        double more = 0;
        double denominator = 0;
        for (int seed : seeds) {
            more += sum(ours[seed], episodes) - sum(theirs[seed], episodes);
            denominator += sum(denominators[seed], episodes);
        }
        return more / denominator;
    }

    private static double fraction(double[][] numerators, double[][] denominators, int[] episodes, int[] seeds) {
        double[] fractions = new double[seeds.length];
        for (int s = 0; s < seeds.length; s++) {
            fractions[s] = sum(numerators[seeds[s]], episodes) / sum(denominators[seeds[s]], episodes);
        }
        return InterquartileMean.of(fractions);
    }

    private static double mean(double[][] result, int[] episodes, int[] seeds) {
        double[] means = new double[seeds.length];
        for (int s = 0; s < seeds.length; s++) {
            means[s] = sum(result[seeds[s]], episodes) / episodes.length;
        }
        return InterquartileMean.of(means);
    }

    private static double sum(double[] values, int[] which) {
        double sum = 0;
        for (int i : which) {
            sum += values[i];
        }
        return sum;
    }

    private static void draw(int[] units, RandomStream random) {
        for (int i = 0; i < units.length; i++) {
            units[i] = random.nextInt(units.length);
        }
    }

    private static int[] identity(int size) {
        int[] identity = new int[size];
        for (int i = 0; i < size; i++) {
            identity[i] = i;
        }
        return identity;
    }

    private static int requireRows(String name, double[][] result) {
        if (result.length == 0 || result[0].length == 0) {
            throw new IllegalArgumentException(name + ": expected at least one seed and one episode, got none");
        }
        for (double[] row : result) {
            Require.exactly("episodes of a seed of " + name, row.length, result[0].length);
        }
        return result[0].length;
    }
}
