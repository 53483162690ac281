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
    private final Belief belief;
    private final ActionGrid grid;
    private final BeliefState state;
    private final BeliefRound round;
    private final LookWorth lookWorth;
    private double worth;
    private double unit;

    BeliefForecast(Belief belief) {
        this.belief = belief;
        this.grid = belief.grid();
        this.state = new BeliefState(belief);
        this.round = new BeliefRound(belief);
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
        round.set(state, Belief.read(announcement.estimate(), history, last));
        worth = belief.reveals() ? lookWorth.of(state, round.predicted()) : 0;
        return true;
    }

    /** The unit of the forecast in that of bids. */
    double unit() {
        return unit;
    }

    /** What is expected of the round. */
    BeliefRound round() {
        return round;
    }

    /** What a look in the round is worth for the decision of the next one; 0 where it is not seen by then. */
    double worth() {
        return worth;
    }
}
