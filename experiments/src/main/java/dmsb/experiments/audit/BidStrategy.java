package dmsb.experiments.audit;

import dmsb.auction.round.Announcement;

/** How a station bids over a horizon. */
@FunctionalInterface
interface BidStrategy {
    /** The truth in every round. */
    BidStrategy TRUTH = (announcement, values, station, rho) -> values[station - 1];

    /** The truth where the value is the highest, and 0 elsewhere: free in the round, as the bid would lose anyway. */
    BidStrategy SPOILING = (announcement, values, station, rho) -> {
        double value = values[station - 1];
        return value > Information.FULL.rival(announcement, values, station) ? value : 0.0;
    };

    /** No bid at all. */
    BidStrategy ABSENCE = (announcement, values, station, rho) -> 0.0;

    /**
     * The bid of the coming round.
     *
     * @param announcement what is known before the bids, the past rounds with it. Not modified.
     * @param values the true values of all stations, of which a strategy may use what its information allows. Not modified.
     * @param station who bids, 1 to N
     * @param rho the factor that is posted for it; NaN if there is none before the bids
     * @return the bid, finite and not negative
     */
    double bid(Announcement announcement, double[] values, int station, double rho);
}
