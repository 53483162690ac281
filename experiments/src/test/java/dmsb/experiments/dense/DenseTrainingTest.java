package dmsb.experiments.dense;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dmsb.auction.dense.DenseEvaluation;
import dmsb.auction.dense.EachTaskAlone;
import dmsb.auction.dense.Intersection;
import dmsb.auction.dense.VectorModel;
import dmsb.auction.dense.VectorRule;
import dmsb.auction.evaluation.Evaluation;
import dmsb.auction.evaluation.Sellers;
import dmsb.auction.market.DenseSettings;
import dmsb.auction.market.Scenario;
import dmsb.auction.rule.filter.LinearFilterModel;
import dmsb.core.random.SeedTree;
import dmsb.nn.agent.Feedback;
import dmsb.nn.agent.LearnerConfig;
import dmsb.nn.agent.PpoConfig;
import dmsb.nn.agent.SetActorConfig;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A set actor learns to price the tasks of a slot together, for any number of them, to the same bytes. */
class DenseTrainingTest {
    private static final SeedTree SEEDS = SeedTree.of(31);
    private static final LinearFilterModel MODEL =
            Sellers.fittedFilter(new Evaluation(Scenario.standard(), SEEDS.child("fit")), 40);

    private static SetActorConfig settings(SetActorConfig.Head head) {
        return SetActorConfig.standard()
                .with(SetActorConfig.HEAD, head)
                .with(LearnerConfig.HIDDEN, 32)
                .with(LearnerConfig.LEARNING_RATE, 2e-3);
    }

    private static DenseTraining training(SetActorConfig settings, int fewest, Scenario scenario) {
        return new DenseTraining(scenario, fewest, MODEL, settings, SEEDS.child("learned"));
    }

    private static double fraction(Intersection intersection, VectorRule rule) {
        return new DenseEvaluation(intersection, SEEDS.child("held out"))
                .run(rule, 10)
                .fraction();
    }

    /** On these episodes the filter for each task alone has .92 of first best. */
    @Test
    void pricesTogetherWhatItLearnedTogether() {
        Scenario scenario = Scenario.preset("dense");
        Intersection dense = Intersection.of(scenario);
        DenseTraining training = training(settings(SetActorConfig.Head.SOFTMAX), 4, scenario);
        training.play(6_400);
        assertEquals(676, training.updates(), "one every 8 slots once 1,000 are remembered");
        double learned = fraction(dense, training.model(Map.of()).rule(dense));
        double alone = fraction(dense, new EachTaskAlone(4, MODEL::open));
        assertTrue(learned > alone + 0.02, learned + " against " + alone);
    }

    private static SetActorConfig few(SetActorConfig settings) {
        return settings.with(LearnerConfig.FIRST_UPDATE, 100);
    }

    static Stream<SetActorConfig> allKinds() {
        return Stream.concat(
                Arrays.stream(SetActorConfig.Head.values()).map(head -> few(settings(head))),
                Arrays.stream(DenseMethod.values())
                        .map(method -> method.settings(settings(SetActorConfig.Head.SOFTMAX))
                                .with(LearnerConfig.FEEDBACK, Feedback.EXECUTED)
                                .with(LearnerConfig.BATCH, 40)
                                .with(SetActorConfig.PROPOSALS, 4)
                                .with(PpoConfig.EPOCHS, 2)));
    }

    @ParameterizedTest
    @MethodSource("allKinds")
    void sameSeedSameBytesForAnyNumberOfTasks(SetActorConfig settings) {
        Scenario three = Scenario.standard().with(DenseSettings.TASKS, 3).with(DenseSettings.UAVS, 2);
        DenseTraining whole = training(settings, 1, three);
        whole.play(164);
        DenseTraining pieces = training(settings, 1, three);
        pieces.play(131);
        VectorModel between = pieces.model(Map.of());
        fraction(
                Intersection.of(three),
                between.rule(Intersection.of(three))); // an evaluation in between changes nothing
        pieces.play(33);
        assertTrue(pieces.updates() >= 7, "updates " + pieces.updates());
        assertArrayEquals(
                whole.model(Map.of()).toFile().toBytes(),
                pieces.model(Map.of()).toFile().toBytes());
        Intersection one = Intersection.of(Scenario.standard(), 1, 2);
        assertEquals(
                fraction(one, whole.model(Map.of()).rule(one)),
                fraction(one, pieces.model(Map.of()).rule(one)));
    }

    /** The sample's 16 vehicles in the mean leave most slots with fewer than 20 tasks. */
    @ParameterizedTest
    @MethodSource("allKinds")
    void slotsOfATownDifferInTheirNumberOfTasks(SetActorConfig settings) {
        Scenario town = Scenario.preset("town").with(DenseSettings.TASKS, 20).with(Scenario.ROUNDS_PER_EPISODE, 40);
        DenseTraining first = training(settings, 20, town);
        DenseTraining second = training(settings, 20, town);
        first.play(120);
        second.play(120);
        assertTrue(first.updates() >= 2, "updates " + first.updates());
        VectorModel model = first.model(Map.of());
        assertArrayEquals(
                model.toFile().toBytes(), second.model(Map.of()).toFile().toBytes());
        Intersection many = Intersection.of(town);
        DenseEvaluation.SlotMeans means = new DenseEvaluation(many, SEEDS.child("held out")).run(model.rule(many), 2);
        assertTrue(means.fraction() > 0.3 && means.fraction() <= 1, "fraction " + means.fraction());
    }

    /** With 32 tasks in a batch, 4 a slot. */
    @Test
    void executedFeedbackUsesEverySlotOnce() {
        SetActorConfig settings = settings(SetActorConfig.Head.SOFTMAX)
                .with(LearnerConfig.FEEDBACK, Feedback.EXECUTED)
                .with(LearnerConfig.BATCH, 32);
        DenseTraining training = training(settings, 4, Scenario.preset("dense"));
        training.play(807);
        assertEquals(100, training.updates());
    }

    @Test
    void roomAndNumbersOfTasksAreChecked() {
        Scenario dense = Scenario.preset("dense");
        SetActorConfig settings = settings(SetActorConfig.Head.SOFTMAX);
        assertThrows(IllegalArgumentException.class, () -> training(settings, 5, dense));
        assertThrows(IllegalArgumentException.class, () -> training(settings, 0, dense));
        assertThrows(IllegalArgumentException.class, () -> training(settings.with(LearnerConfig.BATCH, 3), 4, dense));
        assertThrows(
                IllegalArgumentException.class,
                () -> training(settings.with(LearnerConfig.REPLAY_CAPACITY, 3_999), 4, dense));
    }
}
