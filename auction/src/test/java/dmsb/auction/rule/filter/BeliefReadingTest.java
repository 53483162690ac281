package dmsb.auction.rule.filter;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dmsb.auction.market.ConditionLayout;
import dmsb.auction.market.Reveal;
import dmsb.auction.market.Scenario;
import dmsb.auction.round.Announcement;
import dmsb.auction.round.BidHistory;
import dmsb.auction.round.PastRounds;
import dmsb.auction.round.Round;
import dmsb.auction.rule.PostedRule;
import dmsb.core.random.RandomStream;
import dmsb.core.random.SeedTree;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** The numbers of a round that a belief reads, and what its rules are asked for with. */
class BeliefReadingTest {
    private static final Scenario TWO =
            Scenario.standard().with(Scenario.GROUND_STATIONS, 2).with(Scenario.HISTORY, 6);

    private static Scenario stations(int n) {
        return TWO.with(Scenario.GROUND_STATIONS, n);
    }

    private static double log(double x) {
        return StrictMath.log(x);
    }

    /** The logs of a round, read after two other numbers. */
    private static double[] read(int width, Round round) {
        double[] logs = new double[2 + width];
        logs[1 + width] = Double.NaN;
        Belief.read(round, new double[round.groundStations()], logs, 2, width);
        assertArrayEquals(new double[2], Arrays.copyOf(logs, 2));
        return Arrays.copyOfRange(logs, 2, 2 + width);
    }

    private static Round served(double uavValue, double estimate, double... bids) {
        Round round = PastRounds.open(estimate, bids);
        round.award(0, 0);
        round.reveal(uavValue);
        return round;
    }

    @Test
    void aRoundHasItsHighestBidsAtMostFourAndAtLeastTwoTheEstimateAndTheValue() {
        int[] widths = {4, 4, 5, 6, 6, 6};
        for (int n = 1; n <= widths.length; n++) {
            assertEquals(widths[n - 1], Belief.width(stations(n)), n + " stations");
        }
        assertThrows(IllegalArgumentException.class, () -> Belief.width(TWO.with(Scenario.GROUND_STATIONS, 2, 4)));
        assertArrayEquals(
                new double[] {log(9), log(8), log(5), log(4), log(6), log(7)}, read(6, served(7, 6, 4, 9, 1, 8, 2, 5)));
        assertArrayEquals(
                new double[] {log(9), log(9) - 4, log(6), log(7)}, read(4, served(7, 6, 9)), "there is no second bid");
    }

    @Test
    void anAmountThatIsZeroOrFarFromTheHighestBidCountsAsFourAway() {
        double far = 2 * StrictMath.exp(4.5);
        double top = log(2);
        assertArrayEquals(new double[] {top, top - 4, top - 4, top + 4}, read(4, served(far, 0, 0, 2)));
        assertArrayEquals(new double[] {top, top - 4, top + 4, top - 4}, read(4, served(0, far, 0.01, 2)));
        double near = 2 * StrictMath.exp(3.5);
        assertArrayEquals(new double[] {top, log(0.1), log(near), log(near)}, read(4, served(near, near, 0.1, 2)));
    }

    @Test
    void theValueIsReadOnlyWhereTheUavServedAndItIsRevealed() {
        Round hidden = PastRounds.open(6, 4, 9);
        hidden.award(0, 0);
        assertTrue(Double.isNaN(read(4, hidden)[3]));
        Round sold = PastRounds.open(6, 4, 9);
        sold.award(2, 4);
        sold.reveal(7);
        assertTrue(Double.isNaN(read(4, sold)[3]));
    }

    private static double[] read(BidHistory history, int age, int unit, int width) {
        double[] logs = new double[width];
        logs[width - 1] = Double.NaN;
        Belief.read(history, age, unit, logs, width);
        return logs;
    }

    /** The logs of a round of a history are those of the round, less the log of another's highest bid. */
    @Test
    void aHistoryIsReadAsItsRoundsWereInAnotherUnit() {
        RandomStream random = SeedTree.of(2).stream();
        double far = StrictMath.exp(5);
        double[][] rounds = { // the value, the estimate, bids
            {7, 6, 4, 9, 1, 8, 2, 5}, {far, 0, 1, 0.001, 0, 0.5, 0.2, 0.1}, {0, far, 0.7, 0.7, 0.7, 0, 0, 1}
        };
        for (int n : new int[] {1, 2, 3, 6}) {
            int width = Belief.width(stations(n));
            BidHistory history = PastRounds.history(n, 6);
            BidHistory large = PastRounds.history(n, 6);
            for (double[] round : rounds) {
                double[] bids = Arrays.copyOfRange(round, 2, 2 + n);
                PastRounds.uav(history, round[1], round[0], bids);
                double factor = 0x1p40;
                for (int i = 0; i < n; i++) {
                    bids[i] *= factor;
                }
                PastRounds.uav(large, factor * round[1], factor * round[0], bids);
            }
            for (int age = 0; age < rounds.length; age++) {
                double[] round = rounds[rounds.length - 1 - age];
                double[] expected = read(width, served(round[0], round[1], Arrays.copyOfRange(round, 2, 2 + n)));
                for (int unit = 0; unit < rounds.length; unit++) {
                    double[] less = expected.clone();
                    for (int j = 0; j < width; j++) {
                        less[j] -= log(history.bid(unit, 0));
                    }
                    assertArrayEquals(less, read(history, age, unit, width), 1e-14);
                    assertArrayEquals(read(history, age, unit, width), read(large, age, unit, width), "2^40 times");
                }
            }
            double estimate = StrictMath.exp(2 * random.nextGaussian());
            assertEquals(log(estimate / history.bid(1, 0)), Belief.read(estimate, history, 1), 1e-14);
            assertEquals(-4, Belief.read(0, history, 1));
            assertEquals(4, Belief.read(1e9, history, 1));
        }
    }

    @Test
    void aValueThatAHistoryDoesNotKnowIsNotRead() {
        BidHistory history = PastRounds.history(2, 3);
        PastRounds.ground(history, 6, 4, 9);
        PastRounds.uav(history, 6, Double.NaN, 4, 9);
        assertTrue(Double.isNaN(read(history, 0, 0, 4)[3]) && Double.isNaN(read(history, 1, 0, 4)[3]));
    }

    @Test
    void aLookIsSeenInTimeWhereValuesAreRevealedAtOnce() {
        Moments moments = PathLaw.moments(TWO);
        assertTrue(new Belief(TWO, moments).reveals());
        assertFalse(new Belief(TWO.with(Scenario.REVEAL, Reveal.NEVER), moments).reveals());
        assertFalse(new Belief(TWO.with(Scenario.REVEAL_LAG, 1), moments).reveals());
    }

    @Test
    void weightsOptimismAndPairsHaveRanges() {
        Belief belief = new Belief(TWO, PathLaw.moments(TWO));
        assertThrows(IllegalArgumentException.class, () -> belief.valueOfInformation(-0.1));
        assertThrows(IllegalArgumentException.class, () -> belief.valueOfInformation(100.1));
        assertThrows(IllegalArgumentException.class, () -> belief.planner(-0.1, 4));
        assertThrows(IllegalArgumentException.class, () -> belief.planner(10.1, 4));
        assertThrows(IllegalArgumentException.class, () -> belief.planner(0, 0));
        assertThrows(IllegalArgumentException.class, () -> belief.planner(0, 10_001));
    }

    /** A pair is two draws. */
    @Test
    void thePlannerThatIsAskedForIsTheOneThatIsMade() {
        Scenario scenario = TWO.with(Scenario.UAV_ACTION, true);
        Belief belief = new Belief(scenario, PathLaw.moments(scenario));
        PostedRule[] rules = {
            belief.planner(0.5, 3), new BeliefPlannerRule(belief, 0.5, 6), new BeliefPlannerRule(belief, 0.5, 2)
        };
        RandomStream random = SeedTree.of(4).stream();
        Announcement announcement = PastRounds.announcement(2, ConditionLayout.count(2), 6);
        double[][] rhos = new double[rules.length][20];
        for (int t = 0; t < 20; t++) {
            double level = 0.2 * random.nextGaussian();
            double[] logs = {level, level - 0.2, 0.2 * random.nextGaussian(), 0};
            announcement.declare(StrictMath.exp(logs[2]), 0);
            for (int r = 0; r < rules.length; r++) {
                rhos[r][t] = rules[r].rho(announcement);
                rules[r].observe(PathLaw.round(logs, t % 3 == 0));
            }
        }
        assertArrayEquals(rhos[1], rhos[0]);
        assertFalse(Arrays.equals(rhos[1], rhos[2]), "the number of draws makes a difference");
    }

    @Test
    void theFirstPredictionOfAPatternIsMadeOnce() {
        Belief belief = new Belief(TWO, PathLaw.moments(TWO));
        assertSame(belief.first(5), belief.first(5));
    }
}
