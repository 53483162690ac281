package dmsb.auction.market;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dmsb.auction.market.radio.Decibels;
import dmsb.core.math.NormalCdf;
import dmsb.core.random.RandomStream;
import dmsb.core.random.SeedTree;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.math3.distribution.BinomialDistribution;
import org.apache.commons.math3.distribution.NormalDistribution;
import org.apache.commons.math3.stat.inference.ChiSquareTest;
import org.apache.commons.math3.stat.inference.KolmogorovSmirnovTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PhysicsTest {
    /** Every statistical test here has a fixed seed and rejects a correct implementation with this probability. */
    private static final double FALSE_ALARM = 1e-3;

    @Test
    void unitsConvert() {
        assertEquals(1.0, Decibels.dbmToWatt(30.0));
        assertEquals(1e-3, Decibels.dbmToWatt(0.0), 1e-18);
        assertEquals(0.01, Decibels.dbToRatio(-20.0), 1e-17);
        assertEquals(8e6, Units.megabyteToBit(1.0));
        assertEquals(20e6, Units.mhzToHertz(20.0));
    }

    @Test
    void perfectAccuracyCountsAsHalfAPixelWrong() {
        MatchValue value = new MatchValue(1024, 2.0, 1.0);
        assertEquals(2048.0 * 2048.0, value.of(1024));
        assertEquals(1024.0 * 1024.0, value.of(1023));
        assertEquals(1.0, value.of(0));
    }

    @Test
    void valuationIsTheBruteForceMeanOverTheWindow() {
        int window = 7;
        MatchValue matchValue = new MatchValue(100, 2.0, 3.0);
        Valuation valuation = new Valuation(window, 2.0, matchValue);
        RandomStream random = SeedTree.of(11).stream();
        List<Double> latencies = new ArrayList<>();
        List<Integer> hits = new ArrayList<>();
        assertEquals(0.0, valuation.value());
        for (int t = 0; t < 50; t++) {
            latencies.add(0.1 + random.nextDouble());
            hits.add(random.nextInt(101));
            valuation.add(latencies.get(t), hits.get(t));
            double speed = 0.0;
            double quality = 0.0;
            int first = Math.max(0, t + 1 - window);
            for (int s = first; s <= t; s++) {
                speed += 2.0 / latencies.get(s);
                quality += matchValue.of(hits.get(s));
            }
            assertEquals(speed / (t + 1 - first), valuation.common(), "the same sum in the same order, to the bit");
            assertEquals(quality / (t + 1 - first), valuation.match());
            assertEquals(valuation.common() * valuation.match(), valuation.value());
        }
    }

    @Test
    void normalCdfAgreesWithCommonsMath() {
        NormalDistribution normal = new NormalDistribution();
        for (double x = -40.0; x <= 40.0; x += 0.00390625) {
            assertEquals(normal.cumulativeProbability(x), NormalCdf.of(x), 1e-14, "x = " + x);
        }
        assertEquals(0.5, NormalCdf.of(0.0), 1e-16);
        assertEquals(1.0, NormalCdf.of(Double.POSITIVE_INFINITY));
        assertEquals(0.0, NormalCdf.of(Double.NEGATIVE_INFINITY));
        assertEquals(Double.NaN, NormalCdf.of(Double.NaN));
    }

    @ParameterizedTest
    @CsvSource({"10, 0.3", "64, 0.5", "65, 0.75", "200, 0.9", "1024, 0.7", "33, 0.015625"})
    void binomialDrawsFollowTheirLaw(int trials, double probability) {
        RandomStream random = SeedTree.of(17).child(trials).stream();
        int draws = 20_000;
        long[] observed = new long[trials + 1];
        for (int i = 0; i < draws; i++) {
            observed[Binomial.draw(trials, probability, random)]++;
        }
        // Cells are joined until each expects at least 10 draws.
        BinomialDistribution law = new BinomialDistribution(null, trials, probability);
        List<Double> expectedCells = new ArrayList<>();
        List<Long> observedCells = new ArrayList<>();
        double expected = 0.0;
        long seen = 0;
        for (int k = 0; k <= trials; k++) {
            expected += draws * law.probability(k);
            seen += observed[k];
            if (expected >= 10.0 && draws * (1.0 - law.cumulativeProbability(k)) >= 10.0) {
                expectedCells.add(expected);
                observedCells.add(seen);
                expected = 0.0;
                seen = 0;
            }
        }
        expectedCells.add(expected);
        observedCells.add(seen);
        double p = new ChiSquareTest()
                .chiSquareTest(
                        expectedCells.stream().mapToDouble(Double::doubleValue).toArray(),
                        observedCells.stream().mapToLong(Long::longValue).toArray());
        assertTrue(p > FALSE_ALARM, "p = " + p);
    }

    @Test
    void certainTrialsAreCertain() {
        RandomStream random = SeedTree.of(1).stream();
        assertEquals(0, Binomial.draw(1000, 0.0, random));
        assertEquals(1000, Binomial.draw(1000, 1.0, random));
        assertEquals(0, Binomial.draw(0, 0.5, random));
        assertEquals(0, Binomial.draw(1000, Double.MIN_VALUE, random));
        assertThrows(IllegalArgumentException.class, () -> Binomial.draw(1, Double.NaN, random));
        assertThrows(IllegalArgumentException.class, () -> Binomial.draw(-1, 0.5, random));
    }

    @ParameterizedTest
    @CsvSource({"0.0", "0.5", "0.9", "1.0"})
    void marginalsAreUniformWhateverThePersistence(double persistence) {
        // Independent episodes, looked at in their 30th slot.
        double[] places = new double[5_000];
        for (int e = 0; e < places.length; e++) {
            GaussianWalk walk = new GaussianWalk(persistence);
            walk.reset(SeedTree.of(23).child(e).stream());
            for (int t = 0; t < 30; t++) {
                places[e] = next(walk);
            }
        }
        double p = new KolmogorovSmirnovTest()
                .kolmogorovSmirnovTest(
                        new org.apache.commons.math3.distribution.UniformRealDistribution(null, 0.0, 1.0),
                        places,
                        false);
        assertTrue(p > FALSE_ALARM, "p = " + p);
    }

    @Test
    void frozenWalkStandsStillAndMemorylessWalkForgets() {
        GaussianWalk frozen = new GaussianWalk(1.0);
        frozen.reset(SeedTree.of(2).stream());
        double place = next(frozen);
        assertEquals(place, next(frozen));
        GaussianWalk memoryless = new GaussianWalk(0.0);
        memoryless.reset(SeedTree.of(2).stream());
        RandomStream same = SeedTree.of(2).stream();
        same.nextGaussian();
        assertEquals(NormalCdf.of(same.nextGaussian()), next(memoryless));
    }

    private static double next(GaussianWalk walk) {
        walk.advance();
        return walk.place();
    }
}
