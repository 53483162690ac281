package dmsb.experiments.audit;

import dmsb.core.random.SeedTree;

/** Whole episodes of a market under one way of selling, in which the first stations bid by a strategy. */
interface StrategyPlay {
    /** The same market with a branch of the seeds. */
    StrategyPlay branch(String name);

    /** What comes of it if stations 1 to {@code manipulators} bid by a strategy. */
    PlayedEpisodes with(BidStrategy strategy, int manipulators);

    /** The number of stations. */
    int stations();

    /** The seeds of the episodes. */
    SeedTree seeds();
}
