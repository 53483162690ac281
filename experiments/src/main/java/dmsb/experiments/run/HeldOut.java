package dmsb.experiments.run;

import dmsb.auction.environment.EpisodeMeans;
import dmsb.auction.environment.ParallelEvaluation;
import dmsb.auction.environment.Sellers;
import dmsb.auction.market.Scenario;
import dmsb.core.random.SeedTree;
import dmsb.core.rl.Policy;
import dmsb.experiments.config.UsageException;
import java.util.function.Supplier;

/**
 * Evaluation on held-out episodes: branch {@code evaluation} of a seed, which no training ever sees. Equal seeds mean equal
 * episodes, whatever is evaluated.
 */
public final class HeldOut {
    /** The episodes on which rules that need some training ({@code greedy}, {@code best-constant}, {@code linear-filter}) get it. */
    private static final int RULE_TRAINING_EPISODES = 300;

    private final Scenario scenario;
    private final SeedTree seeds;
    private final int episodes;
    private final int threads;

    /**
     * An evaluation.
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
        this.scenario = scenario;
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
     * @throws UsageException if there is no such rule
     */
    public EpisodeMeans rule(String rule, Progress progress) {
        try {
            return evaluation()
                    .run(
                            () -> Sellers.named(rule, scenario, seeds.child("rule-training"), RULE_TRAINING_EPISODES),
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
        return new ParallelEvaluation(scenario, seeds.child("evaluation"), threads);
    }
}
