package dmsb.auction.rule;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dmsb.auction.HashingPolicy;
import dmsb.auction.market.ObservationMode;
import dmsb.auction.market.Scenario;
import dmsb.auction.mechanism.ModifiedSecondBid;
import dmsb.auction.round.Announcement;
import dmsb.auction.round.BidHistory;
import dmsb.auction.round.PastRounds;
import dmsb.auction.round.Round;
import dmsb.auction.rule.learned.LearnedModel;
import dmsb.core.random.RandomStream;
import dmsb.core.random.SeedTree;
import org.junit.jupiter.api.Test;

class ScalingRuleTest {
    private final BidHistory history = PastRounds.history(2, 3);
    private final Announcement announcement = new Announcement(0, history);

    @Test
    void gridBeginsAtOneAndStaysBelowTen() {
        ActionGrid grid = new ActionGrid(20);
        assertEquals(1.0, grid.rho(0));
        assertEquals(StrictMath.pow(10.0, 0.95), grid.rho(19));
        assertThrows(IllegalArgumentException.class, () -> grid.rho(20));
        assertThrows(IllegalArgumentException.class, () -> grid.rho(-1));
    }

    private static int winner(double rho, double... bids) {
        return new ModifiedSecondBid(rho).clear(bids).winner();
    }

    @Test
    void myopicRuleOnTheHighestBidNeverLetsAGroundStationWin() {
        MyopicMsbRule rule = MyopicMsbRule.ofHighestBid();
        RandomStream random = SeedTree.of(3).stream();
        for (int i = 0; i < 100_000; i++) {
            double[] bids = {random.nextDouble(), random.nextDouble()};
            assertEquals(0, winner(rule.rho(announcement, bids, 2), bids));
        }
        for (double[] bids : new double[][] {
            {Double.MIN_VALUE, 2 * Double.MIN_VALUE},
            {2 * Double.MIN_VALUE, 5 * Double.MIN_VALUE},
            {3, 0},
            {0, 0},
            {1e308, Double.MIN_VALUE}
        }) {
            assertEquals(0, winner(rule.rho(announcement, bids, 2), bids));
        }
    }

    @Test
    void myopicRuleOnTheBrandValueLetsAGroundStationWinAboveIt() {
        MyopicMsbRule rule = MyopicMsbRule.ofBrandValue();
        announcement.declare(5.0, 0.0);
        double[] above = {Math.nextUp(5.0), 3.0};
        double[] equal = {5.0, 3.0};
        double[] noCompetition = {6.0, 5.5};
        assertEquals(1, winner(5.0 / 3.0, above));
        assertEquals(0, winner(rule.rho(announcement, equal, 2), equal));
        assertEquals(1.0, rule.rho(announcement, noCompetition, 2));
        assertEquals(5.0 / 3.0, rule.rho(announcement, above, 2), Math.ulp(2.0));
    }

    @Test
    void optimalRuleIsTheRatioOfMeansOverPastRounds() {
        OptimalMsbRule highest = OptimalMsbRule.ofHighestBid();
        OptimalMsbRule brand = OptimalMsbRule.ofBrandValue();
        assertEquals(1.0, highest.rho(announcement));
        for (ScalingRule rule : new ScalingRule[] {highest, brand}) {
            rule.observe(round(8.0, 6.0, 2.0));
            rule.observe(round(4.0, 3.0, 1.0));
        }
        assertEquals(3.0, highest.rho(announcement));
        assertEquals(4.0, brand.rho(announcement));
        highest.reset(SeedTree.of(1).stream());
        assertEquals(1.0, highest.rho(announcement));
        highest.observe(round(1.0, 3.0, 0.0));
        assertEquals(Double.POSITIVE_INFINITY, highest.rho(announcement));
    }

    @Test
    void laggedReserveDividesTodaysEstimateByYesterdaysSecondBid() {
        LaggedReserveRule rule = new LaggedReserveRule();
        announcement.declare(6.0, 0.0);
        assertEquals(1.0, rule.rho(announcement));
        PastRounds.ground(history, 1.0, 4.0, 9.0);
        assertEquals(1.5, rule.rho(announcement));
        PastRounds.ground(history, 1.0, 7.0, 9.0);
        assertEquals(1.0, rule.rho(announcement));
    }

    @Test
    void greedyRuleLearnsTheBestActionAndIsFrozenOnIt() {
        ActionGrid grid = new ActionGrid(4);
        GreedyRule rule = new GreedyRule(grid);
        assertEquals(1.0, rule.frozen().rho());
        rule.reset(SeedTree.of(5).stream());
        for (int t = 0; t < 400; t++) {
            double rho = rule.rho(announcement);
            // The UAV is worth 8, the highest bid 5, the second 3: it is best to leave the task to the UAV.
            Round round = round(8.0, 5.0, 3.0);
            round.awardBy(rho);
            if (round.uavServes()) {
                round.reveal(8.0);
            }
            rule.observe(round);
        }
        assertEquals(grid.rho(1), rule.frozen().rho(), "rho = 10^(1/4) = 1.78 is the first above 5/3");
    }

    @Test
    void randomRuleStaysOnTheGridAndFollowsItsStream() {
        RandomRule rule = new RandomRule(new ActionGrid(20));
        rule.reset(SeedTree.of(7).stream());
        double first = rule.rho(announcement);
        rule.reset(SeedTree.of(7).stream());
        assertEquals(first, rule.rho(announcement));
        assertTrue(first >= 1.0 && first < 10.0);
    }

    @Test
    void modeDecidesTheKindOfAModelsRule() {
        Scenario past = Scenario.preset("paper");
        Scenario current = past.with(Scenario.OBSERVATION, ObservationMode.CURRENT_BIDS);
        LearnedModel blind = LearnedModel.of(past, HashingPolicy.of(past, 1));
        LearnedModel sighted = LearnedModel.of(current, HashingPolicy.of(current, 1));
        assertInstanceOf(PostedRule.class, blind.open());
        assertInstanceOf(BidDependentRule.class, sighted.bidDependentRule());
        assertThrows(IllegalArgumentException.class, sighted::open);
        assertThrows(IllegalArgumentException.class, blind::bidDependentRule);
    }

    @Test
    void historyForgetsTheOldestRound() {
        for (int t = 1; t <= 5; t++) {
            if (t % 2 == 0) {
                PastRounds.uav(history, 0.5 * t, 3.0 * t, t, 10.0 * t);
            } else {
                PastRounds.ground(history, 0.5 * t, t, 10.0 * t);
            }
        }
        assertEquals(3, history.size());
        assertEquals(50.0, history.bid(0, 0));
        assertEquals(5.0, history.bid(0, 1));
        assertEquals(30.0, history.bid(2, 0));
        assertEquals(2.0, history.estimate(1));
        assertTrue(history.uavServed(1));
        assertEquals(12.0, history.surplus(1));
        assertEquals(50.0, history.surplus(0));
        assertThrows(IllegalArgumentException.class, () -> history.bid(3, 0));
    }

    private static Round round(double estimate, double high, double low) {
        return PastRounds.open(estimate, low, high);
    }

    @Test
    void theNearestActionIsTheLowerOneOfTwoThatAreAsNear() {
        ActionGrid grid = new ActionGrid(20);
        int ties = 0;
        for (int a = 0; a < 20; a++) {
            assertEquals(a, grid.nearest(grid.rho(a)));
            if (a > 0) {
                double below = grid.rho(a - 1);
                double step = grid.rho(a) - below;
                assertEquals(a - 1, grid.nearest(below + 0.49 * step));
                assertEquals(a, grid.nearest(below + 0.51 * step));
                double middle = 0.5 * (below + grid.rho(a));
                if (middle - below == grid.rho(a) - middle) {
                    ties++;
                    assertEquals(a - 1, grid.nearest(middle));
                }
            }
        }
        assertEquals(19, grid.nearest(1e9));
        assertEquals(19, grid.nearest(Double.POSITIVE_INFINITY));
        assertTrue(ties > 3, "ties in doubles: " + ties);
    }

    @Test
    void whereThereIsOneStationTheLaggedReserveHasNoSecondBidAndLeavesTheTaskToTheUav() {
        Announcement alone = PastRounds.announcement(1, 0, 1);
        alone.declare(6.0, 0.0);
        PastRounds.ground(alone.history(), 1.0, 4.0);
        assertEquals(Double.POSITIVE_INFINITY, new LaggedReserveRule().rho(alone));
    }
}
