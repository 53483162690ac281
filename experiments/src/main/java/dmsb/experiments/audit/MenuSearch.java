package dmsb.experiments.audit;

import dmsb.auction.evaluation.Evaluation;
import dmsb.auction.evaluation.Seller;
import dmsb.auction.market.Scenario;
import dmsb.core.random.SeedTree;

/**
 * The search for a strategy that pays over a horizon: coordinate ascent over the situations of a {@link MenuStrategy} on
 * training episodes, from the truth and from exaggeration. What it finds is a lower bound on what a station can gain, and
 * has to be scored on other episodes.
 */
final class MenuSearch {
    private static final int[][] STARTS = {{0, 0, 0, 0}, {5, 5, 1, 1}};
    private static final int PASSES = 3;

    private final Seller seller;
    private final Scenario scenario;
    private final SeedTree seeds;
    private final int episodes;
    private final int manipulators;

    /** Searches against a way of selling on the episodes of some seeds. */
    MenuSearch(Seller seller, Scenario scenario, SeedTree seeds, int episodes, int manipulators) {
        this.seller = seller;
        this.scenario = scenario;
        this.seeds = seeds;
        this.episodes = episodes;
        this.manipulators = manipulators;
    }

    /** The best strategy found; the truth unless another earns strictly more. */
    MenuStrategy best(Information information) {
        MenuStrategy best = new MenuStrategy(information, STARTS[0]);
        double most = utility(best);
        for (int[] start : STARTS) {
            MenuStrategy climber = new MenuStrategy(information, start);
            double height = utility(climber);
            boolean climbing = true;
            for (int pass = 0; pass < PASSES && climbing; pass++) {
                climbing = false;
                for (int situation = 0; situation < MenuStrategy.SITUATIONS; situation++) {
                    for (int line = 0; line < MenuStrategy.menu(); line++) {
                        if (climber.has(situation, line)) {
                            continue;
                        }
                        MenuStrategy neighbour = climber.with(situation, line);
                        double there = utility(neighbour);
                        if (there > height) {
                            climber = neighbour;
                            height = there;
                            climbing = true;
                        }
                    }
                }
            }
            if (height > most) {
                best = climber;
                most = height;
            }
        }
        return best;
    }

    private double utility(BidStrategy strategy) {
        ManipulatedSeller play = play(seller, strategy, manipulators, scenario, seeds, episodes);
        double sum = 0.0;
        for (double utility : play.utility()) {
            sum += utility;
        }
        return sum;
    }

    /** Plays episodes in which the first stations bid by a strategy. */
    static ManipulatedSeller play(
            Seller seller, BidStrategy strategy, int manipulators, Scenario scenario, SeedTree seeds, int episodes) {
        ManipulatedSeller play =
                new ManipulatedSeller(seller, strategy, manipulators, scenario.groundStations(), episodes);
        new Evaluation(scenario, seeds).run(play, episodes);
        return play;
    }
}
