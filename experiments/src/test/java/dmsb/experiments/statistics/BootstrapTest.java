package dmsb.experiments.statistics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dmsb.core.random.RandomStream;
import dmsb.core.random.SeedTree;
import org.junit.jupiter.api.Test;

class BootstrapTest {
    @Test
    void intervalOfTheMeanOfManyNormalsIsTheTextbooks() {
        RandomStream random = SeedTree.of(1).stream();
        double[] units = new double[400];
        double sum = 0;
        double squares = 0;
        for (int i = 0; i < units.length; i++) {
            units[i] = 5 + 2 * random.nextGaussian();
            sum += units[i];
            squares += units[i] * units[i];
        }
        double mean = sum / 400;
        double error = Math.sqrt((squares / 400 - mean * mean) / 400);
        Interval interval = Bootstrap.mean(units, random);
        assertEquals(mean, interval.estimate(), 1e-12);
        // A quantile of 2000 resamples wanders by about 5 % of the half width.
        assertEquals(mean - 1.96 * error, interval.low(), 0.25 * error);
        assertEquals(mean + 1.96 * error, interval.high(), 0.25 * error);
    }

    @Test
    void intervalCoversTheTruthAsOftenAsItSays() {
        RandomStream random = SeedTree.of(2).stream();
        int covered = 0;
        for (int trial = 0; trial < 200; trial++) {
            double[] numerators = new double[60];
            double[] denominators = new double[60];
            for (int i = 0; i < 60; i++) {
                denominators[i] = 1 + random.nextDouble();
                numerators[i] = 0.9 * denominators[i] + 0.1 * random.nextGaussian();
            }
            Interval interval = Bootstrap.ratio(numerators, denominators, random);
            covered += interval.low() <= 0.9 && 0.9 <= interval.high() ? 1 : 0;
        }
        // Binomial(200, 0.95): below 175 with probability 1e-5.
        assertTrue(covered >= 175, "covered " + covered);
    }

    @Test
    void oneUnitGivesNoIntervalAndNoneIsRefused() {
        RandomStream random = SeedTree.of(3).stream();
        assertEquals(Interval.none(3), Bootstrap.mean(new double[] {3}, random));
        assertThrows(IllegalArgumentException.class, () -> Bootstrap.mean(new double[0], random));
    }

    /** In a resample without the last unit there is nothing to divide by. */
    @Test
    void unitsThatLeaveNoDenominatorLeaveNoInterval() {
        RandomStream random = SeedTree.of(4).stream();
        double[] rare = {0, 0, 0, 10};
        assertEquals(Interval.none(1.1), Bootstrap.ratio(new double[] {5, 3, 2, 1}, rare, random));
        assertEquals(Interval.none(-0.1), Bootstrap.ratio(new double[] {0, 0, 0, -1}, rare, random));
        double[][] seeds = {rare, rare};
        assertEquals(Interval.none(1), CrossedBootstrap.pairedRatio(seeds, seeds, random));
        assertEquals(Interval.none(1), CrossedBootstrap.change(seeds, seeds, random));
        assertEquals(Interval.none(1), CrossedBootstrap.fraction(seeds, seeds, random));
        assertTrue(Bootstrap.mean(rare, random).isKnown());
    }
}
