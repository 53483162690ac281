package dmsb.experiments.cli;

import dmsb.auction.environment.Rounds;
import dmsb.auction.environment.SimulatedRounds;
import dmsb.auction.evaluation.Evaluation;
import dmsb.auction.evaluation.Sellers;
import dmsb.auction.log.RecordedRounds;
import dmsb.auction.market.ObservationMode;
import dmsb.auction.market.Scenario;
import dmsb.auction.rule.filter.BeliefModel;
import dmsb.auction.rule.filter.ModelFilter;
import dmsb.auction.rule.filter.OthersFilterModel;
import dmsb.experiments.config.UsageException;
import dmsb.experiments.run.HeldOut;
import dmsb.experiments.run.Recording;
import dmsb.experiments.run.Version;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code dmsb fit}: a linear filter or a belief as a model's file. */
@Command(
        name = "fit",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description =
                "Fits the linear filter, a belief, or with 'observation' of the others' past the filter of it, on training episodes or a log, and writes it as a model's file.",
        footer = {
            "",
            "The file is used like that of a trained policy: 'evaluate --model', 'audit --model', 'clear --model', and in an"
                    + " embedding program. With the same seed and number of episodes it is the filter that"
                    + " 'evaluate --rule linear-filter' fits for itself.",
            "",
            "While it is fitted the UAV serves every round and its value is revealed, whatever the scenario's 'reveal' says. Of a log"
                    + " only rounds are used in which the UAV's value was recorded, and in those before."
        })
final class FitCommand implements Callable<Integer> {
    private static final int MOST_EPISODES = 1_000_000;

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Mixin
    private final ScenarioOptions scenario = new ScenarioOptions();

    @Mixin
    private final LogOptions log = new LogOptions();

    @Option(
            names = "--episodes",
            paramLabel = "E",
            description = "how many, with --bids the first of the log (default: 300, with --bids all)")
    private @Nullable Integer episodes;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description = "the seed of the training episodes (default: ${DEFAULT-VALUE})")
    private long seed;

    @Option(
            names = "--belief",
            description =
                    "fits a belief, which remembers as many rounds as the scenario's 'history' has, and counts what a look is worth")
    private boolean belief;

    @Option(names = "--out", paramLabel = "F", required = true, description = "the file to write")
    @SuppressWarnings("NullAway.Init") // set by picocli
    private Path out;

    @Override
    public Integer call() throws IOException {
        if (episodes != null && episodes < 1) {
            throw new UsageException("--episodes: expected at least 1, got " + episodes);
        }
        Scenario asked = scenario.scenario();
        Recording recording = log.recording(asked, spec.commandLine().getErr());
        Scenario market = log.fitted(asked, recording);
        RecordedRounds recorded = recording == null ? null : recording.rounds(market);
        Rounds rounds = recorded == null ? new SimulatedRounds(market) : recorded;
        int most = recorded == null ? HeldOut.RULE_TRAINING_EPISODES : recorded.episodes();
        int count = episodes == null ? most : episodes;
        if (recorded != null && count > most) {
            throw new UsageException("--episodes: expected at most the " + most + " of the log, got " + count);
        }
        if (recorded == null && count > MOST_EPISODES) {
            throw new UsageException("--episodes: expected at most " + MOST_EPISODES + ", got " + count);
        }
        OutputFolder.requireFor(
                "--out",
                out,
                Stream.concat(scenario.files().stream(), log.files().stream()).toList());
        ModelFilter model = fit(new Evaluation(rounds, HeldOut.ruleTraining(seed)), count, belief)
                .withTraining(Map.of(
                        "episodes", String.valueOf(count), "seed", String.valueOf(seed), "code", Version.code()));
        model.toFile().write(out);
        spec.commandLine().getOut().println(name(model) + ", fitted on " + count + " episodes, in " + out);
        return 0;
    }

    private static String name(ModelFilter model) {
        if (model instanceof OthersFilterModel) {
            return "filter of the others' past";
        }
        return model instanceof BeliefModel ? "belief" : "linear filter";
    }

    private static ModelFilter fit(Evaluation training, int count, boolean belief) {
        ObservationMode mode = training.rounds().scenario().observation();
        if (belief && mode.isOthersPast()) {
            throw new UsageException("--belief: expected observation " + ObservationMode.PAST_BIDS + ", got " + mode);
        }
        try {
            if (belief) {
                return Sellers.fittedBeliefModel(training, count);
            }
            return mode.isOthersPast()
                    ? Sellers.fittedOthersModel(training, count)
                    : Sellers.fittedFilter(training, count);
        } catch (IllegalArgumentException e) {
            throw new UsageException(String.valueOf(e.getMessage()), e);
        }
    }
}
