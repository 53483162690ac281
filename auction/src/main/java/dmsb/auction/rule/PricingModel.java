package dmsb.auction.rule;

import dmsb.auction.market.Scenario;

/**
 * A model that prices rounds and can be kept in a file: a trained policy or a fitted filter. Immutable and safe for use
 * by many threads, each with a rule of its own.
 */
public interface PricingModel {
    /**
     * The scenario that it was made for: the shape of announcements, the terms of rounds and the grid.
     *
     * @return the scenario
     */
    Scenario scenario();

    /**
     * Its identity: a hash of all that it consists of, see {@link dmsb.core.tensorfile.ModelMetadata#id}.
     *
     * @return 64 hexadecimal digits
     */
    String id();

    /**
     * The model as a rule whose rho is a function of the announcement and of nothing else, so that decisions can be made in
     * any order, on any thread and in any batch, and repeated from a log.
     *
     * @return a new rule, for one thread at a time
     * @throws IllegalArgumentException if the model sees the bids of the round, and so cannot be posted before them, or each
     *     station has a factor of its own
     */
    PostedRule open();

    /**
     * The model as a rule of the kind that its scenario's observation says.
     *
     * @return a new rule, for one thread at a time: one that posts rho, unless the model sees the bids of the round or each
     *     station has a factor of its own
     */
    default ScalingRule rule() {
        return open();
    }
}
