package dmsb.auction.evaluation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dmsb.auction.HashingPolicy;
import dmsb.auction.market.ObservationMode;
import dmsb.auction.market.Scenario;
import dmsb.auction.rule.ScalingRule;
import dmsb.auction.rule.learned.LearnedModel;
import dmsb.core.random.SeedTree;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ParallelEvaluationTest {
    private static final SeedTree SEEDS = SeedTree.of(6);
    /** Two whole blocks and part of a third. */
    private static final int EPISODES = 2 * BatchEvaluation.WIDTH + 5;

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 8})
    void rulesGetTheSameMeansOnAnyNumberOfThreads(int threads) {
        Scenario scenario = Scenario.standard().with(Scenario.ROUNDS_PER_EPISODE, 20);
        for (String rule : List.of("random", "lagged-reserve", "optimal-msb-brand", "best-constant")) {
            EpisodeMeans expected =
                    new Evaluation(scenario, SEEDS).run(Sellers.named(rule, scenario, SeedTree.of(1), 3), EPISODES);
            EpisodeMeans actual = new ParallelEvaluation(scenario, SEEDS, threads)
                    .run(() -> Sellers.named(rule, scenario, SeedTree.of(1), 3), EPISODES, done -> {});
            assertSame(expected, actual);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void modelsGetTheSameMeansSideBySideAsOneByOne(int threads) {
        for (ObservationMode mode : List.of(ObservationMode.PAST_BIDS, ObservationMode.CURRENT_BIDS)) {
            Scenario scenario =
                    Scenario.preset("load").with(Scenario.OBSERVATION, mode).with(Scenario.ROUNDS_PER_EPISODE, 20);
            LearnedModel model = LearnedModel.of(scenario, HashingPolicy.drawing(scenario, 5));
            ScalingRule rule = mode == ObservationMode.PAST_BIDS ? model.open() : model.bidDependentRule();
            EpisodeMeans expected = new Evaluation(scenario, SEEDS).run(Sellers.of(rule), EPISODES);
            EpisodeMeans actual = new ParallelEvaluation(scenario, SEEDS, threads).run(model, EPISODES, done -> {});
            assertSame(expected, actual);
        }
    }

    private static void assertSame(EpisodeMeans expected, EpisodeMeans actual) {
        for (Metric metric : Metric.values()) {
            assertArrayEquals(expected.of(metric), actual.of(metric), metric.name());
        }
    }

    @Test
    void progressCountsEpisodesUpToTheLast() {
        Scenario scenario = Scenario.standard().with(Scenario.ROUNDS_PER_EPISODE, 1);
        List<Integer> told = new ArrayList<>();
        new ParallelEvaluation(scenario, SEEDS, 2).run(Sellers::firstBest, EPISODES, told::add);
        assertEquals(3, told.size());
        assertEquals(EPISODES, told.get(2));
        assertEquals(told.stream().sorted().toList(), told);
    }

    @Test
    void failuresOfASellerReachTheCaller() {
        ParallelEvaluation evaluation = new ParallelEvaluation(Scenario.preset("paper"), SEEDS, 2);
        Seller broken = (announcement, round) -> {
            throw new UnsupportedOperationException("broken");
        };
        assertThrows(UnsupportedOperationException.class, () -> evaluation.run(() -> broken, EPISODES, done -> {}));
        assertThrows(IllegalArgumentException.class, () -> evaluation.run(Sellers::firstBest, 0, done -> {}));
        assertThrows(IllegalArgumentException.class, () -> new ParallelEvaluation(Scenario.preset("paper"), SEEDS, 0));
    }
}
