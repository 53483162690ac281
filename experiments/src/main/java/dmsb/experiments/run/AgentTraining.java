package dmsb.experiments.run;

import dmsb.auction.environment.AuctionEnvironment;
import dmsb.auction.environment.Reward;
import dmsb.auction.evaluation.BatchEvaluation;
import dmsb.auction.evaluation.EpisodeMeans;
import dmsb.auction.evaluation.Metric;
import dmsb.auction.rule.learned.LearnedModel;
import dmsb.auction.rule.observation.RoundEncoder;
import dmsb.core.checkpoint.StateReader;
import dmsb.core.checkpoint.StateWriter;
import dmsb.core.math.NonFiniteException;
import dmsb.core.random.SeedTree;
import dmsb.core.rl.Training;
import dmsb.core.setting.Named;
import dmsb.experiments.config.Decimal;
import dmsb.experiments.config.UsageException;
import dmsb.nn.agent.NeuralAgent;
import dmsb.nn.kernel.Kernels;
import dmsb.nn.layer.Parameter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The training of an agent on rounds of one task under way: all that is alive of a {@link TrainingRun}. */
final class AgentTraining implements LiveTraining<TrainingRun.Result> {
    private static final String TRAINING = "training";
    private static final List<String> COLUMNS = List.of(
            "surplus",
            "firstBestFraction",
            "uavSurplus",
            "groundSurplus",
            "delaySeconds",
            "uavShare",
            "criticLoss",
            "actorLoss",
            "policyEntropy");
    private static final String OF_LOGS = "estimatedShare";

    private final TrainingRun run;
    private final double rewardScale;
    private final TrainingFilter filter;
    private final NeuralAgent agent;
    private final Training training;

    AgentTraining(TrainingRun run, Kernels kernels) throws IOException {
        SeedTree seeds = SeedTree.of(run.seed());
        this.run = run;
        this.rewardScale = RewardScale.of(run.rounds(), run.seed());
        this.filter = TrainingFilter.of(run, seeds.child(TRAINING));
        AuctionEnvironment environment = new AuctionEnvironment(
                run.rounds(),
                rewardScale,
                encoder(),
                run.own().reward().map(Named::make).orElse(Reward.SURPLUS));
        this.agent = newAgent(run, environment, seeds.child("agent"), kernels);
        this.training = new Training(environment, agent, seeds.child(TRAINING));
    }

    private RoundEncoder encoder() {
        return LearnedModel.encoder(run.scenario(), filter.model(), run.own().observation());
    }

    private static NeuralAgent newAgent(
            TrainingRun run, AuctionEnvironment environment, SeedTree seeds, Kernels kernels) {
        try {
            return run.learner().newAgent(environment, seeds, kernels);
        } catch (IllegalArgumentException e) {
            throw new UsageException("learner: " + e.getMessage(), e);
        }
    }

    @Override
    public long steps() {
        return training.steps();
    }

    @Override
    public long updates() {
        return agent.updates();
    }

    @Override
    public void play(long count) {
        training.run(count);
    }

    @Override
    public Optional<String> missing() {
        return filter.missing();
    }

    @Override
    public void requireFinite() {
        if (agent.updates() > 0) {
            if (agent.networks().keySet().stream().anyMatch(name -> name.startsWith("critic"))) {
                NonFiniteException.require("critic loss", agent.criticLoss());
            }
            if (agent.networks().containsKey("actor")) {
                NonFiniteException.require("actor loss", agent.actorLoss());
            }
        }
        for (Map.Entry<String, List<Parameter>> network : agent.networks().entrySet()) {
            for (Parameter parameter : network.getValue()) {
                NonFiniteException.require(network.getKey() + "." + parameter.name(), parameter.value().data);
            }
        }
    }

    @Override
    public TrainingRecord newCurve() {
        List<String> columns = new ArrayList<>(COLUMNS);
        if (run.recording() != null) {
            columns.add(OF_LOGS);
        }
        return new TrainingRecord(columns);
    }

    @Override
    public void measure(TrainingRecord curve, double seconds) {
        EpisodeMeans means = new BatchEvaluation(run::rounds, CurveEpisodes.SEEDS, encoder())
                .run(agent.policyOf(run.learner().evaluationChains()), 0, run.curveEpisodes());
        double[] numbers = {
            means.mean(Metric.SURPLUS),
            means.firstBestFraction(),
            means.mean(Metric.UAV_SURPLUS),
            means.mean(Metric.GROUND_SURPLUS),
            means.mean(Metric.DELAY),
            means.mean(Metric.UAV_SHARE),
            agent.criticLoss(),
            agent.actorLoss(),
            agent.policyEntropy()
        };
        if (run.recording() != null) {
            numbers = Arrays.copyOf(numbers, numbers.length + 1);
            numbers[numbers.length - 1] = means.mean(Metric.ESTIMATED_SHARE);
        }
        curve.add(training.steps(), agent.updates(), seconds, numbers);
    }

    private Model model() {
        Map<String, String> how = Map.of(
                "steps", String.valueOf(training.steps()), "seed", String.valueOf(run.seed()), "code", Version.code());
        return Model.of(
                run.scenario(), filter.model(), run.own().observation(), run.learner(), rewardScale, how, agent);
    }

    @Override
    public void writeModel(Path file) throws IOException {
        model().toFile().write(file);
    }

    @Override
    public TrainingRun.Result result(List<TrainingRun.Point> curve) {
        return new TrainingRun.Result(model(), curve);
    }

    @Override
    public void save(StateWriter state) {
        state.put("rewardScale", rewardScale);
        state.putText("filter", filter.id());
        state.put(TRAINING, training);
        state.put("agent", agent);
    }

    @Override
    public void restore(StateReader state) {
        double scale = state.number("rewardScale");
        if (Double.doubleToLongBits(scale) != Double.doubleToLongBits(rewardScale)) {
            throw new IllegalArgumentException("rewardScale: expected " + Decimal.shortest(rewardScale)
                    + ", the mean first best of this market, got " + Decimal.shortest(scale));
        }
        String before = state.text("filter");
        if (!before.equals(filter.id())) {
            throw new IllegalArgumentException(
                    "filter: expected " + filter.id() + ", that of this training, got " + before);
        }
        state.restore(TRAINING, training);
        state.restore("agent", agent);
    }
}
