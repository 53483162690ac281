package dmsb.auction.rule.filter;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dmsb.auction.market.Market;
import dmsb.auction.market.Scenario;
import dmsb.auction.round.Announcement;
import dmsb.auction.round.BidHistory;
import dmsb.auction.round.Round;
import dmsb.auction.rule.LaggedReserveRule;
import dmsb.auction.rule.PostedRule;
import dmsb.core.random.RandomStream;
import dmsb.core.random.SeedTree;
import org.junit.jupiter.api.Test;

class LinearFilterTest {
    private static final Scenario TWO =
            Scenario.builder().groundStations(2).history(2).build();

    private final BidHistory history = new BidHistory(2, 2);
    private final Announcement announcement = new Announcement(Market.conditionCount(2), history);

    @Test
    void theUavsValueIsReadOnlyWhereItServed() {
        LinearFilter filter = new LinearFilter(TWO);
        // The estimate; of each round two bids, the estimate, the surplus.
        assertEquals(9, filter.size());
        assertArrayEquals(new int[] {0, 1, 2, 3, 5, 6, 7}, filter.present(0));
        assertArrayEquals(new int[] {0, 1, 2, 3, 4, 5, 6, 7}, filter.present(1));
        assertArrayEquals(new int[] {0, 1, 2, 3, 5, 6, 7, 8}, filter.present(2));
        assertArrayEquals(new int[] {0, 1, 2, 3, 4, 5, 6, 7, 8}, filter.present(3));
        history.record(new double[] {1, 4}, 2, true, 3);
        history.record(new double[] {8, 16}, 32, false, 16);
        assertEquals(2, filter.served(history));
        announcement.declare(1, 0);
        double[] features = new double[9];
        filter.read(announcement, features);
        // Less the mean log of the four bids, 9 ln 2 / 4.
        double[] powers = {0, 4, 3, 5, 4, 2, 0, 1};
        for (int i = 0; i < powers.length; i++) {
            assertEquals((powers[i] - 2.25) * StrictMath.log(2), features[i], 1e-6, "feature " + i);
        }
        assertEquals(StrictMath.log(3) - 2.25 * StrictMath.log(2), features[8], 1e-6);
    }

    /** A market in which the log of the gap and of the UAV's advantage follow the last round's, scaled at will. */
    private PostedRule fitted(double unit, boolean uavServes) {
        RandomStream random = SeedTree.of(6).stream();
        LinearFilterFit fit = new LinearFilterFit(TWO);
        Round round = new Round(2, 1.0);
        for (int t = 0; t < 400; t++) {
            double second = unit * (1 + random.nextDouble());
            round.bids()[0] = second;
            round.bids()[1] = second * (1 + 2 * random.nextDouble());
            announcement.declare(unit, 0);
            round.open(announcement, second * (1 + random.nextDouble()));
            double rho = fit.rho(announcement);
            assertEquals(Double.POSITIVE_INFINITY, rho);
            round.awardBy(uavServes ? rho : 1);
            fit.observe(round);
            history.record(round.bids(), round.estimate(), round.uavServes(), round.surplus());
        }
        return fit.fitted();
    }

    @Test
    void aCommonFactorChangesNoDecision() {
        PostedRule rule = fitted(1, true);
        history.clear();
        PostedRule large = fitted(0x1p40, true);
        assertInstanceOf(LinearFilterRule.class, rule);
        RandomStream random = SeedTree.of(7).stream();
        double[] seen = new double[2];
        for (int t = 0; t < 200; t++) {
            double[] bids = {1 + random.nextDouble(), 1 + random.nextDouble()};
            boolean served = random.nextDouble() < 0.5;
            double surplus = served ? 2 * random.nextDouble() : Math.max(bids[0], bids[1]);
            double estimate = 1 + 4 * random.nextDouble();
            history.record(bids, 1, served, surplus);
            announcement.declare(estimate, 0);
            double rho = rule.rho(announcement);
            seen[0] = Math.max(seen[0], rho);
            seen[1] += rho == 1 ? 1 : 0;
            BidHistory scaled = new BidHistory(2, 2);
            for (int age = history.size() - 1; age >= 0; age--) {
                scaled.record(
                        new double[] {0x1p40 * history.bid(age, 1), 0x1p40 * history.bid(age, 0)},
                        0x1p40 * history.estimate(age),
                        history.uavServed(age),
                        0x1p40 * history.surplus(age));
            }
            Announcement other = new Announcement(Market.conditionCount(2), scaled);
            other.declare(0x1p40 * estimate, 0);
            assertEquals(rho, large.rho(other));
        }
        assertTrue(seen[0] > 1 && seen[1] < 200, "the rule must not be a constant");
    }

    @Test
    void roundsThatDoNotShowTheUavsValueTeachNothing() {
        assertInstanceOf(LaggedReserveRule.class, fitted(1, false));
    }

    @Test
    void beforeThereAreEnoughRoundsItIsALaggedReserve() {
        PostedRule rule = fitted(1, true);
        history.clear();
        announcement.declare(6, 0);
        assertEquals(1, rule.rho(announcement));
        history.record(new double[] {4, 9}, 1, false, 9);
        assertEquals(1.5, rule.rho(announcement));
    }
}
