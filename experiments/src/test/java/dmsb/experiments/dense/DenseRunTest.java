package dmsb.experiments.dense;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dmsb.experiments.config.ConfigSection;
import dmsb.experiments.config.Presets;
import dmsb.experiments.config.UsageException;
import dmsb.experiments.extension.OwnClasses;
import dmsb.experiments.run.Checkpointing;
import dmsb.experiments.run.Progress;
import dmsb.experiments.run.RunStoppedException;
import dmsb.nn.agent.SetActorConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A training of slots is a run like any other: a folder, a curve, checkpoints, and the same bytes whatever stops it. */
class DenseRunTest {
    private static final int STEPS = 160;
    private static final int POINTS = 2;

    @TempDir
    private Path folder;

    private final List<String> notes = new ArrayList<>();

    private static DenseRun training(DenseMethod method, long steps, int points) {
        return DenseRun.of(
                        Presets.INTERSECTIONS.load("battery", Map.of("tasks", 3, "uavs", 2, "roundsPerEpisode", 15)),
                        method,
                        Presets.SET_ACTORS.complete(Map.of(
                                "hidden", 8, "batch", 24, "firstUpdate", 30, "replayCapacity", 120, "proposals", 2)),
                        steps,
                        3,
                        points,
                        1)
                .withFewestTasks(2);
    }

    private DenseRun.Trained run(DenseRun run, Path place, long every, boolean resume, BooleanSupplier stop)
            throws IOException {
        return run.run(place, 1, new Checkpointing(every, resume, true, stop, notes::add), Progress.SILENT);
    }

    private static BooleanSupplier at(int n) {
        int[] asked = {0};
        return () -> ++asked[0] == n;
    }

    private static void assertSameBytes(Path expected, Path got) throws IOException {
        for (String name : List.of("metrics.csv", "model.safetensors")) {
            assertArrayEquals(Files.readAllBytes(expected.resolve(name)), Files.readAllBytes(got.resolve(name)), name);
        }
    }

    /** Stops come in the middle of episodes of 15 slots and of batches; the model is that of the loop alone too. */
    @ParameterizedTest
    @EnumSource(DenseMethod.class)
    void aTrainingThatIsStoppedAgainAndAgainEndsTheSame(DenseMethod method) throws IOException {
        DenseRun training = training(method, STEPS, POINTS);
        Path whole = folder.resolve("whole");
        run(training, whole, 0, false, () -> false);
        Path pieces = folder.resolve("pieces");
        int stops = 0;
        for (boolean done = false; !done; ) {
            try {
                run(training, pieces, 37, stops > 0, at(1 + stops % 2));
                done = true;
            } catch (RunStoppedException e) {
                stops++;
            }
        }
        assertTrue(stops >= 3, stops + " stops");
        assertSameBytes(whole, pieces);

        DenseTraining alone =
                new DenseRules(DenseRules.TRAINING_EPISODES).training(training.scenario(), 2, training.learner(), 3);
        alone.play(STEPS);
        assertTrue(alone.updates() > 3, "updates " + alone.updates());
        assertArrayEquals(
                alone.model(DenseRun.metadata(2, STEPS, 3)).toFile().toBytes(),
                Files.readAllBytes(whole.resolve("model.safetensors")));
    }

    @Test
    void aCompleteTrainingCanBeExtended() throws IOException {
        Path longer = folder.resolve("longer");
        run(training(DenseMethod.SOFTMAX, 2 * STEPS, 2 * POINTS), longer, 0, false, () -> false);
        Path extended = folder.resolve("extended");
        DenseRun.Trained first = run(training(DenseMethod.SOFTMAX, STEPS, POINTS), extended, 90, false, () -> false);
        DenseRun.Trained second =
                run(training(DenseMethod.SOFTMAX, 2 * STEPS, POINTS), extended, 90, true, () -> false);
        assertSameBytes(longer, extended);
        assertEquals(first.curve(), second.curve().subList(0, POINTS + 1));
        assertEquals(POINTS * 2 + 1, second.curve().size());
    }

    @Test
    void aCompleteTrainingIsLeftAsItIs() throws IOException {
        DenseRun training = training(DenseMethod.SOFTMAX, STEPS, POINTS);
        Checkpointing resuming = new Checkpointing(90, true, false, () -> false, notes::add);
        DenseRun.Trained made = training.run(folder.resolve("run"), 1, resuming, Progress.SILENT);
        DenseRun.Trained read = training.run(folder.resolve("run"), 1, resuming, Progress.SILENT);
        assertTrue(notes.get(notes.size() - 1).contains("is complete: nothing is left to do"), notes.toString());
        assertEquals(made.model().id(), read.model().id());
        assertEquals(made.curve().size(), read.curve().size()); // whose numbers are rounded in the file
    }

    @Test
    void aCheckpointOfAnotherTrainingIsRefusedByName() throws IOException {
        Path place = folder.resolve("run");
        assertThrows(
                RunStoppedException.class,
                () -> run(training(DenseMethod.SOFTMAX, STEPS, POINTS), place, 20, false, at(1)));
        String complaint = String.valueOf(assertThrows(
                        UsageException.class,
                        () -> run(
                                training(DenseMethod.SOFTMAX, STEPS, POINTS).withFewestTasks(3),
                                place,
                                20,
                                true,
                                () -> false))
                .getMessage());
        assertTrue(complaint.contains("key 'fewestTasks': expected 2 as in the checkpoint, got 3"), complaint);
    }

    @Test
    void itsConfigurationDescribesIt() {
        DenseRun training = training(DenseMethod.PPO, STEPS, POINTS);
        assertEquals(training, DenseRun.of(ConfigSection.of("run", training.toMap()), OwnClasses.NONE));
        SetActorConfig settings = training.learner();
        String complaint = String.valueOf(assertThrows(
                        UsageException.class,
                        () -> new DenseRun(training.scenario(), DenseMethod.SOFTMAX, settings, 2, 1, 1, 1, 1)
                                .withEvaluations(1)
                                .withFewestTasks(9))
                .getMessage());
        assertTrue(complaint.startsWith("fewest-tasks: expected"), complaint);
        assertThrows(
                UsageException.class,
                () -> new DenseRun(training.scenario(), DenseMethod.DIFFUSION, settings, 2, 1, 1, 1, 1));
    }
}
