package dmsb.auction.rule;

import dmsb.auction.round.Announcement;
import dmsb.auction.round.BidHistory;

/**
 * A simple rule without learning: rho = max(1, vhat_0(t) / v_[2](t-1)). The price is then about the UAV's declared
 * estimate. Before the first round rho is 1; after a second-highest bid of 0 it is infinite.
 */
public final class LaggedReserveRule implements PostedRule {
    /** The rule; it keeps nothing of its own. */
    public LaggedReserveRule() {}

    @Override
    public double rho(Announcement announcement) {
        BidHistory history = announcement.history();
        if (history.size() == 0) {
            return 1.0;
        }
        double second = history.groundStations() > 1 ? history.bid(0, 1) : 0.0;
        return Ratio.atLeastOne(announcement.estimate(), second);
    }
}
