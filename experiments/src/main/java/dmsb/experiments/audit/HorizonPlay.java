package dmsb.experiments.audit;

import dmsb.auction.evaluation.Evaluation;
import dmsb.auction.evaluation.Seller;
import dmsb.auction.market.Scenario;
import dmsb.core.random.SeedTree;

/**
 * Whole episodes of a market of one task.
 *
 * @param seller the way of selling; it plays
 * @param scenario the market
 * @param seeds the seeds of the episodes
 * @param episodes how many, at least 1
 */
record HorizonPlay(Seller seller, Scenario scenario, SeedTree seeds, int episodes) implements StrategyPlay {
    @Override
    public HorizonPlay branch(String name) {
        return new HorizonPlay(seller, scenario, seeds.child(name), episodes);
    }

    @Override
    public PlayedEpisodes with(BidStrategy strategy, int manipulators) {
        ManipulatedSeller play =
                new ManipulatedSeller(seller, strategy, manipulators, scenario.groundStations(), episodes);
        new Evaluation(scenario, seeds).run(play, episodes);
        return play.played();
    }

    @Override
    public int stations() {
        return scenario.groundStations();
    }
}
