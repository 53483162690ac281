package dmsb.auction.rule.filter;

import dmsb.auction.round.Announcement;
import dmsb.auction.round.BidHistory;
import dmsb.auction.rule.ActionGrid;

/**
 * What a {@link Belief} expects of the round that is announced, from all rounds that the announcement remembers, and what a
 * look is worth in it. Kalman's filter runs over these rounds anew, so that the forecast is a function of the announcement.
 * Amounts are in units of the last round's highest bid. Reused from round to round; for one thread.
 */
final class BeliefForecast {
    private static final int PAST = Belief.PAST;

    private final Belief belief;
    private final ActionGrid grid;
    private final BeliefState state;
    private final Gaussian predicted;
    private final LookWorth lookWorth;
    private final SurplusForecast surplus = new SurplusForecast(0);
    private final double[] means = new double[LinearFilterFit.TARGETS];
    private final double[][] covariance = new double[LinearFilterFit.TARGETS][LinearFilterFit.TARGETS];
    private double worth;
    private double unit;

    BeliefForecast(Belief belief) {
        this.belief = belief;
        this.grid = belief.grid();
        this.state = new BeliefState(belief);
        this.predicted = BeliefState.room(belief);
        this.lookWorth = new LookWorth(belief);
    }

    /** The actions. */
    ActionGrid grid() {
        return grid;
    }

    /** Forecasts the round that is announced; false if there are too few rounds with a positive bid before it. */
    boolean read(Announcement announcement) {
        BidHistory history = announcement.history();
        int last = 0;
        while (last < history.size() && !(history.bid(last, 0) > 0)) {
            last++;
        }
        if (last == history.size()) {
            return false;
        }
        state.set(history, last);
        if (!state.knowsEnough()) {
            return false;
        }
        unit = history.bid(last, 0);
        state.predict(predicted);
        predicted.condition(PAST + belief.width() - 2, Belief.read(announcement.estimate(), history, last));
        belief.forecast(predicted, PAST, state.unit(), means, covariance);
        surplus.set(means, covariance);
        worth = belief.reveals() ? lookWorth.of(state, predicted) : 0;
        return true;
    }

    /** The unit of the forecast in that of bids. */
    double unit() {
        return unit;
    }

    /** The means of the logs of the highest bid, the second and zeta v_0; not a copy. */
    double[] means() {
        return means;
    }

    /** The covariances of these logs; not a copy. */
    double[][] covariance() {
        return covariance;
    }

    /** The expected surplus. */
    SurplusForecast surplus() {
        return surplus;
    }

    /** What a look in the round is worth for the decision of the next one; 0 where it is not seen by then. */
    double worth() {
        return worth;
    }
}
