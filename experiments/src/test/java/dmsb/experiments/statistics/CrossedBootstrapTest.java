package dmsb.experiments.statistics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dmsb.core.random.RandomStream;
import dmsb.core.random.SeedTree;
import org.junit.jupiter.api.Test;

class CrossedBootstrapTest {
    /** Rounding of sums of up to thirty numbers of size ten. */
    private static final double ROUNDING = 1e-12;

    private static RandomStream random(String name) {
        return SeedTree.of(3).child(name).stream();
    }

    @Test
    void fractionIsTheInterquartileMeanOfTheSeedsRatios() {
        // Ratios by hand: 4/8, 6/8, 2/8, 8/8. A quarter of four seeds is cut off at either end: (4/8 + 6/8) / 2.
        double[][] numerators = {{1, 3}, {2, 4}, {1, 1}, {4, 4}};
        double[][] denominators = {{4, 4}, {3, 5}, {1, 7}, {2, 6}};
        Interval fraction = CrossedBootstrap.fraction(numerators, denominators, random("fraction"));
        assertEquals(0.625, fraction.estimate(), ROUNDING);
        assertTrue(fraction.low() < 0.625 && 0.625 < fraction.high(), fraction.toString());
    }

    @Test
    void aRatioThatHoldsInEveryEpisodeHasNoUncertainty() {
        double[][] theirs = {{1, 9, 4, 2, 7}};
        double[][] ours = {{2, 18, 8, 4, 14}};
        Interval ratio = CrossedBootstrap.pairedRatio(ours, theirs, random("paired"));
        assertEquals(2, ratio.estimate(), ROUNDING);
        assertEquals(2, ratio.low(), ROUNDING);
        assertEquals(2, ratio.high(), ROUNDING);
    }

    @Test
    void betweenMarketsEpisodesAreNotPaired() {
        double[][] before = {{1, 9, 4, 2, 7}};
        double[][] after = {{2, 18, 8, 4, 14}};
        Interval change = CrossedBootstrap.change(after, before, random("change"));
        assertEquals(2, change.estimate(), ROUNDING);
        assertTrue(change.high() - change.low() > 0.5, change.toString());
    }

    @Test
    void seedsAreResampledToo() {
        double[][] theirs = {{1, 1, 1, 1}};
        double[][] ours = {{1, 1, 1, 1}, {2, 2, 2, 2}, {3, 3, 3, 3}};
        Interval ratio = CrossedBootstrap.pairedRatio(ours, theirs, random("seeds"));
        assertEquals(2, ratio.estimate(), ROUNDING);
        // All three draws are the lowest with probability 1/27 = 3.7 % > 2.5 %, so the interval reaches from 1 to 3.
        assertEquals(1, ratio.low(), ROUNDING);
        assertEquals(3, ratio.high(), ROUNDING);
    }

    /** Seeds and episodes differ much, the two ways by 1 of 10 in all of them: only paired draws see that. */
    @Test
    void aDifferenceIsTakenOnTheSameSeedsAndEpisodes() {
        double[][] theirs = {{1, 9, 4, 2, 4}, {100, 107, 103, 101, 109}};
        double[][] ours = {{2, 10, 5, 3, 5}, {101, 108, 104, 102, 110}};
        double[][] tens = {{10, 10, 10, 10, 10}, {10, 10, 10, 10, 10}};
        Interval more = CrossedBootstrap.difference(ours, theirs, tens, random("difference"));
        assertEquals(0.1, more.estimate(), ROUNDING);
        assertEquals(0.1, more.low(), ROUNDING);
        assertEquals(0.1, more.high(), ROUNDING);
        assertThrows(
                IllegalArgumentException.class,
                () -> CrossedBootstrap.difference(ours, new double[][] {theirs[0]}, tens, random("seeds")));
    }

    @Test
    void intervalsCoverTheTruthAsOftenAsTheySay() {
        int covered = 0;
        int trials = 200;
        for (int trial = 0; trial < trials; trial++) {
            RandomStream random = SeedTree.of(11).child(trial).stream();
            double[][] numerators = new double[8][40];
            double[][] ones = new double[8][40];
            double[] episodes = new double[40];
            for (int e = 0; e < 40; e++) {
                episodes[e] = 0.5 * random.nextGaussian();
            }
            for (int s = 0; s < 8; s++) {
                double seed = 0.3 * random.nextGaussian();
                for (int e = 0; e < 40; e++) {
                    numerators[s][e] = 5 + seed + episodes[e] + 0.1 * random.nextGaussian();
                    ones[s][e] = 1;
                }
            }
            Interval mean = CrossedBootstrap.fraction(numerators, ones, random);
            covered += mean.low() <= 5 && 5 <= mean.high() ? 1 : 0;
        }
        // Percentile intervals of eight seeds are a little short of 95 %. Below 85 % of 200, that is 170, a method that
        // covers
        // 92 % falls with probability 4e-4; resampling episodes alone or seeds alone covers far less here.
        assertTrue(covered >= 170, covered + " of " + trials);
    }

    @Test
    void theSameStreamGivesTheSameInterval() {
        double[][] values = {{1, 2, 3}, {2, 2, 5}};
        double[][] ones = {{1, 1, 1}, {1, 1, 1}};
        assertEquals(
                CrossedBootstrap.fraction(values, ones, random("again")),
                CrossedBootstrap.fraction(values, ones, random("again")));
    }

    @Test
    void shapesThatDoNotGoTogetherAreRefused() {
        double[][] two = {{1, 2}};
        double[][] three = {{1, 2, 3}};
        double[][] ragged = {{1, 2}, {1}};
        double[][] none = {};
        RandomStream random = random("refused");
        refused("episodes of theirs: expected 2, got 3", () -> CrossedBootstrap.pairedRatio(two, three, random));
        refused("episodes of denominators: expected 2, got 3", () -> CrossedBootstrap.fraction(two, three, random));
        refused(
                "seeds of denominators: expected 1, got 2",
                () -> CrossedBootstrap.fraction(two, new double[][] {{1, 2}, {1, 2}}, random));
        refused(
                "episodes of a seed of ours: expected 2, got 1",
                () -> CrossedBootstrap.pairedRatio(ragged, two, random));
        refused(
                "after: expected at least one seed and one episode, got none",
                () -> CrossedBootstrap.change(none, two, random));
    }

    private static void refused(String complaint, Runnable action) {
        assertEquals(
                complaint,
                assertThrows(IllegalArgumentException.class, action::run).getMessage());
    }
}
