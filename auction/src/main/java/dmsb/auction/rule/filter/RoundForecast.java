package dmsb.auction.rule.filter;

import dmsb.auction.market.Scenario;
import dmsb.auction.round.Announcement;
import dmsb.auction.round.BidHistory;
import dmsb.auction.rule.ActionGrid;

/**
 * What a filter expects of a round: the logs of the two highest bids and of zeta v_0, and the surplus of every action. Reused
 * from round to round; for one thread.
 */
final class RoundForecast {
    private final LinearFilter filter;
    private final FilterPredictions predictions;
    private final double optimism;
    private final ActionGrid grid;
    private final double[] features;
    private final double[] means = new double[LinearFilterFit.TARGETS];
    private final SurplusForecast surplus;
    private double[][] covariance = new double[LinearFilterFit.TARGETS][LinearFilterFit.TARGETS];

    RoundForecast(Scenario scenario, int rounds, double optimism, FilterPredictions predictions) {
        this.filter = new LinearFilter(scenario, rounds);
        this.predictions = predictions;
        this.optimism = optimism;
        this.surplus = new SurplusForecast(optimism);
        this.features = new double[filter.size()];
        this.grid = ActionGrid.of(scenario);
    }

    /** What is read. */
    LinearFilter filter() {
        return filter;
    }

    /** The actions. */
    ActionGrid grid() {
        return grid;
    }

    /** Forecasts the round that is announced, of whose past enough rounds are known. */
    void set(Announcement announcement) {
        filter.read(announcement, features);
        predict(announcement.history());
    }

    /** Forecasts the round after a history from an observation, whose entries on past rounds are all there. */
    void set(BidHistory history, float[] observation) {
        filter.read(observation, features);
        predict(history);
    }

    private void predict(BidHistory history) {
        Moments.Prediction prediction = predictions.of(filter, filter.revealed(history));
        prediction.means(features, means);
        covariance = prediction.covariance();
        surplus.set(means, covariance);
    }

    /** The expected surplus of an action, the UAV's value taken with optimism, in units of the last round's highest bid. */
    double surplus(int action) {
        return surplus.at(grid.logRho(action));
    }

    /**
     * The expected logs of the highest bid (0), of the second (1) and of zeta v_0 (2), less that of the last highest bid; not
     * a copy.
     */
    double[] means() {
        return means;
    }

    /** The covariances of what the forecast leaves open, not a copy. */
    double[][] covariance() {
        return covariance;
    }

    /** By which factor the UAV's expected value is taken for more than it is. */
    double uavOptimism() {
        return StrictMath.exp(optimism * covariance[2][2]);
    }
}
