package dmsb.experiments.cli;

import dmsb.auction.market.DenseSettings;
import dmsb.auction.market.Scenario;
import dmsb.core.argument.Suggestion;
import dmsb.core.tensorfile.Excerpt;
import dmsb.experiments.config.Decimal;
import dmsb.experiments.config.Learners;
import dmsb.experiments.config.Presets;
import dmsb.experiments.config.UsageException;
import dmsb.experiments.dense.DenseMethod;
import dmsb.experiments.dense.DenseRun;
import dmsb.experiments.run.Checkpointing;
import dmsb.experiments.run.FolderTraining;
import dmsb.experiments.run.Recording;
import dmsb.experiments.run.RunStoppedException;
import dmsb.experiments.run.TrainingRun;
import dmsb.nn.agent.DiffusionSac;
import dmsb.nn.agent.DiffusionSacConfig;
import dmsb.nn.agent.LearnerConfig;
import dmsb.nn.agent.SetActorConfig;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code dmsb train}: one run. */
@Command(
        name = "train",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Trains one agent on a scenario, or on a log of auctions.",
        footer = {
            "",
            "Writes into the output folder, whole and anew at every point of the learning curve: model.safetensors, metrics.csv (the"
                    + " same bytes for the same settings and seed on any machine), timing.csv; at the end manifest.json.",
            "",
            "An interrupted run goes on with --resume and ends with the same bytes as one that was not interrupted. Ctrl-C and SIGTERM"
                    + " leave a checkpoint; a crash costs what was done since the last one. See docs/checkpoints.md.",
            "",
            "With --bids the rounds are those of the log, the scenario gives the ranges of the market conditions and what is observed,"
                    + " and the learning curve is measured on the same rows. See docs/bid-logs.md.",
            "",
            "With a scenario of several tasks or UAVs steps are slots, and agents and settings are those of docs/dense.md."
        })
final class TrainCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Option(
            names = "--agent",
            paramLabel = "A",
            completionCandidates = AgentNames.class,
            description = "one of ${COMPLETION-CANDIDATES}, or class=NAME of --classpath (default: " + DiffusionSac.ID
                    + "); for slots of several tasks autoregressive, deterministic, diffusion, ppo or softmax (default: "
                    + "diffusion)")
    private @Nullable String agent;

    @Mixin
    private final ScenarioOptions scenario = new ScenarioOptions();

    @Mixin
    private final OwnPartsOptions own = new OwnPartsOptions();

    @Option(
            names = "--learner",
            paramLabel = "L",
            defaultValue = "standard",
            description =
                    "the agent's settings: a preset (see 'dmsb describe learner-presets') or a YAML file; --set takes their"
                            + " keys too (default: ${DEFAULT-VALUE})")
    private String learner = "standard";

    @Option(
            names = "--steps",
            paramLabel = "N",
            defaultValue = "100000",
            description = "rounds, or slots of several tasks, to play (default: ${DEFAULT-VALUE})")
    private long steps;

    @Option(
            names = "--fewest-tasks",
            paramLabel = "M",
            description = "train on slots of M tasks up to the scenario's (default: the scenario's)")
    private @Nullable Integer fewestTasks;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description = "the seed of everything random (default: ${DEFAULT-VALUE})")
    private long seed;

    @Option(
            names = "--evaluations",
            paramLabel = "N",
            defaultValue = "" + TrainingRun.DEFAULT_EVALUATIONS,
            description = "points of the learning curve (default: ${DEFAULT-VALUE})")
    private int evaluations;

    @Option(
            names = "--curve-episodes",
            paramLabel = "N",
            defaultValue = "" + TrainingRun.DEFAULT_CURVE_EPISODES,
            description = "episodes that each point is measured on (default: ${DEFAULT-VALUE})")
    private int curveEpisodes;

    @Option(
            names = "--threads",
            paramLabel = "T",
            defaultValue = "1",
            description =
                    "threads that compute an update; they change the time and no byte (default: ${DEFAULT-VALUE})")
    private int threads;

    @Mixin
    private final LogOptions log = new LogOptions();

    @Option(
            names = "--checkpoint-every",
            paramLabel = "ROUNDS",
            defaultValue = "10000",
            converter = CheckpointInterval.class,
            description = "rounds from one checkpoint to the next, or off (default: ${DEFAULT-VALUE})")
    private long checkpointEvery;

    @Option(
            names = "--resume",
            description =
                    "go on from the checkpoint in the output folder, if there is one; more --steps extend the run")
    private boolean resume;

    @Option(
            names = "--other-build",
            description = "with --resume: go on from a checkpoint of another build of the code too")
    private boolean otherBuild;

    @Option(
            names = "--replace",
            description = "give up what another training has left in the output folder, complete or not")
    private boolean replace;

    @Option(
            names = "--keep-checkpoint",
            description = "keep the checkpoint of a complete run, so that it can be extended")
    private boolean keepCheckpoint;

    @Option(names = "--out", paramLabel = "DIR", required = true, description = "the output folder")
    @SuppressWarnings("NullAway.Init") // set by picocli
    private Path out;

    static final class AgentNames implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return Learners.agents().iterator();
        }
    }

    private @Nullable ProgressBar bar;

    @Override
    public Integer call() throws IOException {
        Threads.require("--threads", threads);
        Map<String, Object> forScenario = new LinkedHashMap<>();
        Map<String, Object> forLearner = new LinkedHashMap<>();
        scenario.changes()
                .forEach((key, value) ->
                        (Presets.SCENARIOS.keys().contains(key) ? forScenario : forLearner).put(key, value));
        Scenario asked = scenario.any(forScenario);
        return DenseSettings.isOne(asked) ? rounds(asked, forLearner) : slots(asked, forLearner);
    }

    /** Trains on rounds of one task. */
    private int rounds(Scenario asked, Map<String, Object> forLearner) throws IOException {
        if (fewestTasks != null) {
            throw new UsageException("--fewest-tasks: expected with slots of several tasks only, got " + fewestTasks);
        }
        String name = agent == null ? DiffusionSac.ID : agent;
        if (DenseMethod.of(name).isPresent() && !Learners.agents().contains(name)) {
            throw new UsageException("--agent: expected one of " + String.join(", ", Learners.agents())
                    + " for one task, got " + name + ", which is for slots of several (tasks, uavs)");
        }
        Presets<? extends LearnerConfig> learners = Main.own(spec).learners(name);
        requireKeys(forLearner, learners.keys());
        LearnerConfig settings = learners.load(learner, forLearner);
        Recording recording = log.recording(asked, spec.commandLine().getErr());
        Scenario market = log.fitted(asked, recording);
        TrainingRun run =
                new TrainingRun(market, settings, steps, seed, evaluations, curveEpisodes, recording, own.on(market));
        if (recording != null) {
            spec.commandLine().getErr().println("log    " + recording.describe(recording.rounds(market)));
        }
        return train(name, run, TrainingRun.Result::curve, decidedBy(settings));
    }

    /** How the learning curve's policy decides, where a model of the agent decides otherwise once it is deployed. */
    private static String decidedBy(LearnerConfig settings) {
        if (!(settings instanceof DiffusionSacConfig diffusion)) {
            return "";
        }
        int chains = diffusion.evaluationChains();
        return (chains == 0 ? ", by samples of one chain" : ", by the mean of " + chains + " chains")
                + " (a deployed model decides without noise, see 'dmsb evaluate')";
    }

    /** Trains on slots of several tasks. */
    private int slots(Scenario market, Map<String, Object> forLearner) throws IOException {
        log.requireNone();
        own.requireNone();
        DenseMethod method = agent == null ? DenseMethod.DIFFUSION : DenseRun.method("--agent", agent);
        requireKeys(forLearner, Presets.SET_ACTORS.keys());
        SetActorConfig settings = Presets.SET_ACTORS.load(learner, forLearner);
        DenseRun run = DenseRun.of(market, method, settings, steps, seed, evaluations, curveEpisodes);
        return train(
                method.toString(),
                fewestTasks == null ? run : run.withFewestTasks(fewestTasks),
                DenseRun.Trained::curve,
                "");
    }

    private static void requireKeys(Map<String, Object> settings, List<String> known) {
        for (String key : settings.keySet()) {
            if (!known.contains(key)) {
                throw new UsageException("--set: key '" + Excerpt.of(key) + "' is unknown; expected one of "
                        + String.join(", ", Presets.SCENARIOS.keys()) + "; "
                        + String.join(", ", known)
                        + Suggestion.of(
                                key,
                                Stream.concat(Presets.SCENARIOS.keys().stream(), known.stream())
                                        .toList()));
            }
        }
    }

    private <R> int train(
            String name, FolderTraining<R> run, Function<R, List<TrainingRun.Point>> curve, String decidedBy)
            throws IOException {
        OutputFolder.require(out);
        try (Interruption interruption = new Interruption()) {
            return train(
                    name,
                    run,
                    curve,
                    decidedBy,
                    new Checkpointing(
                            checkpointEvery,
                            resume,
                            otherBuild,
                            replace,
                            keepCheckpoint,
                            interruption::asked,
                            this::note));
        }
    }

    private <R> int train(
            String name,
            FolderTraining<R> run,
            Function<R, List<TrainingRun.Point>> curve,
            String decidedBy,
            Checkpointing checkpointing)
            throws IOException {
        List<TrainingRun.Point> points;
        try (ProgressBar progress = new ProgressBar(spec, "training", steps, "steps")) {
            bar = progress;
            points = curve.apply(run.run(out, threads, checkpointing, progress));
        } catch (RunStoppedException e) {
            note(e.getMessage() + "; the same command with --resume goes on");
            return Main.FAILED;
        }
        TrainingRun.Point last = points.get(points.size() - 1);
        spec.commandLine()
                .getOut()
                .println(name + " after " + last.steps() + " steps: "
                        + Decimal.fixed(last.firstBestFraction(), 4)
                        + " of first best on the learning curve's episodes" + decidedBy + "; model in "
                        + out.resolve("model.safetensors"));
        return 0;
    }

    private void note(@Nullable String line) {
        if (bar != null) {
            bar.clear();
        }
        spec.commandLine().getErr().println("dmsb: " + line);
    }
}
