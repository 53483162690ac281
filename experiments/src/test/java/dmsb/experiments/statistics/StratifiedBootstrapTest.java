package dmsb.experiments.statistics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dmsb.core.random.RandomStream;
import dmsb.core.random.SeedTree;
import org.apache.commons.math3.stat.descriptive.rank.Percentile;
import org.junit.jupiter.api.Test;

class StratifiedBootstrapTest {
    /** Two strata of three units: 27 x 27 equally likely resamples, all of which can be looked at. */
    @Test
    void intervalIsThatOfAllResamples() {
        double[][] strata = {{0.1, 0.2, 0.9}, {0.5, 0.55, 0.8}};
        double[] estimates = new double[729];
        for (int i = 0; i < 729; i++) {
            double[] joined = new double[6];
            for (int j = 0, digits = i; j < 6; j++, digits /= 3) {
                joined[j] = strata[j / 3][digits % 3];
            }
            estimates[i] = InterquartileMean.of(joined);
        }
        Percentile exact = new Percentile();
        exact.setData(estimates);
        Interval interval = StratifiedBootstrap.interquartileMean(strata, SeedTree.of(1).stream());
        assertEquals((0.2 + 0.5 + 0.55 + 0.8) / 4, interval.estimate(), 1e-15);
        // The quantile of 2000 draws lies between the exact ones at 2.5 % -+ 1.4 %, four standard errors.
        assertTrue(exact.evaluate(1.1) <= interval.low() && interval.low() <= exact.evaluate(3.9), "" + interval);
        assertTrue(exact.evaluate(96.1) <= interval.high() && interval.high() <= exact.evaluate(98.9), "" + interval);
    }

    @Test
    void unitsStayInTheirStratum() {
        double[][] apart = {{0, 0, 0, 0}, {1, 1, 1, 1}};
        assertEquals(
                new Interval(0.5, 0.5, 0.5), StratifiedBootstrap.interquartileMean(apart, SeedTree.of(2).stream()));
    }

    @Test
    void aStratumWithOneUnitGivesNoInterval() {
        double[][] strata = {{3, 4}, {5}};
        assertEquals(Interval.none(4), StratifiedBootstrap.interquartileMean(strata, SeedTree.of(4).stream()));
    }

    @Test
    void intervalCoversTheTruthAboutAsOftenAsItSays() {
        RandomStream random = SeedTree.of(5).stream();
        int covered = 0;
        for (int trial = 0; trial < 200; trial++) {
            double[][] strata = new double[2][15];
            for (int i = 0; i < 2; i++) {
                for (int j = 0; j < 15; j++) {
                    strata[i][j] = random.nextGaussian();
                }
            }
            Interval interval = StratifiedBootstrap.interquartileMean(strata, random);
            covered += interval.low() <= 0 && 0 <= interval.high() ? 1 : 0;
        }
        // A percentile bootstrap of 30 units covers some 93 %; Binomial(200, 0.92) is below 164 with probability 1e-6.
        assertTrue(covered >= 164 && covered < 200, "covered " + covered);
    }

    @Test
    void equalSeedsGiveEqualIntervals() {
        double[][] strata = {{1, 5, 2, 8}, {3, 3, 9}};
        assertEquals(
                StratifiedBootstrap.interquartileMean(strata, SeedTree.of(6).stream()),
                StratifiedBootstrap.interquartileMean(strata, SeedTree.of(6).stream()));
    }

    @Test
    void missingUnitsAreRefused() {
        RandomStream random = SeedTree.of(7).stream();
        for (double[][] bad : new double[][][] {{}, {{}}, {{1}, {}}}) {
            assertThrows(IllegalArgumentException.class, () -> StratifiedBootstrap.interquartileMean(bad, random));
        }
    }
}
