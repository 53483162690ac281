package dmsb.proofs.pareto;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dmsb.auction.mechanism.ModifiedSecondBid;
import dmsb.auction.mechanism.Outcome;
import dmsb.core.random.RandomStream;
import dmsb.core.random.SeedTree;
import java.util.Arrays;
import java.util.Locale;
import org.apache.commons.math3.stat.descriptive.SummaryStatistics;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The library's auction, run on Pareto markets, earns what the closed forms say.
 *
 * <p>Every round draws a common value C, log-normal with mean 1, and bids C M_n; the brand is worth C E0. Match values of
 * shape a &lt;= 2 have no variance, so a mean of them has no standard error. They are drawn from a heavier tail of shape a'
 * &lt;= a - 1 and weighted with the ratio of the densities, prod (a/a') M_n^(a'-a): weight times highest match value is then
 * at most (a/a')^N, and the four standard errors mean what they say. Fixed seed; a false alarm of one comparison has
 * probability 6e-5.
 */
class MonteCarloTest {
    private static final SeedTree SEEDS = SeedTree.of(20261123);
    private static final int ROUNDS = 300_000;
    private static final double SIGMA = 0.5;

    @ParameterizedTest(name = "a = {0}, N = {1}, E0 = {2}, rho = {3}, drawn with shape {4}")
    @CsvSource({
        "2.0, 2, 2.6666666666666665, 2.0, 1.0",
        "2.0, 2, 2.6666666666666665, 1.0, 1.0",
        "1.603374, 3, 4.0, 1.650953, 0.6",
        "1.603374, 5, 5.0, 1.2589254117941673, 0.6",
        "5.0, 4, 2.0, 1.4125375446227544, 5.0",
        "4.0, 9, 1.5, 1.1220184543019633, 3.0"
    })
    void surplusShareAndFirstBest(double shape, int bidders, double brand, double rho, double drawn) {
        ParetoMarket market = new ParetoMarket(shape, bidders);
        ModifiedSecondBid auction = new ModifiedSecondBid(rho);
        String name = String.format(Locale.ROOT, "%s/%s/%s", market, brand, rho);
        RandomStream matches = SEEDS.child(name).child("match").stream();
        RandomStream common = SEEDS.child(name).child("common").stream();
        SummaryStatistics surplus = new SummaryStatistics();
        SummaryStatistics share = new SummaryStatistics();
        SummaryStatistics best = new SummaryStatistics();
        double[] values = new double[bidders];
        for (int round = 0; round < ROUNDS; round++) {
            double c = common(common);
            double weight = 1.0;
            for (int n = 0; n < bidders; n++) {
                double match = pareto(matches, drawn);
                weight *= shape / drawn * StrictMath.pow(match, drawn - shape);
                values[n] = c * match;
            }
            Outcome outcome = auction.clear(values);
            surplus.addValue(weight * (outcome.uavServes() ? c * brand : values[outcome.winner() - 1]));
            share.addValue(outcome.uavServes() ? weight : 0.0);
            best.addValue(
                    weight * Math.max(c * brand, Arrays.stream(values).max().getAsDouble()));
        }
        assertMean(market.surplus(rho, brand), surplus);
        assertMean(market.brandShare(rho), share);
        assertMean(market.firstBest(brand), best);
    }

    /** A constant rho leaves the UAV as often when C is high as when it is low; a rho tied to C does not. */
    @Test
    void onlyARhoTiedToTheCommonValueSelectsAdversely() {
        assertEquals(0.3056, uavShare(10.0, 1.2), 4.0 * standardError(0.3056) + 5e-5);
        assertEquals(0.8889, uavShare(1.0, 3.0), 4.0 * standardError(0.8889) + 5e-5);
        assertEquals(5.0 / 9.0, uavShare(10.0, 1.5), 4.0 * standardError(5.0 / 9.0));
        assertEquals(5.0 / 9.0, uavShare(1.0, 1.5), 4.0 * standardError(5.0 / 9.0));
    }

    private static double uavShare(double common, double rho) {
        RandomStream stream = SEEDS.child(String.format(Locale.ROOT, "share/%s/%s", common, rho)).stream();
        ModifiedSecondBid auction = new ModifiedSecondBid(rho);
        int served = 0;
        for (int round = 0; round < ROUNDS; round++) {
            if (auction.clear(common * pareto(stream, 2.0), common * pareto(stream, 2.0))
                    .uavServes()) {
                served++;
            }
        }
        return (double) served / ROUNDS;
    }

    private static double standardError(double share) {
        return Math.sqrt(share * (1.0 - share) / ROUNDS);
    }

    private static double pareto(RandomStream stream, double shape) {
        return StrictMath.pow(1.0 - stream.nextDouble(), -1.0 / shape);
    }

    private static double common(RandomStream stream) {
        return StrictMath.exp(SIGMA * stream.nextGaussian() - 0.5 * SIGMA * SIGMA);
    }

    private static void assertMean(double expected, SummaryStatistics sample) {
        double standardError = sample.getStandardDeviation() / Math.sqrt(ROUNDS);
        assertEquals(expected, sample.getMean(), 4.0 * standardError);
    }
}
