package dmsb.experiments.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dmsb.auction.evaluation.Evaluation;
import dmsb.auction.evaluation.Sellers;
import dmsb.auction.log.BidLogBuilder;
import dmsb.auction.log.RecordedRounds;
import dmsb.auction.market.ConditionLayout;
import dmsb.auction.market.ObservationMode;
import dmsb.auction.market.Scenario;
import dmsb.auction.rule.filter.BeliefModel;
import dmsb.auction.rule.filter.LinearFilterModel;
import dmsb.auction.rule.filter.TooFewRoundsException;
import dmsb.core.random.SeedTree;
import dmsb.experiments.config.Learners;
import dmsb.experiments.config.UsageException;
import dmsb.nn.agent.ForecastSource;
import dmsb.nn.agent.LearnerConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TrainingFilterTest {
    private static final Scenario SCENARIO = Scenario.standard().with(Scenario.ROUNDS_PER_EPISODE, 30);
    private static final Scenario LONG = SCENARIO.with(Scenario.HISTORY, 12);
    private static final Checkpointing QUIET = new Checkpointing(0, false, false, () -> false, note -> {});
    private static final Scenario ONE_BIDDER = SCENARIO.with(Scenario.GROUND_STATIONS, 1);

    private static Evaluation episodes(Scenario scenario) {
        return new Evaluation(scenario, SeedTree.of(1));
    }

    private static void assertNone(Evaluation episodes, int count) {
        TrainingFilter filter = TrainingFilter.fitted(ForecastSource.FILTER, false, episodes, count);
        assertEquals(Optional.empty(), filter.model());
        assertEquals("none", filter.id());
        String missing = filter.missing().orElseThrow();
        assertTrue(
                missing.startsWith("forecasts: none, as no filter could be fitted: linear-filter: expected"), missing);
        assertTrue(missing.endsWith("got 0"), missing);
    }

    @Test
    void itIsTheOneThatIsChosenOnTheEpisodes() {
        TrainingFilter filter = TrainingFilter.fitted(ForecastSource.FILTER, false, episodes(SCENARIO), 30);
        LinearFilterModel expected = Sellers.fittedFilter(episodes(SCENARIO), 30);
        assertEquals(expected.id(), filter.id());
        assertEquals(Optional.empty(), filter.missing());
    }

    @Test
    void withOneBidderThereIsNone() {
        assertNone(episodes(ONE_BIDDER), 30);
    }

    @Test
    void onALogWithoutTheUavsValueThereIsNone() {
        int conditions = ConditionLayout.count(3);
        BidLogBuilder log = new BidLogBuilder(3, conditions);
        for (int row = 0; row < 500; row++) {
            log.add(
                    new double[] {1 + row % 7, 2 + row % 5, 3 + row % 3},
                    4,
                    1,
                    Double.NaN,
                    new double[conditions],
                    new double[4]);
        }
        RecordedRounds rounds = new RecordedRounds(log.build(), SCENARIO);
        assertNone(new Evaluation(rounds, SeedTree.of(1)), rounds.episodes());
    }

    @Test
    void withoutAFilterNothingOfTheOthersPastIsObserved() {
        assertEquals(
                "forecasts: expected filter with observation others-past-looks, whose views a fitted filter bounds, got none",
                refusal(SCENARIO, "raw"));
        String oneBidder = refusal(ONE_BIDDER, "standard");
        assertTrue(oneBidder.startsWith("others-filter: expected more than"), oneBidder);
    }

    private static String refusal(Scenario scenario, String preset) {
        Scenario others = scenario.with(Scenario.OBSERVATION, ObservationMode.OTHERS_PAST_LOOKS);
        LearnerConfig learner = Learners.of("dqn").load(preset, Map.of("hidden", 4));
        return String.valueOf(assertThrows(
                        UsageException.class,
                        () -> new TrainingRun(others, learner, 1, 1, 1, 1).run(null, 1, QUIET, Progress.SILENT))
                .getMessage());
    }

    /** What a look is worth is in the rewards of a learner that does not plan, and is left to one that does. */
    @Test
    void aBeliefIsFittedOnTheEpisodesAndWeighsALookUnlessTheLearnerPlans() {
        BeliefModel expected = Sellers.fittedBeliefModel(episodes(LONG), 30);
        assertEquals(
                expected.id(),
                TrainingFilter.fitted(ForecastSource.BELIEF, false, episodes(LONG), 30)
                        .id());
        BeliefModel planned = (BeliefModel) TrainingFilter.fitted(ForecastSource.BELIEF, true, episodes(LONG), 30)
                .model()
                .orElseThrow();
        assertEquals(0, planned.weight());
        assertEquals(
                expected.toFile().tensors().get("belief.covariance"),
                planned.toFile().tensors().get("belief.covariance"));
    }

    @Test
    void aBeliefNeedsAsManyRoundsAsARoundDependsOn() {
        LearnerConfig learner = Learners.of("dqn").load("standard", Map.of("forecasts", "belief"));
        assertEquals(
                "history: expected at least 6 with forecasts of a belief, as a round depends on as many, got 3",
                assertThrows(UsageException.class, () -> new TrainingRun(SCENARIO, learner, 1, 1, 1, 1))
                        .getMessage());
    }

    /** An argument that is wrong is a defect of the program, and no reason to train without forecasts. */
    @Test
    void anyOtherRefusalIsNotTakenForTooFewRounds() {
        IllegalArgumentException refusal = assertThrows(
                IllegalArgumentException.class,
                () -> TrainingFilter.fitted(ForecastSource.FILTER, false, episodes(SCENARIO), 0));
        assertTrue(!(refusal instanceof TooFewRoundsException), refusal::toString);
    }

    @Test
    void aTrainingTellsThatItHasNone() throws Exception {
        List<String> notes = new ArrayList<>();
        Checkpointing checkpointing = new Checkpointing(0, false, false, () -> false, notes::add);
        for (String preset : List.of("raw", "standard")) {
            new TrainingRun(ONE_BIDDER, Learners.of("dqn").load(preset, Map.of("hidden", 4)), 1, 1, 1, 1)
                    .run(null, 1, checkpointing, Progress.SILENT);
        }
        assertEquals(
                1,
                notes.stream()
                        .filter(note -> note.startsWith("forecasts: none"))
                        .count(),
                notes::toString);
    }
}
