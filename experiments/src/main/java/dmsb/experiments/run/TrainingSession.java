package dmsb.experiments.run;

import dmsb.auction.environment.AuctionEnvironment;
import dmsb.auction.environment.Reward;
import dmsb.auction.evaluation.BatchEvaluation;
import dmsb.auction.evaluation.EpisodeMeans;
import dmsb.auction.rule.learned.LearnedModel;
import dmsb.auction.rule.observation.RoundEncoder;
import dmsb.core.checkpoint.CheckpointFolder;
import dmsb.core.checkpoint.Checkpointed;
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
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A training under way: all that is alive of a {@link TrainingRun}, and all of it that a checkpoint holds. */
final class TrainingSession implements Checkpointed {
    /** The part of the state that tells what it is a state of. */
    static final String CONFIGURATION = "configuration";

    private static final String TRAINING = "training";
    private static final int REPORT_EVERY = 100;

    private final TrainingRun run;
    private final RunConfiguration configuration;
    private final double rewardScale;
    private final TrainingFilter filter;
    private final NeuralAgent agent;
    private final Training training;
    private final TrainingRecord curve;
    private final long start = System.nanoTime();
    private double secondsBefore;

    TrainingSession(TrainingRun run, Kernels kernels) throws IOException {
        SeedTree seeds = SeedTree.of(run.seed());
        this.run = run;
        this.configuration = RunConfiguration.of(run.configuration());
        this.rewardScale = RewardScale.of(run.rounds(), run.seed());
        this.filter = TrainingFilter.of(run, seeds.child(TRAINING));
        AuctionEnvironment environment = new AuctionEnvironment(
                run.rounds(),
                rewardScale,
                encoder(),
                run.own().reward().map(Named::make).orElse(Reward.SURPLUS));
        this.agent = newAgent(run, environment, seeds.child("agent"), kernels);
        this.training = new Training(environment, agent, seeds.child(TRAINING));
        this.curve = new TrainingRecord(run.recording() != null);
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

    /** Takes up a checkpoint. */
    void resume(CheckpointFolder.Checkpoint checkpoint, Consumer<String> notes) throws IOException {
        if (!checkpoint.damage().isEmpty()) {
            notes.accept("going on from the checkpoint before the last, which is damaged: " + checkpoint.damage());
        }
        try {
            restore(checkpoint.state());
        } catch (IllegalArgumentException | UncheckedIOException e) { // the second is from a file of a series
            throw new IOException("the checkpoint after " + checkpoint.number() + " steps: " + e.getMessage(), e);
        }
        notes.accept("going on after " + training.steps() + " of " + run.steps() + " steps");
    }

    /**
     * Plays what is left.
     *
     * @param place where outputs and checkpoints go; null to write nothing
     * @param checkpointing how often, and when to stop
     * @param progress told of the steps done
     * @return the model and its learning curve
     */
    TrainingRun.Result play(@Nullable TrainingFolder place, Checkpointing checkpointing, Progress progress)
            throws IOException {
        long saved = training.steps();
        filter.missing().ifPresent(checkpointing.notes());
        try {
            for (int point = curve.points().size(); point <= run.evaluations(); point++) {
                long until = run.steps() * point / run.evaluations();
                while (training.steps() < until) {
                    long next = checkpointing.every() == 0 ? until : Math.min(until, saved + checkpointing.every());
                    training.run(Math.min(REPORT_EVERY, next - training.steps()));
                    requireFinite();
                    progress.report(training.steps(), curve.describe());
                    boolean stopping = place != null && checkpointing.stop().getAsBoolean();
                    if (place != null && (stopping || training.steps() == saved + checkpointing.every())) {
                        place.checkpoints().write(training.steps(), this);
                        saved = training.steps();
                    }
                    if (stopping) {
                        throw new RunStoppedException(
                                "stopped after " + saved + " of " + run.steps() + " steps, with a checkpoint");
                    }
                }
                measure();
                if (place != null) {
                    place.write(curve, model());
                }
            }
        } catch (NonFiniteException e) {
            throw new RunFailedException(
                    "the training broke down after " + training.steps() + " steps: " + e.getMessage() + "; "
                            + (place == null ? "nothing was kept" : place.left()),
                    e);
        }
        progress.report(run.steps(), curve.describe());
        if (agent.updates() == 0) {
            checkpointing.notes().accept("no update in " + run.steps() + " steps: the model is as it was drawn");
        }
        return new TrainingRun.Result(model(), curve.points());
    }

    private void requireFinite() {
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

    private void measure() {
        EpisodeMeans means = new BatchEvaluation(run::rounds, CurveEpisodes.SEEDS, encoder())
                .run(agent.policyOf(run.learner().evaluationChains()), 0, run.curveEpisodes());
        curve.add(training.steps(), agent, means, seconds());
    }

    private double seconds() {
        return secondsBefore + (System.nanoTime() - start) / 1e9;
    }

    private Model model() {
        Map<String, String> how = Map.of(
                "steps", String.valueOf(training.steps()), "seed", String.valueOf(run.seed()), "code", Version.code());
        return Model.of(
                run.scenario(), filter.model(), run.own().observation(), run.learner(), rewardScale, how, agent);
    }

    @Override
    public void save(StateWriter state) {
        configuration.save(state.under(CONFIGURATION));
        state.put("rewardScale", rewardScale);
        state.putText("filter", filter.id());
        state.put("seconds", seconds());
        state.put("curve", curve);
        state.put("training", training);
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
        secondsBefore = state.number("seconds");
        state.restore("curve", curve);
        state.restore("training", training);
        if (training.steps() > run.steps()) {
            throw new IllegalArgumentException(
                    "training.steps: expected at most the run's " + run.steps() + ", got " + training.steps());
        }
        state.restore("agent", agent);
    }
}
