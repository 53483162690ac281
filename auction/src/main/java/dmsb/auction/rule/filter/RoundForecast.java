package dmsb.auction.rule.filter;

import dmsb.auction.market.Scenario;
import dmsb.auction.round.Announcement;
import dmsb.auction.rule.ActionGrid;

/**
 * What a {@link LinearFilterModel} expects of a round: means and covariances of the logs of the highest bid, of the
 * second-highest bid and of zeta v_0, jointly Gaussian, and the surplus of every action. Amounts are in units of the last
 * round's highest bid. Reused from round to round; for one thread.
 */
public final class RoundForecast {
    /** The index of the highest bid among the logs. */
    public static final int HIGHEST = 0;

    /** The index of the second-highest bid among the logs. */
    public static final int SECOND = 1;

    /** The index of zeta v_0 among the logs. */
    public static final int UAV = 2;

    private final LinearFilter filter;
    private final FilterPredictions predictions;
    private final double optimism;
    private final ActionGrid grid;
    private final double[] features;
    private final double[] means = new double[LinearFilterFit.TARGETS];
    private final SurplusForecast surplus;

    // Of each action, once one of them was asked for: what the stations and the UAV are expected to contribute, and the
    // probability that the UAV serves.
    private final double[] groundPart;
    private final double[] uavPart;
    private final double[] uavServes;
    private boolean tabled;
    private double unit = 1.0;
    private double[][] covariance = new double[LinearFilterFit.TARGETS][LinearFilterFit.TARGETS];

    RoundForecast(Scenario scenario, int rounds, double optimism, FilterPredictions predictions) {
        this.filter = new LinearFilter(scenario, rounds);
        this.predictions = predictions;
        this.optimism = optimism;
        this.surplus = new SurplusForecast(optimism);
        this.features = new double[filter.size()];
        this.grid = ActionGrid.of(scenario);
        this.groundPart = new double[grid.size()];
        this.uavPart = new double[grid.size()];
        this.uavServes = new double[grid.size()];
    }

    /** What is read. */
    LinearFilter filter() {
        return filter;
    }

    /**
     * The actions whose surplus is expected.
     *
     * @return the scenario's grid
     */
    public ActionGrid grid() {
        return grid;
    }

    /**
     * Forecasts the round that is announced, if enough is known of its past.
     *
     * @param announcement what is known before the bids. Not modified.
     * @return false if there are too few past rounds for a forecast, or the last one had no positive bid
     */
    public boolean read(Announcement announcement) {
        if (!expect(announcement)) {
            return false;
        }
        double highest = filter.unit(announcement);
        if (!(highest > 0.0)) {
            return false;
        }
        unit = highest;
        return true;
    }

    /**
     * The amount whose log is 0 in the last announcement read: its last round's highest bid.
     *
     * @return the unit of the logs, in money
     */
    public double unit() {
        return unit;
    }

    /** Forecasts the round that is announced, in a unit that may not be known; false if there are too few past rounds. */
    boolean expect(Announcement announcement) {
        if (!filter.knowsEnough(announcement.history())) {
            return false;
        }
        filter.read(announcement, features);
        predict(announcement);
        return true;
    }

    /** Forecasts an announced round from its observation, whose entries on past rounds are all there. */
    void set(Announcement announcement, float[] observation) {
        filter.read(observation, features);
        predict(announcement);
    }

    private void predict(Announcement announcement) {
        Moments.Prediction prediction =
                predictions.of(filter, filter.number(announcement), filter.revealed(announcement.history()));
        prediction.means(features, means);
        covariance = prediction.covariance();
        surplus.set(means, covariance);
        tabled = false;
    }

    private void table() {
        if (!tabled) {
            for (int a = 0; a < groundPart.length; a++) {
                double logRho = grid.logRho(a);
                groundPart[a] = surplus.groundPart(logRho);
                uavPart[a] = surplus.uavPart(logRho);
                uavServes[a] = surplus.uavServes(logRho);
            }
            tabled = true;
        }
    }

    /** The action of the largest expected surplus, the first of several, in a forecast of which the unit may not be known. */
    int best() {
        return surplus.largest(grid, 0.0);
    }

    /**
     * The expected surplus of an action, the UAV's value taken with optimism, where it counts by a weight and keeping the task
     * has a price.
     *
     * @param action the action
     * @param uavWeight what the UAV's value counts, delta of its place
     * @param price what it costs besides if the UAV serves, in money
     * @return the expectation in money
     */
    public double surplus(int action, double uavWeight, double price) {
        table();
        return unit * (groundPart[action] + uavWeight * uavPart[action]) - price * uavServes[action];
    }

    /**
     * The probability that an action leaves the task to the UAV.
     *
     * @param action the action
     * @return the probability
     */
    public double kept(int action) {
        table();
        return uavServes[action];
    }

    /**
     * The action of the largest {@link #surplus(int, double, double) expected surplus} where the UAV's value counts 1.
     *
     * @param price what it costs if the UAV serves, in money
     * @return the action, the first of several
     */
    public int bestAction(double price) {
        return bestAction(1.0, price);
    }

    /**
     * The action of the largest {@link #surplus(int, double, double) expected surplus}.
     *
     * @param uavWeight what the UAV's value counts
     * @param price what it costs besides if the UAV serves, in money
     * @return the action, the first of several
     */
    public int bestAction(double uavWeight, double price) {
        int best = 0;
        double most = Double.NEGATIVE_INFINITY;
        for (int a = 0; a < groundPart.length; a++) { // as SurplusForecast.largest, by what is tabled
            double expected = surplus(a, uavWeight, price);
            if (expected > most) {
                most = expected;
                best = a;
            }
        }
        return best;
    }

    /**
     * An expected log, less that of the last round's highest bid.
     *
     * @param target {@link #HIGHEST}, {@link #SECOND} or {@link #UAV}
     * @return the mean
     */
    public double mean(int target) {
        return means[target];
    }

    /**
     * A covariance of what the forecast leaves open.
     *
     * @param target a log
     * @param other a log
     * @return the covariance of the two
     */
    public double covariance(int target, int other) {
        return covariance[target][other];
    }

    /**
     * What turns three independent standard normal draws into an error of the forecast: the lower triangular L with L L' the
     * covariances. Where the forecast leaves nothing open, L has zeros.
     *
     * @return L by rows, a new array
     */
    public double[][] errorFactor() {
        return new PositiveFactor(covariance).rows();
    }

    /** Writes the forecast, whose unit is given, as entries of an observation, which is modified. */
    void write(double unitInMoney, ForecastEntries entries, float[] observation, int from) {
        entries.write(means, covariance, surplus, 1.0, uavOptimism(), unitInMoney, observation, from);
    }

    /**
     * By which factor the UAV's expected value is taken for more than it is.
     *
     * @return e^(c s_00), 1 without optimism
     */
    public double uavOptimism() {
        return StrictMath.exp(optimism * covariance[2][2]);
    }
}
