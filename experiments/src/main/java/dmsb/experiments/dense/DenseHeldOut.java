package dmsb.experiments.dense;

import dmsb.auction.dense.DenseEvaluation;
import dmsb.auction.dense.Intersection;
import dmsb.auction.dense.VectorModel;
import dmsb.auction.dense.VectorRule;
import dmsb.auction.evaluation.EpisodeMeans;
import dmsb.auction.market.Scenario;
import dmsb.experiments.config.UsageException;
import dmsb.experiments.run.CurveEpisodes;

/**
 * Evaluation on held-out episodes of slots of several tasks and UAVs: those that {@code dense} plays. Equal seeds mean equal episodes
 * on the same scenario, whatever is evaluated. A rule that is trained is trained with the same seed, on episodes of its own. For one
 * thread: rules learn prices as they play, so the order of episodes matters.
 */
public final class DenseHeldOut {
    private final Scenario scenario;
    private final Intersection intersection;
    private final DenseEvaluation evaluation;
    private final DenseRules rules = new DenseRules(DenseRules.TRAINING_EPISODES);
    private final int episodes;
    private final long seed;

    /**
     * An evaluation.
     *
     * @param scenario what is played
     * @param seed the seed of its episodes
     * @param episodes how many, at least 1
     * @throws UsageException if the scenario is none of slots, such as one with a range of stations
     */
    public DenseHeldOut(Scenario scenario, long seed, int episodes) {
        this.scenario = scenario;
        try {
            this.intersection = Intersection.of(scenario);
        } catch (IllegalArgumentException e) {
            throw new UsageException("scenario: " + e.getMessage(), e);
        }
        this.evaluation = new DenseEvaluation(intersection, DenseRules.heldOut(seed));
        this.episodes = episodes;
        this.seed = seed;
    }

    /**
     * A rule by its name, trained if it needs that.
     *
     * @param name the name
     * @return a new rule
     * @throws UsageException if there is no such rule, or it cannot be trained here
     */
    public VectorRule rule(String name) {
        return rules.named("rule", name, scenario, seed);
    }

    /**
     * A trained model as a rule.
     *
     * @param model the model
     * @return a new rule
     * @throws UsageException if it was trained for another number of UAVs, or tasks of another shape
     */
    public VectorRule rule(VectorModel model) {
        return DenseModels.rule(model, intersection, "model");
    }

    /**
     * Plays a rule.
     *
     * @param rule the rule, which learns on as it plays
     * @return the means of every episode; NaN of what has no meaning for several tasks
     */
    public EpisodeMeans play(VectorRule rule) {
        return evaluation.run(rule, episodes).toMeans();
    }

    /**
     * Plays a rule on the first episodes that learning curves are measured on.
     *
     * @param rule the rule, which learns on as it plays
     * @param count how many episodes, at least 1
     * @return the means of every episode
     */
    public EpisodeMeans onCurve(VectorRule rule, int count) {
        return new DenseEvaluation(intersection, CurveEpisodes.SEEDS)
                .run(rule, count)
                .toMeans();
    }
}
