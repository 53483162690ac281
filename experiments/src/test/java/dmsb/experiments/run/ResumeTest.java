package dmsb.experiments.run;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dmsb.auction.market.ObservationMode;
import dmsb.auction.market.Scenario;
import dmsb.core.checkpoint.CheckpointFolder;
import dmsb.core.checkpoint.Checkpointed;
import dmsb.core.checkpoint.StateReader;
import dmsb.core.checkpoint.StateWriter;
import dmsb.core.tensorfile.Tensor;
import dmsb.core.tensorfile.TensorFile;
import dmsb.experiments.config.Learners;
import dmsb.experiments.config.UsageException;
import dmsb.nn.agent.LearnerConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** An interrupted training ends with the bytes of one that was not. */
class ResumeTest {
    private static final int STEPS = 500;
    private static final int POINTS = 4;

    @TempDir
    private Path folder;

    private final List<String> notes = new ArrayList<>();

    static List<LearnerConfig> learners() {
        return SmallRuns.learners();
    }

    private static TrainingRun training(LearnerConfig learner, long steps, int points) {
        return new TrainingRun(SmallRuns.MARKET, learner, steps, 3, points, 1);
    }

    private void run(TrainingRun run, Path place, long every, boolean resume, BooleanSupplier stop) throws IOException {
        run.run(place, 1, new Checkpointing(every, resume, true, stop, notes::add), Progress.SILENT);
    }

    /** Stops whenever it has been asked for the n-th time. */
    private static BooleanSupplier at(int n) {
        int[] asked = {0};
        return () -> ++asked[0] == n;
    }

    private static void assertSameBytes(Path expected, Path got) throws IOException {
        for (String name : List.of("metrics.csv", "model.safetensors")) {
            assertArrayEquals(Files.readAllBytes(expected.resolve(name)), Files.readAllBytes(got.resolve(name)), name);
        }
    }

    /** Every 37 steps, of episodes of 30, rollouts of 64, a point each 125: stops come everywhere. */
    @ParameterizedTest
    @MethodSource("learners")
    void aTrainingThatIsStoppedAgainAndAgainEndsTheSame(LearnerConfig learner) throws IOException {
        Path whole = folder.resolve("whole");
        run(training(learner, STEPS, POINTS), whole, 0, false, () -> false);
        Path pieces = folder.resolve("pieces");
        int stops = 0;
        for (boolean done = false; !done; ) {
            try {
                run(training(learner, STEPS, POINTS), pieces, 37, stops > 0, at(1 + stops % 3));
                done = true;
            } catch (RunStoppedException e) {
                assertFalse(Files.exists(pieces.resolve("manifest.json")));
                stops++;
            }
        }
        assertTrue(stops >= 7, stops + " stops");
        assertSameBytes(whole, pieces);
        assertFalse(Files.exists(pieces.resolve(".dmsb.lock")));
    }

    @ParameterizedTest
    @MethodSource("learners")
    void aCompleteTrainingCanBeExtended(LearnerConfig learner) throws IOException {
        Path longer = folder.resolve("longer");
        run(training(learner, 2 * STEPS, 2 * POINTS), longer, 0, false, () -> false);
        Path extended = folder.resolve("extended");
        run(training(learner, STEPS, POINTS), extended, 90, false, () -> false);
        run(training(learner, 2 * STEPS, POINTS), extended, 90, true, () -> false);
        assertSameBytes(longer, extended);
    }

    /** With the filter of the others' past, whose looks are chosen anew when the training goes on. */
    @Test
    void aTrainingOnTheOthersPastEndsTheSameToo() throws IOException {
        Scenario market = SmallRuns.MARKET.with(Scenario.OBSERVATION, ObservationMode.OTHERS_PAST_LOOKS);
        LearnerConfig learner = Learners.of("dqn").load("standard", Map.of("hidden", 4, "firstUpdate", 20));
        TrainingRun run = new TrainingRun(market, learner, 200, 3, 2, 1);
        Path whole = folder.resolve("whole");
        run(run, whole, 0, false, () -> false);
        Path pieces = folder.resolve("pieces");
        assertThrows(RunStoppedException.class, () -> run(run, pieces, 70, false, at(1)));
        run(run, pieces, 70, true, () -> false);
        assertSameBytes(whole, pieces);
        Model model = Model.read(whole.resolve("model.safetensors"));
        assertEquals(ObservationMode.OTHERS_PAST_LOOKS, model.scenario().observation());
    }

    @Test
    void aCompleteRunIsLeftAsItIs() throws IOException {
        TrainingRun run = training(SmallRuns.learners().get(3), STEPS, POINTS);
        Checkpointing removing = new Checkpointing(100, true, false, () -> false, notes::add);
        TrainingRun.Result first = run.run(folder, 1, removing, Progress.SILENT);
        assertFalse(Files.exists(folder.resolve("checkpoint")));
        TrainingRun.Result second = run.run(folder, 1, removing, Progress.SILENT);
        assertEquals(List.of(folder + " is complete: nothing is left to do"), notes);
        assertEquals(first.curve().size(), second.curve().size());
        assertArrayEquals(
                first.model().toFile().toBytes(), second.model().toFile().toBytes());
        Files.writeString(folder.resolve("metrics.csv"), "damaged");
        run.run(folder, 1, removing, Progress.SILENT);
        assertTrue(Files.size(folder.resolve("metrics.csv")) > 100);
    }

    @Test
    void aDamagedCheckpointCostsOneIntervalAndNoByte() throws IOException {
        TrainingRun run = training(SmallRuns.learners().get(0), STEPS, POINTS);
        Path whole = folder.resolve("whole");
        run(run, whole, 0, false, () -> false);
        Path place = folder.resolve("damaged");
        assertThrows(RunStoppedException.class, () -> run(run, place, 50, false, at(6)));
        Path state = place.resolve("checkpoint").resolve("state-250.safetensors");
        byte[] content = Files.readAllBytes(state);
        content[content.length / 2] ^= 1;
        Files.write(state, content);
        run(run, place, 50, true, () -> false);
        assertTrue(notes.get(0).contains("state-250.safetensors"), notes::toString);
        assertEquals("going on after 200 of 500 steps", notes.get(1));
        assertSameBytes(whole, place);
    }

    private static String refusal(org.junit.jupiter.api.function.Executable executable) {
        return String.valueOf(assertThrows(UsageException.class, executable).getMessage());
    }

    @Test
    void anotherConfigurationIsRefusedByName() throws IOException {
        LearnerConfig learner = SmallRuns.learners().get(3);
        TrainingRun run = training(learner, STEPS, POINTS);
        assertThrows(RunStoppedException.class, () -> run(run, folder, 100, false, at(1)));
        String fresh = refusal(() -> run(run, folder, 100, false, () -> false));
        assertTrue(fresh.contains("--resume") && fresh.contains("100 steps"), fresh);
        TrainingRun otherSeed = new TrainingRun(SmallRuns.MARKET, learner, STEPS, 4, POINTS, 1);
        assertEquals(
                "--resume: key 'seed': expected 3 as in the checkpoint, got 4",
                refusal(() -> run(otherSeed, folder, 100, true, () -> false)));
        String otherAgent = refusal(
                () -> run(training(SmallRuns.learners().get(2), STEPS, POINTS), folder, 100, true, () -> false));
        assertTrue(otherAgent.contains("key 'agent'"), otherAgent);
        assertTrue(refusal(() -> run(training(learner, STEPS - 1, POINTS), folder, 100, true, () -> false))
                .startsWith("steps: "));
        assertTrue(refusal(() -> run(training(learner, STEPS + 1, POINTS), folder, 100, true, () -> false))
                .startsWith("steps: "));
        assertTrue(refusal(() -> run(training(learner, STEPS, POINTS + 1), folder, 100, true, () -> false))
                .startsWith("evaluations: "));
    }

    @Test
    void aCheckpointOfAnotherBuildIsRefusedByNameUnlessAskedFor() throws IOException {
        TrainingRun run = training(SmallRuns.learners().get(3), STEPS, POINTS);
        Map<String, String> entries =
                new TreeMap<>(RunConfiguration.of(run.configuration()).entries());
        assertEquals(Version.build(), entries.put(RunConfiguration.CODE, "0.1.0+000000000000"));
        new CheckpointFolder(folder.resolve(TrainingFolder.CHECKPOINT)).write(100, new Checkpointed() {
            @Override
            public void save(StateWriter state) {
                new RunConfiguration(entries).save(state.under(TrainingSession.CONFIGURATION));
            }

            @Override
            public void restore(StateReader state) {
                throw new UnsupportedOperationException();
            }
        });
        assertEquals(
                "--resume: key 'code': expected 0.1.0+000000000000 as in the checkpoint, got " + Version.build()
                        + ", another build of the code; --other-build goes on all the same, with other bytes than either"
                        + " where what is computed has changed",
                refusal(() -> run(run, folder, 100, true, () -> false)));
        Checkpointing asked = new Checkpointing(100, true, true, false, true, () -> false, notes::add);
        IOException nothingElse = assertThrows(IOException.class, () -> run.run(folder, 1, asked, Progress.SILENT));
        assertTrue(String.valueOf(nothingElse.getMessage()).contains("rewardScale"), nothingElse.toString());
        assertEquals(
                "the checkpoint is of build 0.1.0+000000000000, this is " + Version.build()
                        + ": the bytes may be those of neither",
                notes.get(notes.size() - 1));
    }

    /** Steps of 1 on targets that follow at once: the moments overflow before the weights do, and are not saved. */
    @Test
    void aTrainingThatBreaksDownSaysWhereAndKeepsTheLastGoodCheckpoint() throws IOException {
        LearnerConfig learner = Learners.of("dqn")
                .load(
                        "standard",
                        Map.of(
                                "hidden",
                                64,
                                "batch",
                                16,
                                "firstUpdate",
                                20,
                                "stepsPerUpdate",
                                1,
                                "discount",
                                0.99,
                                "feedback",
                                "executed",
                                "learningRate",
                                1,
                                "gradientClip",
                                0,
                                "softUpdate",
                                1));
        TrainingRun run = training(learner, 3 * STEPS, 1);
        String message =
                String.valueOf(assertThrows(RunFailedException.class, () -> run(run, folder, 40, false, () -> false))
                        .getMessage());
        Matcher told = Pattern.compile(
                        "the training broke down after (\\d+) steps: (\\S+): expected a finite number, got "
                                + "(-?Infinity|NaN); the last checkpoint, in .*checkpoint, is that after (\\d+) steps")
                .matcher(message);
        assertTrue(told.matches(), message);
        assertEquals(Long.parseLong(told.group(1)), Long.parseLong(told.group(4)) + 40, message);
        assertFalse(Files.exists(folder.resolve("manifest.json")));
        for (Tensor tensor :
                TensorFile.read(folder.resolve("model.safetensors")).tensors().values()) {
            for (float weight : tensor.data()) {
                assertTrue(Float.isFinite(weight));
            }
        }
    }

    @Test
    void twoRunsDoNotShareAFolder() throws IOException {
        TrainingRun run = training(SmallRuns.learners().get(3), STEPS, POINTS);
        List<String> refusals = new ArrayList<>();
        run(run, folder, 100, false, () -> {
            refusals.add(refusal(() -> run(run, folder, 100, true, () -> false)));
            return false;
        });
        assertFalse(refusals.isEmpty());
        assertTrue(
                refusals.get(0).startsWith("--out: expected a folder that no other run writes to, got "),
                refusals.get(0));
        assertTrue(refusals.get(0).contains("process " + ProcessHandle.current().pid()), refusals.get(0));
    }

    @Test
    void aFolderThatVanishesFailsTheRunAndIsNotMadeUpForSilently() {
        TrainingRun run = training(SmallRuns.learners().get(3), STEPS, POINTS);
        Path place = folder.resolve("gone");
        assertThrows(
                IOException.class,
                () -> run(run, place, 100, false, () -> {
                    try {
                        Files.delete(place.resolve(".dmsb.lock"));
                        Files.deleteIfExists(place.resolve("manifest.json"));
                        Files.deleteIfExists(place.resolve("begun.json"));
                        for (Path file : List.of(
                                place.resolve("metrics.csv"),
                                place.resolve("timing.csv"),
                                place.resolve("model.safetensors"))) {
                            Files.deleteIfExists(file);
                        }
                        Files.delete(place);
                        Files.writeString(place, "a file in its place");
                    } catch (IOException e) {
                        throw new IllegalStateException(e);
                    }
                    return false;
                }));
    }
}
