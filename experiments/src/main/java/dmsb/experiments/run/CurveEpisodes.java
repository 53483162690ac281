package dmsb.experiments.run;

import dmsb.auction.environment.SimulatedRounds;
import dmsb.auction.evaluation.Evaluation;
import dmsb.auction.market.Scenario;
import dmsb.core.random.SeedTree;

/**
 * The episodes that learning curves are measured on: of one seed for all trainings, never those of an evaluation. A rule
 * that is drawn beside learning curves is measured on them too, so that a picture has one set of episodes.
 */
public final class CurveEpisodes {
    /** The file of a rule's results on them. */
    public static final String FILE = "curve.csv";

    /** Where they come from. */
    static final SeedTree SEEDS = SeedTree.of(0).child("curve");

    private CurveEpisodes() {}

    /**
     * Plays a rule on the first episodes of the curve.
     *
     * @param rule one of those of {@link Rules}
     * @param scenario the market
     * @param seed the seed whose training episodes the rule learns on, if it does
     * @param episodes how many episodes, at least 1
     * @return a row an episode
     */
    public static EpisodeTable rule(String rule, Scenario scenario, long seed, int episodes) {
        Evaluation training = new Evaluation(new SimulatedRounds(scenario), HeldOut.ruleTraining(seed));
        return EpisodeTable.of(new Evaluation(scenario, SEEDS)
                .run(Rules.seller(rule, training, HeldOut.RULE_TRAINING_EPISODES), episodes));
    }
}
