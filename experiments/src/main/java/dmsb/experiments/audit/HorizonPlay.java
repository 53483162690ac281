package dmsb.experiments.audit;

import dmsb.auction.evaluation.Evaluation;
import dmsb.auction.evaluation.Seller;
import dmsb.auction.market.Scenario;
import dmsb.core.random.SeedTree;

/**
 * Whole episodes of a market under one way of selling, in which the first stations bid by a strategy.
 *
 * @param seller the way of selling; it plays
 * @param scenario the market
 * @param seeds the seeds of the episodes
 * @param episodes how many, at least 1
 */
record HorizonPlay(Seller seller, Scenario scenario, SeedTree seeds, int episodes) {
    /** The same market with a branch of the seeds. */
    HorizonPlay branch(String name) {
        return new HorizonPlay(seller, scenario, seeds.child(name), episodes);
    }

    /** What comes of it if stations 1 to {@code manipulators} bid by a strategy. */
    ManipulatedSeller with(BidStrategy strategy, int manipulators) {
        ManipulatedSeller play =
                new ManipulatedSeller(seller, strategy, manipulators, scenario.groundStations(), episodes);
        new Evaluation(scenario, seeds).run(play, episodes);
        return play;
    }
}
