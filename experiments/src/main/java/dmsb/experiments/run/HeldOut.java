package dmsb.experiments.run;

import dmsb.auction.environment.EpisodeMeans;
import dmsb.auction.environment.Evaluation;
import dmsb.auction.environment.Rounds;
import dmsb.auction.environment.Seller;
import dmsb.auction.environment.Sellers;
import dmsb.auction.environment.SimulatedRounds;
import dmsb.auction.log.RecordedRounds;
import dmsb.auction.market.Scenario;
import dmsb.auction.pricing.LearnedRule;
import dmsb.core.random.SeedTree;
import dmsb.core.rl.Policy;
import dmsb.experiments.config.UsageException;
import org.jspecify.annotations.Nullable;

/**
 * Evaluation on held-out episodes: branch {@code evaluation} of a seed, which no training ever sees. Equal seeds mean equal
 * episodes, whatever is evaluated.
 */
public final class HeldOut {
    /** The episodes on which rules that need some training ({@code greedy}, {@code best-constant}) get it. */
    private static final int RULE_TRAINING_EPISODES = 300;

    private static final int CHUNK = 10;

    private final Rounds rounds;
    private final @Nullable RecordedRounds training;
    private final SeedTree seeds;
    private final int episodes;

    /**
     * An evaluation on a simulated market.
     *
     * @param scenario the market
     * @param seed the seed of its episodes
     * @param episodes how many, at least 1
     */
    public HeldOut(Scenario scenario, long seed, int episodes) {
        this.rounds = new SimulatedRounds(scenario);
        this.training = null;
        this.seeds = SeedTree.of(seed);
        this.episodes = episodes;
    }

    /**
     * An evaluation on the first episodes of a log.
     *
     * @param log the log's rounds; used by this evaluation alone
     * @param training the rounds for rules that need some training, not those of {@code log}; null to refuse such rules
     * @param seed the seed of what sellers draw
     * @param episodes how many, at least 1
     */
    public HeldOut(RecordedRounds log, @Nullable RecordedRounds training, long seed, int episodes) {
        this.rounds = log;
        this.training = training;
        this.seeds = SeedTree.of(seed);
        this.episodes = episodes;
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
        Seller seller;
        try {
            seller = Sellers.named(rule, trainer(rule), trainingEpisodes());
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
        return play(Sellers.of(LearnedRule.of(policy, rounds.scenario())), progress);
    }

    private Evaluation trainer(String rule) {
        SeedTree branch = seeds.child("rule-training");
        if (training != null) {
            return new Evaluation(training, branch);
        }
        if (rounds instanceof RecordedRounds && Sellers.needsTraining(rule)) {
            throw new UsageException("--training-rows: expected rows of the log on which rule " + rule
                    + " learns before it is evaluated, got none");
        }
        return new Evaluation(new SimulatedRounds(rounds.scenario()), branch);
    }

    private int trainingEpisodes() {
        return training == null ? RULE_TRAINING_EPISODES : training.episodes();
    }

    private EpisodeMeans play(Seller seller, Progress progress) {
        return new Evaluation(rounds, seeds.child("evaluation"))
                .run(seller, 0, episodes, (episode, index, source, round) -> {
                    if (index == 0 && episode % CHUNK == 0) {
                        progress.report(episode, "");
                    }
                });
    }
}
