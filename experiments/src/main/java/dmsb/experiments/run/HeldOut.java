package dmsb.experiments.run;

import dmsb.auction.environment.Rounds;
import dmsb.auction.environment.SimulatedRounds;
import dmsb.auction.evaluation.EpisodeMeans;
import dmsb.auction.evaluation.Evaluation;
import dmsb.auction.evaluation.ParallelEvaluation;
import dmsb.auction.evaluation.Sellers;
import dmsb.auction.log.RecordedRounds;
import dmsb.auction.market.Scenario;
import dmsb.core.random.SeedTree;
import dmsb.core.rl.Policy;
import dmsb.experiments.config.UsageException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Evaluation on held-out episodes: branch {@code evaluation} of a seed, which no training ever sees. Equal seeds mean equal
 * episodes, whatever is evaluated.
 */
public final class HeldOut {
    /** The episodes on which rules that need some training ({@code greedy}, {@code best-constant}, {@code linear-filter}) get it. */
    private static final int RULE_TRAINING_EPISODES = 300;

    private final Supplier<? extends Rounds> rounds;
    private final @Nullable Supplier<RecordedRounds> training;
    private final boolean recorded;
    private final SeedTree seeds;
    private final int episodes;
    private final int threads;

    /**
     * An evaluation on a simulated market.
     *
     * @param scenario the market
     * @param seed the seed of its episodes
     * @param episodes how many, at least 1
     */
    public HeldOut(Scenario scenario, long seed, int episodes) {
        this(scenario, seed, episodes, 1);
    }

    /**
     * An evaluation on several threads, which change the time and not the result.
     *
     * @param scenario the market
     * @param seed the seed of its episodes
     * @param episodes how many, at least 1
     * @param threads how many threads, at least 1
     */
    public HeldOut(Scenario scenario, long seed, int episodes, int threads) {
        this.rounds = () -> new SimulatedRounds(scenario);
        this.training = null;
        this.recorded = false;
        this.seeds = SeedTree.of(seed);
        this.episodes = episodes;
        this.threads = threads;
    }

    /**
     * An evaluation on the first episodes of a log.
     *
     * @param log makes sources of the log's rounds
     * @param training makes sources of the rounds for rules that need some training, not those of {@code log}; null to
     *     refuse such rules
     * @param seed the seed of what sellers draw
     * @param episodes how many, at least 1
     * @param threads how many threads, at least 1
     */
    public HeldOut(
            Supplier<RecordedRounds> log,
            @Nullable Supplier<RecordedRounds> training,
            long seed,
            int episodes,
            int threads) {
        this.rounds = log;
        this.training = training;
        this.recorded = true;
        this.seeds = SeedTree.of(seed);
        this.episodes = episodes;
        this.threads = threads;
    }

    /**
     * Plays a rule by its name.
     *
     * @param rule one of {@link Sellers#names()}
     * @param progress told of the episodes done
     * @return the means of every episode
     * @throws UsageException if there is no such rule, or it needs training and there is nothing to train it on
     */
    public EpisodeMeans rule(String rule, Progress progress) {
        try {
            return evaluation()
                    .run(
                            () -> Sellers.named(rule, trainer(rule), trainingEpisodes()),
                            episodes,
                            done -> progress.report(done, ""));
        } catch (IllegalArgumentException e) {
            throw new UsageException(String.valueOf(e.getMessage()), e);
        }
    }

    /**
     * Plays a policy.
     *
     * @param policies makes the policy of a thread, of the scenario's shape
     * @param progress told of the episodes done
     * @return the means of every episode
     */
    public EpisodeMeans policy(Supplier<? extends Policy> policies, Progress progress) {
        return evaluation().runPolicy(policies, episodes, done -> progress.report(done, ""));
    }

    private ParallelEvaluation evaluation() {
        return new ParallelEvaluation(rounds, seeds.child("evaluation"), threads);
    }

    private Evaluation trainer(String rule) {
        SeedTree branch = seeds.child("rule-training");
        if (training != null) {
            return new Evaluation(training.get(), branch);
        }
        Rounds source = rounds.get();
        if (recorded && Sellers.needsTraining(rule)) {
            throw new UsageException("--training-rows: expected rows of the log on which rule " + rule
                    + " learns before it is evaluated, got none");
        }
        return new Evaluation(new SimulatedRounds(source.scenario()), branch);
    }

    private int trainingEpisodes() {
        return training == null ? RULE_TRAINING_EPISODES : training.get().episodes();
    }
}
