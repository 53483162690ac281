package dmsb.experiments.run;

import dmsb.auction.environment.Rounds;
import dmsb.auction.evaluation.EpisodeMeans;
import dmsb.auction.evaluation.Evaluation;
import dmsb.auction.evaluation.Seller;
import dmsb.core.random.SeedTree;

/**
 * The episodes that learning curves are measured on: of one seed for all trainings, never those of an evaluation. A rule
 * that is drawn beside learning curves is measured on them too, so that a picture has one set of episodes.
 */
public final class CurveEpisodes {
    /** The file of a rule's results on them. */
    public static final String FILE = "curve.csv";

    /** Where they come from. */
    public static final SeedTree SEEDS = SeedTree.of(0).child("curve");

    private CurveEpisodes() {}

    /**
     * Plays a seller on the first episodes of the curve.
     *
     * @param seller the seller; one that learns is trained
     * @param rounds the market's rounds, for this use only
     * @param episodes how many episodes, at least 1
     * @return the means of every episode
     */
    public static EpisodeMeans play(Seller seller, Rounds rounds, int episodes) {
        return new Evaluation(rounds, SEEDS).run(seller, episodes);
    }
}
