package dmsb.experiments.run;

import dmsb.auction.environment.EpisodeMeans;
import dmsb.auction.environment.Evaluation;
import dmsb.auction.environment.Seller;
import dmsb.auction.environment.Sellers;
import dmsb.auction.market.Scenario;
import dmsb.auction.pricing.LearnedRule;
import dmsb.core.random.SeedTree;
import dmsb.core.rl.Policy;
import dmsb.experiments.config.UsageException;

/**
 * Evaluation on held-out episodes: branch {@code evaluation} of a seed, which no training ever sees. Equal seeds mean equal
 * episodes, whatever is evaluated.
 */
public final class HeldOut {
    /** The episodes on which rules that need some training ({@code greedy}, {@code best-constant}) get it. */
    private static final int RULE_TRAINING_EPISODES = 300;

    private static final int CHUNK = 10;

    private final Scenario scenario;
    private final SeedTree seeds;
    private final int episodes;

    /**
     * An evaluation.
     *
     * @param scenario the market
     * @param seed the seed of its episodes
     * @param episodes how many, at least 1
     */
    public HeldOut(Scenario scenario, long seed, int episodes) {
        this.scenario = scenario;
        this.seeds = SeedTree.of(seed);
        this.episodes = episodes;
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
        Seller seller;
        try {
            seller = Sellers.named(rule, scenario, seeds.child("rule-training"), RULE_TRAINING_EPISODES);
        } catch (IllegalArgumentException e) {
            throw new UsageException(String.valueOf(e.getMessage()), e);
        }
        return play(seller, progress);
    }

    /**
     * Plays a policy.
     *
     * @param policy the policy, of the scenario's shape
     * @param progress told of the episodes done
     * @return the means of every episode
     */
    public EpisodeMeans policy(Policy policy, Progress progress) {
        return play(Sellers.of(LearnedRule.of(policy, scenario)), progress);
    }

    private EpisodeMeans play(Seller seller, Progress progress) {
        return new Evaluation(scenario, seeds.child("evaluation"))
                .run(seller, 0, episodes, (episode, index, rounds, round) -> {
                    if (index == 0 && episode % CHUNK == 0) {
                        progress.report(episode, "");
                    }
                });
    }
}
