package dmsb.experiments.run;

import dmsb.auction.environment.Rounds;
import dmsb.auction.environment.SilentRounds;
import dmsb.auction.environment.SimulatedRounds;
import dmsb.auction.evaluation.EpisodeMeans;
import dmsb.auction.evaluation.Evaluation;
import dmsb.auction.evaluation.NamedSeller;
import dmsb.auction.evaluation.ParallelEvaluation;
import dmsb.auction.evaluation.Seller;
import dmsb.auction.log.RecordedRounds;
import dmsb.auction.market.Scenario;
import dmsb.auction.rule.ModelShape;
import dmsb.auction.rule.PricingModel;
import dmsb.auction.rule.ScalingRule;
import dmsb.core.random.SeedTree;
import dmsb.experiments.config.UsageException;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Evaluation on held-out episodes: branch {@code evaluation} of a seed, which no training ever sees. Equal seeds mean equal
 * episodes on the same scenario, whatever is evaluated.
 */
public final class HeldOut {
    /** The episodes on which rules that {@linkplain NamedSeller#needsTraining need training} get it. */
    public static final int RULE_TRAINING_EPISODES = 300;

    private static final String EVALUATION = "evaluation";
    private static final String SIMULATION = "simulation";
    private static final String RULE_TRAINING = "rule-training";

    private final Supplier<? extends Rounds> rounds;
    private final Function<Scenario, Rounds> simulated;
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
        this(scenario, 0, seed, episodes, threads);
    }

    /**
     * The same, with stations that are silent in some rounds.
     *
     * @param scenario the market
     * @param silent the probability that one of a round's stations makes no bid, from 0 to 1
     * @param seed the seed of its episodes
     * @param episodes how many, at least 1
     * @param threads how many threads, at least 1
     */
    public HeldOut(Scenario scenario, double silent, long seed, int episodes, int threads) {
        this.simulated = of -> silent > 0 ? new SilentRounds(new SimulatedRounds(of), silent) : new SimulatedRounds(of);
        this.rounds = () -> simulated.apply(scenario);
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
        this.simulated = SimulatedRounds::new;
        this.training = training;
        this.recorded = true;
        this.seeds = SeedTree.of(seed);
        this.episodes = episodes;
        this.threads = threads;
    }

    /**
     * Plays a rule by its name.
     *
     * @param rules the rules there are
     * @param rule the name of one of them
     * @param progress told of the episodes done
     * @return the means of every episode
     * @throws UsageException if there is no such rule, or it needs training and there is nothing to train it on
     */
    public EpisodeMeans rule(Rules rules, String rule, Progress progress) {
        try {
            return evaluation().run(() -> seller(rules, rule), episodes, done -> progress.report(done, ""));
        } catch (IllegalArgumentException e) {
            throw new UsageException(String.valueOf(e.getMessage()), e);
        }
    }

    /**
     * A way of selling by its name, ready for the held-out episodes.
     *
     * @param rules the rules there are
     * @param rule the name of one of them
     * @return a new seller, trained if it needs that
     * @throws UsageException if there is no such rule, or it needs training and there is nothing to train it on
     */
    public Seller seller(Rules rules, String rule) {
        return rules.seller(rule, trainer(rule), trainingEpisodes());
    }

    /**
     * Plays a seller on the caller's thread.
     *
     * @param seller the seller; one that learns is trained
     * @return the means of every episode, those of {@link #rule} for its name
     */
    public EpisodeMeans play(Seller seller) {
        return new Evaluation(rounds.get(), seeds.child(EVALUATION)).run(seller, episodes);
    }

    /**
     * Plays a model as it is deployed: what an auctioneer would have earned with it.
     *
     * @param model the model
     * @param progress told of the episodes done
     * @return the means of every episode
     * @throws UsageException if the market announces or observes in another shape
     */
    public EpisodeMeans model(PricingModel model, Progress progress) {
        Scenario market = rounds.get().scenario();
        requireFit(model.scenario(), market);
        return evaluation().run(model, episodes, done -> progress.report(done, ""));
    }

    /**
     * Refuses a market on which a model cannot be used.
     *
     * @param model the scenario that the model was made for
     * @param market the scenario that it is to be used on
     * @throws UsageException if observations or actions have another shape
     */
    public static void requireFit(Scenario model, Scenario market) {
        ModelShape expected = ModelShape.of(market);
        ModelShape got = ModelShape.of(model);
        if (!got.fits(expected)) {
            throw new UsageException("model: expected one for " + expected + ", got one for " + got);
        }
    }

    /**
     * The rule that an auctioneer has with a model on a market.
     *
     * @param model the model
     * @param market the market, which it has to fit
     * @return a new rule: one that posts rho, one that sees the bids if the market shows them, or one with a factor for each
     *     station from the others' past
     * @throws UsageException if observations or actions have another shape
     */
    public static ScalingRule deployed(PricingModel model, Scenario market) {
        requireFit(model.scenario(), market);
        return model.rule();
    }

    private ParallelEvaluation evaluation() {
        return new ParallelEvaluation(rounds, seeds.child(EVALUATION), threads);
    }

    /**
     * The source of the held-out episodes.
     *
     * @param seed the seed of the evaluation
     * @return its branch
     */
    public static SeedTree episodes(long seed) {
        return SeedTree.of(seed).child(EVALUATION);
    }

    /**
     * The source of the episodes that {@code simulate} writes.
     *
     * @param seed the seed of the simulation
     * @return its branch
     */
    public static SeedTree simulation(long seed) {
        return SeedTree.of(seed).child(SIMULATION);
    }

    /**
     * The source of the episodes on which a rule learns before it is evaluated.
     *
     * @param seed the seed of the evaluation
     * @return its branch
     */
    public static SeedTree ruleTraining(long seed) {
        return SeedTree.of(seed).child(RULE_TRAINING);
    }

    private Evaluation trainer(String rule) {
        SeedTree branch = seeds.child(RULE_TRAINING);
        if (training != null) {
            return new Evaluation(training.get(), branch);
        }
        Rounds source = rounds.get();
        if (recorded && Rules.needsTraining(rule)) {
            throw new UsageException("--training-rows: expected rows of the log on which rule " + rule
                    + " learns before it is evaluated, got none");
        }
        return new Evaluation(simulated.apply(source.scenario()), branch);
    }

    private int trainingEpisodes() {
        return training == null ? RULE_TRAINING_EPISODES : training.get().episodes();
    }
}
