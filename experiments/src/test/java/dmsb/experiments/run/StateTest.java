package dmsb.experiments.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dmsb.auction.environment.AuctionEnvironment;
import dmsb.auction.market.Scenario;
import dmsb.core.checkpoint.CheckpointFolder;
import dmsb.core.checkpoint.Checkpointed;
import dmsb.core.checkpoint.StateReader;
import dmsb.core.checkpoint.StateWriter;
import dmsb.core.random.SeedTree;
import dmsb.core.rl.Training;
import dmsb.core.tensorfile.ArrayFile;
import dmsb.experiments.config.Presets;
import dmsb.experiments.dense.DenseMethod;
import dmsb.experiments.dense.DenseRun;
import dmsb.nn.agent.LearnerConfig;
import dmsb.nn.agent.NeuralAgent;
import dmsb.nn.agent.SetActorConfig;
import dmsb.nn.kernel.Kernels;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever has an influence on what comes is in a checkpoint. */
class StateTest {
    @TempDir
    private Path folder;

    static List<LearnerConfig> learners() {
        return SmallRuns.learners();
    }

    /** What goes on when a training does; two of them with one arithmetic. */
    private static class Live implements Checkpointed {
        private final NeuralAgent agent;
        private final Training training;

        Live(LearnerConfig learner, Kernels kernels) {
            AuctionEnvironment environment = new AuctionEnvironment(SmallRuns.MARKET, 100);
            agent = learner.newAgent(environment, SeedTree.of(5).child("agent"), kernels);
            training = new Training(environment, agent, SeedTree.of(5).child("training"));
        }

        void run(long steps) {
            training.run(steps);
        }

        @Override
        public void save(StateWriter state) {
            state.put("training", training);
            state.put("agent", agent);
        }

        @Override
        public void restore(StateReader state) {
            state.restore("training", training);
            state.restore("agent", agent);
        }
    }

    /** Someone added a field and forgot it: the rounds of this object's life, counted. */
    private static final class Forgetful extends Live {
        private long rounds;

        Forgetful(LearnerConfig learner, Kernels kernels) {
            super(learner, kernels);
        }

        @Override
        void run(long steps) {
            super.run(steps);
            rounds += steps;
        }

        @Override
        public String toString() {
            return rounds + " rounds";
        }
    }

    private <T extends Live> List<String> differencesAfterRestoring(T live, T fresh, long before, long after)
            throws IOException {
        live.run(before);
        CheckpointFolder checkpoints = new CheckpointFolder(folder.resolve("at" + before));
        checkpoints.write(before, live);
        fresh.restore(checkpoints.read().orElseThrow().state());
        live.run(after);
        fresh.run(after);
        return StateGraph.differences(live, fresh);
    }

    /** After 200 more steps even room that is only written before it is read is the same, so nothing need be left out. */
    @ParameterizedTest
    @MethodSource("learners")
    void whatIsRestoredGoesOnTheSameInEveryField(LearnerConfig learner) throws IOException {
        Kernels kernels = Kernels.create();
        for (long before : new long[] {0, 1, 19, 30, 64, 101, 399}) {
            assertEquals(
                    List.of(),
                    differencesAfterRestoring(new Live(learner, kernels), new Live(learner, kernels), before, 200),
                    "after " + before + " steps");
        }
    }

    @Test
    void aFieldThatIsForgottenIsFound() throws IOException {
        Kernels kernels = Kernels.create();
        LearnerConfig learner = SmallRuns.learners().get(0);
        assertEquals(
                List.of(".rounds: 270 and 200"),
                differencesAfterRestoring(new Forgetful(learner, kernels), new Forgetful(learner, kernels), 70, 200));
    }

    /** The list of docs/checkpoints.md is that of the files, neither longer nor shorter. */
    @Test
    void theDocumentedListIsComplete() throws IOException {
        Set<String> written = new TreeSet<>();
        int number = 0;
        for (LearnerConfig learner : SmallRuns.learners()) {
            Path place = folder.resolve("list" + number++);
            new TrainingRun(SmallRuns.MARKET, learner, 100, 1, 1, 1)
                    .run(place, 1, new Checkpointing(50, false, true, () -> false, note -> {}), Progress.SILENT);
            addNames(place, written);
        }
        for (DenseMethod method : DenseMethod.values()) {
            Path place = folder.resolve("list" + number++);
            SetActorConfig settings = Presets.SET_ACTORS.complete(
                    Map.of("hidden", 4, "batch", 12, "firstUpdate", 20, "diffusionSteps", 2, "proposals", 2));
            DenseRun.of(Scenario.preset("dense"), method, settings, 50, 1, 1, 1)
                    .run(place, 1, new Checkpointing(25, false, true, () -> false, note -> {}), Progress.SILENT);
            addNames(place, written);
        }
        Set<String> documented = new TreeSet<>();
        Matcher names = Pattern.compile("`([a-z][A-Za-z0-9]*(?:\\.[A-Za-z0-9*]+)+|rewardScale|filter|seconds)`")
                .matcher(Files.readString(Path.of("..", "docs", "checkpoints.md")));
        while (names.find()) {
            documented.add(names.group(1));
        }
        documented.removeIf(name -> name.matches(".*\\.(md|csv|json|txt|sha256|safetensors)"));
        List<String> onlyWritten = new ArrayList<>(written);
        onlyWritten.removeAll(documented);
        List<String> onlyDocumented = new ArrayList<>(documented);
        onlyDocumented.removeAll(written);
        assertTrue(onlyWritten.isEmpty(), "not documented: " + onlyWritten);
        assertTrue(onlyDocumented.isEmpty(), "not written: " + onlyDocumented);
    }

    /** Adds all names in the files of a checkpoint; those of a block begin with the name of their series. */
    private static void addNames(Path place, Set<String> written) throws IOException {
        try (Stream<Path> files = Files.list(place.resolve("checkpoint"))) {
            for (Path file :
                    files.filter(f -> f.toString().endsWith(".safetensors")).toList()) {
                ArrayFile content = ArrayFile.parse(Files.readAllBytes(file));
                String prefix = String.valueOf(file.getFileName())
                        .replaceAll("^state-.*", "")
                        .replaceAll("-[0-9]+-[0-9]+\\.safetensors$", ".");
                content.names().forEach(name -> written.add(generic(prefix + name)));
                content.metadata().keySet().forEach(name -> written.add(generic(prefix + name)));
            }
        }
    }

    /** Numbers of layers and of settings stand for each other. */
    private static String generic(String name) {
        return name.startsWith("configuration.")
                ? "configuration.*"
                : name.replaceAll("\\.(body|time|embedding|decided)[0-9]+\\.(weight|bias)$", ".*")
                        .replaceAll("(mean|square|declared|values)[0-9]+$", "$1*")
                        .replaceAll("environment[0-9]+", "environment*");
    }
}
