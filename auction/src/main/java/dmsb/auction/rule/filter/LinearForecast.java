package dmsb.auction.rule.filter;

import dmsb.auction.market.Scenario;
import dmsb.auction.round.Announcement;
import dmsb.auction.round.BidHistory;

/**
 * What a {@link LinearFilterModel} expects of a round: means and covariances of the logs of the highest bid, of the
 * second-highest bid and of zeta v_0, jointly Gaussian. For rules that price several tasks together. Reused from round
 * to round; reading allocates nothing. For one thread at a time.
 */
public final class LinearForecast {
    /** The index of the highest bid. */
    public static final int HIGHEST = 0;

    /** The index of the second-highest bid. */
    public static final int SECOND = 1;

    /** The index of zeta v_0. */
    public static final int UAV = 2;

    private final LinearFilter filter;
    private final Moments.Prediction[] predictions;
    private final double[] features;
    private final double[] means = new double[LinearFilterFit.TARGETS];
    private final SurplusForecast forecast = new SurplusForecast();
    private Moments.Prediction prediction;
    private double unit = 1.0;

    LinearForecast(Scenario scenario, Moments moments) {
        filter = new LinearFilter(scenario);
        features = new double[filter.size()];
        predictions = LinearFilterRule.predictions(filter, moments);
        prediction = predictions[0];
    }

    /**
     * Reads what is announced.
     *
     * @param announcement what is known before the bids. Not modified.
     * @return false if there are too few past rounds for a forecast, or the last one had no positive bid
     */
    public boolean read(Announcement announcement) {
        BidHistory history = announcement.history();
        if (!filter.knowsEnough(history) || !(history.bid(0, 0) > 0.0)) {
            return false;
        }
        filter.read(announcement, features);
        prediction = predictions[filter.revealed(history)];
        prediction.means(features, means);
        forecast.set(means, prediction.covariance());
        unit = history.bid(0, 0);
        return true;
    }

    /**
     * The amount whose log is 0: the last round's highest bid.
     *
     * @return the unit of the logs
     */
    public double unit() {
        return unit;
    }

    /**
     * The mean of a log, in the last announcement read.
     *
     * @param target {@link #HIGHEST}, {@link #SECOND} or {@link #UAV}
     * @return the mean
     */
    public double mean(int target) {
        return means[target];
    }

    /**
     * The covariance of two logs.
     *
     * @param a a target
     * @param b a target
     * @return the covariance
     */
    public double covariance(int a, int b) {
        return prediction.covariance()[a][b];
    }

    /**
     * The expected surplus of a factor where keeping the task has a price.
     *
     * @param logRho the factor's natural logarithm
     * @param price what it costs if the UAV serves, in money
     * @return the expectation in money
     */
    public double surplus(double logRho, double price) {
        return unit * forecast.at(logRho) - price * forecast.kept(logRho);
    }
}
