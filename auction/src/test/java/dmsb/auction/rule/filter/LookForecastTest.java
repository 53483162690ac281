package dmsb.auction.rule.filter;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dmsb.auction.round.Announcement;
import dmsb.auction.round.LooksPast;
import dmsb.auction.round.PastRounds;
import dmsb.core.random.RandomStream;
import dmsb.core.random.SeedTree;
import org.junit.jupiter.api.Test;

class LookForecastTest {
    private static final int ROUNDS = 3;

    private final RandomStream random = SeedTree.of(4).stream();
    private final Announcement announcement = PastRounds.announcement(2, 0, ROUNDS);

    private double amount() {
        return StrictMath.exp(random.nextGaussian());
    }

    /** Every pattern of looks; a value of 0 that a look has shown has no log and counts as not shown. */
    @Test
    void theForecastIsTheConditionalMeanAndSomeConditionalVariances() {
        GaussianLaw law = GaussianLaw.random(new double[] {0.1, -0.2, 0.3, 0, 0.5, -0.3, 0.2, 0.7}, 0.4, random);
        LookForecast forecast = new LookForecast(ROUNDS, law.moments());
        for (int pattern = 0; pattern < 16; pattern++) {
            double[] logs = new double[2 * ROUNDS + 1];
            PastRounds.clear(announcement.history());
            for (int age = ROUNDS - 1; age >= 0; age--) {
                double estimate = amount();
                double worth = (pattern >> age & 1) == 1 ? amount() : pattern < 8 ? Double.NaN : 0;
                Pasts.record(announcement.history(), estimate, worth, 1, 2);
                logs[1 + age] = StrictMath.log(estimate);
                logs[1 + ROUNDS + age] = worth > 0 ? StrictMath.log(worth) : Double.NaN;
            }
            announcement.declare(amount(), 0);
            logs[0] = StrictMath.log(announcement.estimate());
            GaussianLaw open = law.ofLast(1, logs);
            for (double optimism : new double[] {0, 1.5}) {
                double expected = open.mean(0) + optimism * open.covariance().getEntry(0, 0);
                assertEquals(
                        expected, forecast.logWorth(new LooksPast(announcement), optimism), 1e-9, "pattern " + pattern);
            }
        }
    }

    @Test
    void withoutAllEstimatesThereIsNoForecast() {
        LookForecast forecast = new LookForecast(
                1,
                GaussianLaw.independent(new double[] {0, 0, 0, 5}, 1, 1, 1, 1).moments());
        LooksPast past = new LooksPast(announcement);
        announcement.declare(1, 0);
        assertEquals(Double.NEGATIVE_INFINITY, forecast.logWorth(past, 1), "too few rounds");
        Pasts.record(announcement.history(), 3, 2, 1, 2);
        assertEquals(5, forecast.logWorth(past, 0));
        announcement.declare(0, 0);
        assertEquals(Double.NEGATIVE_INFINITY, forecast.logWorth(past, 1), "nothing declared");
        announcement.declare(1, 0);
        Pasts.record(announcement.history(), 0, 2, 1, 2);
        assertEquals(Double.NEGATIVE_INFINITY, forecast.logWorth(past, 1), "nothing declared for the last round");
        assertEquals(-1, LookForecast.read(past, 1, new double[4]));
    }

    /** Phi(0) = 0.5, Phi(1) and Phi(-2) from tables; the bisection ends within 1e-9 deviations. */
    @Test
    void theThresholdIsTheQuantileOfAGaussianWithTheMomentsOfTheTarget() {
        double[] means = {1, 2, 3, 4, 5, 7};
        LookForecast forecast = new LookForecast(
                2, GaussianLaw.independent(means, 1, 2, 3, 4, 5, 9).moments());
        assertEquals(7, forecast.threshold(0.5), 1e-8);
        assertEquals(7 + 3, forecast.threshold(0.8413447460685429), 1e-8);
        assertEquals(7 - 2 * 3, forecast.threshold(0.0227501319481792), 1e-8);
        assertEquals(Double.POSITIVE_INFINITY, forecast.threshold(1));
        assertEquals(Double.NEGATIVE_INFINITY, forecast.threshold(0));
    }
}
