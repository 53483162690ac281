package dmsb.auction.rule.learned;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dmsb.auction.HashingPolicy;
import dmsb.auction.evaluation.Evaluation;
import dmsb.auction.evaluation.Sellers;
import dmsb.auction.market.ConditionLayout;
import dmsb.auction.market.Scenario;
import dmsb.auction.round.Announcement;
import dmsb.auction.round.PastRounds;
import dmsb.auction.round.PricedBy;
import dmsb.auction.rule.ActionGrid;
import dmsb.auction.rule.LaggedReserveRule;
import dmsb.auction.rule.PostedRule;
import dmsb.auction.rule.filter.LinearFilterModel;
import dmsb.auction.rule.observation.ObservationEncoder;
import dmsb.core.random.RandomStream;
import dmsb.core.random.SeedTree;
import dmsb.core.rl.Policy;
import dmsb.core.rl.PolicySnapshot;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PolicyRuleTest {
    private static final Scenario SCENARIO = Scenario.preset("paper");

    /** A policy that notes the first number that it draws, and the one that its observation's stream begins with. */
    private record Noting(boolean draws, List<Integer> expected, List<Integer> drawn) implements PolicySnapshot {
        @Override
        public int observationSize() {
            return HashingPolicy.of(SCENARIO, 0).observationSize();
        }

        @Override
        public int actionCount() {
            return SCENARIO.actions();
        }

        @Override
        public Policy open() {
            return (observation, random) -> {
                assertNotNull(random);
                long hash = 0;
                for (float value : observation) {
                    hash = (hash ^ Float.floatToRawIntBits(value)) * 0x9e3779b97f4a7c15L;
                    hash ^= hash >>> 32;
                }
                expected.add(
                        SeedTree.of(0).child("decision").child(hash).stream().nextInt(1_000_000_000));
                drawn.add(random.nextInt(1_000_000_000));
                return 0;
            };
        }
    }

    private static LearnedModel noting(boolean draws, List<Integer> expected, List<Integer> drawn) {
        return LearnedModel.of(SCENARIO, new Noting(draws, expected, drawn));
    }

    private static Announcement[] announcements(int count) {
        Announcement[] announcements = new Announcement[count];
        Arrays.setAll(announcements, i -> {
            Announcement announcement = PastRounds.announcement(3, ConditionLayout.count(3), SCENARIO.history());
            announcement.conditions()[0] = (double) i / count;
            return announcement;
        });
        return announcements;
    }

    @Test
    void aPolicyThatDrawsIsGivenTheStreamOfItsObservationAloneAndInABatch() {
        List<Integer> expected = new ArrayList<>();
        List<Integer> drawn = new ArrayList<>();
        PostedRule rule = noting(true, expected, drawn).open();
        Announcement[] announcements = announcements(300);
        for (Announcement announcement : announcements) {
            rule.rho(announcement);
        }
        assertEquals(expected, drawn);
        assertEquals(300, drawn.stream().distinct().count());
        List<Integer> alone = List.copyOf(drawn);
        drawn.clear();
        rule.rhos(announcements, announcements.length, new double[announcements.length]);
        assertEquals(alone, drawn);
    }

    @Test
    void aPolicyThatDoesNotDrawIsGivenAStreamAllTheSame() {
        List<Integer> drawn = new ArrayList<>();
        PostedRule rule = noting(false, new ArrayList<>(), drawn).open();
        rule.rho(announcements(1)[0]);
        rule.rhos(announcements(2), 2, new double[2]);
        assertEquals(3, drawn.size());
    }

    @Test
    void oneRoundAndABatchAreToldToBeTheModels() {
        LearnedModel model = noting(true, new ArrayList<>(), new ArrayList<>());
        PricedBy expected = new PricedBy(model.id(), 0);
        assertEquals(expected, model.open().rhos(announcements(1), 1, new double[1]));
        assertEquals(expected, model.open().rhos(announcements(2), 2, new double[2]));
    }

    /** A training never sees a round with too few rounds before it, so its policy knows nothing of one. */
    @Test
    void untilThereIsAForecastRhoIsTheLaggedReserve() {
        Scenario scenario = SCENARIO.with(Scenario.HISTORY, 6);
        LinearFilterModel filter = Sellers.fittedFilter(new Evaluation(scenario, SeedTree.of(1)), 30);
        int size = new ObservationEncoder(scenario, filter.forecasts()).size();
        LearnedModel model =
                LearnedModel.of(scenario, Optional.of(filter), new HashingPolicy(size, scenario.actions(), 1, false));
        ActionGrid grid = ActionGrid.of(scenario);
        LaggedReserveRule reserve = new LaggedReserveRule();
        Announcement announcement = PastRounds.announcement(3, ConditionLayout.count(3), 6);
        RandomStream random = SeedTree.of(2).stream();
        for (int past = 0; past < 12; past++) {
            announcement.declare(60 + 80 * random.nextDouble(), 50);
            double expected = grid.rho(grid.nearest(reserve.rho(announcement)));
            double rho = model.open().rho(announcement);
            if (past < filter.rounds()) {
                assertEquals(expected, rho, past + " past rounds");
            } else {
                assertTrue(IntStream.range(0, grid.size()).anyMatch(a -> grid.rho(a) == rho), "rho " + rho);
                assertNotEquals(expected, rho);
            }
            double[] batch = new double[2];
            model.open().rhos(new Announcement[] {announcement, announcement}, 2, batch);
            assertArrayEquals(new double[] {rho, rho}, batch);
            PastRounds.uav(
                    announcement.history(),
                    announcement.estimate(),
                    60 + 80 * random.nextDouble(),
                    100 * random.nextDouble(),
                    100 * random.nextDouble(),
                    100 * random.nextDouble());
        }
    }
}
