package dmsb.experiments.run;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dmsb.auction.evaluation.Evaluation;
import dmsb.auction.evaluation.Sellers;
import dmsb.auction.market.DenseSettings;
import dmsb.auction.market.Scenario;
import dmsb.auction.rule.filter.LinearFilterModel;
import dmsb.core.checkpoint.CheckpointFolder;
import dmsb.core.checkpoint.SavedState;
import dmsb.core.random.SeedTree;
import dmsb.experiments.dense.DenseMethod;
import dmsb.experiments.dense.DenseTraining;
import dmsb.nn.agent.Feedback;
import dmsb.nn.agent.LearnerConfig;
import dmsb.nn.agent.PpoConfig;
import dmsb.nn.agent.SetActorConfig;
import dmsb.nn.kernel.Kernels;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A training of slots that is interrupted goes on the same: every field, and the model's bytes. */
class DenseStateTest {
    private static final SeedTree SEEDS = SeedTree.of(31);

    /** Episodes are short and batteries run empty, so that a checkpoint falls into every part of an episode. */
    private static final Scenario MARKET = Scenario.standard()
            .with(Scenario.ROUNDS_PER_EPISODE, 12)
            .with(DenseSettings.TASKS, 3)
            .with(DenseSettings.UAVS, 2)
            .with(DenseSettings.UAV_TASKS_PER_EPISODE, 9);

    private static final LinearFilterModel FILTER =
            Sellers.fittedFilter(new Evaluation(DenseSettings.ofOneTask(MARKET), SEEDS.child("fit")), 80);

    private static final Kernels KERNELS = Kernels.create();

    @TempDir
    private Path folder;

    /** Every head, both kinds of feedback, with and without proposals. */
    static List<SetActorConfig> kinds() {
        List<SetActorConfig> kinds = new ArrayList<>();
        for (DenseMethod method : DenseMethod.values()) {
            for (Feedback feedback : Feedback.values()) {
                for (int proposals : new int[] {1, 3}) {
                    kinds.add(method.settings(SetActorConfig.standard())
                            .with(LearnerConfig.HIDDEN, 8)
                            .with(LearnerConfig.BATCH, 24)
                            .with(LearnerConfig.REPLAY_CAPACITY, 150)
                            .with(LearnerConfig.FIRST_UPDATE, 30)
                            .with(LearnerConfig.STEPS_PER_UPDATE, 4)
                            .with(PpoConfig.EPOCHS, 2)
                            .with(LearnerConfig.FEEDBACK, feedback)
                            .with(SetActorConfig.PROPOSALS, proposals));
                }
            }
        }
        return kinds;
    }

    private static DenseTraining training(SetActorConfig settings, int fewest, String seed) {
        return new DenseTraining(MARKET, fewest, FILTER, settings, SEEDS.child(seed), KERNELS);
    }

    private DenseTraining restored(DenseTraining live, DenseTraining fresh, long number) throws IOException {
        Path place = folder.resolve("at" + number);
        new CheckpointFolder(place).write(number, live);
        fresh.restore(new CheckpointFolder(place).read().orElseThrow().state());
        return fresh;
    }

    /** Batches are of one size here, so even room that is only written before it is read is the same. */
    @ParameterizedTest
    @MethodSource("kinds")
    void whatIsRestoredGoesOnTheSameInEveryField(SetActorConfig settings) throws IOException {
        for (long before : new long[] {1, 24, 79}) {
            DenseTraining live = training(settings, 3, "learned");
            live.play(before);
            DenseTraining fresh = restored(live, training(settings, 3, "learned"), before);
            live.play(120);
            fresh.play(120);
            assertEquals(List.of(), StateGraph.differences(live, fresh), "after " + before + " slots");
            assertTrue(live.updates() >= 7, "updates " + live.updates());
        }
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void aTrainingThatIsStoppedTwiceLeavesTheSameModel(SetActorConfig settings) throws IOException {
        DenseTraining whole = training(settings, 1, "learned");
        whole.play(171);
        DenseTraining first = training(settings, 1, "learned");
        first.play(47);
        DenseTraining second = restored(first, training(settings, 1, "learned"), 47);
        second.play(63);
        DenseTraining third = restored(second, training(settings, 1, "learned"), 110);
        third.play(61);
        assertArrayEquals(
                whole.model(Map.of()).toFile().toBytes(),
                third.model(Map.of()).toFile().toBytes());
    }

    /** Without the memory, as a state in the computer's memory is, a training goes on otherwise: the test above can fail. */
    @Test
    void aStateWithoutTheMemoryIsNoCheckpoint() {
        SetActorConfig settings = kinds().get(0);
        DenseTraining whole = training(settings, 1, "learned");
        whole.play(60);
        DenseTraining part = training(settings, 1, "learned");
        assertThrows(IllegalArgumentException.class, () -> restore(whole, part, 40));
    }

    private static void restore(DenseTraining from, DenseTraining to, long further) {
        SavedState.of(from).restoreTo(to);
        to.play(further);
    }

    /** The episode that is played again is that of the seed; of another seed it is noticed. */
    @Test
    void anotherSeedIsNoticed() {
        SetActorConfig settings = kinds().get(0);
        DenseTraining live = training(settings, 1, "learned");
        live.play(47);
        DenseTraining other = training(settings, 1, "other");
        String complaint = String.valueOf(assertThrows(
                        IllegalArgumentException.class,
                        () -> SavedState.of(live).restoreTo(other))
                .getMessage());
        assertTrue(complaint.startsWith("estimates: expected"), complaint);
    }
}
