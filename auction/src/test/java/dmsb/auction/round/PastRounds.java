package dmsb.auction.round;

import dmsb.auction.market.Reveal;

/** Rounds that have been held, for tests of what looks back at them. */
public final class PastRounds {
    private PastRounds() {}

    /**
     * Terms with a history, zeta = 1, everything revealed at once.
     *
     * @param groundStations N
     * @param conditions the number of market conditions
     * @param rounds H
     * @return the terms
     */
    public static RoundTerms terms(int groundStations, int conditions, int rounds) {
        return new RoundTerms(groundStations, conditions, rounds, 1.0, Reveal.SERVED, 0);
    }

    /**
     * An empty history of such terms.
     *
     * @param groundStations N
     * @param rounds H
     * @return the history
     */
    public static BidHistory history(int groundStations, int rounds) {
        return new BidHistory(terms(groundStations, 0, rounds));
    }

    /**
     * An announcement of such terms.
     *
     * @param groundStations N
     * @param conditions the number of market conditions
     * @param rounds H
     * @return the announcement
     */
    public static Announcement announcement(int groundStations, int conditions, int rounds) {
        return new Announcement(conditions, new BidHistory(terms(groundStations, conditions, rounds)));
    }

    /**
     * A round that is open for the bids that are given.
     *
     * @param estimate vhat_0
     * @param bids b_1..b_N
     * @return the round, not awarded
     */
    public static Round open(double estimate, double... bids) {
        return open(0, estimate, bids);
    }

    private static Round open(long number, double estimate, double... bids) {
        Round round = new Round(RoundTerms.of(bids.length));
        Announcement announcement = announcement(bids.length, 0, 1);
        announcement.declare(estimate, 0.0);
        round.announce(number, announcement);
        System.arraycopy(bids, 0, round.bids(), 0, bids.length);
        round.open();
        return round;
    }

    private static Round next(BidHistory history, double estimate, double... bids) {
        return open(history.size() == 0 ? 0 : history.number(0) + 1, estimate, bids);
    }

    /**
     * Records a round that the highest bid won.
     *
     * @param history receives it. Modified.
     * @param estimate vhat_0
     * @param bids b_1..b_N
     */
    public static void ground(BidHistory history, double estimate, double... bids) {
        Round round = next(history, estimate, bids);
        round.award(round.leader(), 0.0);
        history.record(round);
    }

    /**
     * Records a round that the UAV served.
     *
     * @param history receives it. Modified.
     * @param estimate vhat_0
     * @param uavValue v_0, NaN if it is not revealed
     * @param bids b_1..b_N
     */
    public static void uav(BidHistory history, double estimate, double uavValue, double... bids) {
        Round round = next(history, estimate, bids);
        round.award(0, 0.0);
        if (!Double.isNaN(uavValue)) {
            round.reveal(uavValue);
        }
        history.record(round);
    }

    /**
     * Records a round that the UAV served, of which bids may be missing.
     *
     * @param history receives it. Modified.
     * @param estimate vhat_0
     * @param uavValue v_0, NaN if it is not revealed
     * @param bids the sealed bids
     */
    public static void sealed(BidHistory history, double estimate, double uavValue, SealedBids bids) {
        Round round = next(history, estimate, new double[bids.groundStations()]);
        round.open(bids);
        round.award(0, 0.0);
        if (!Double.isNaN(uavValue)) {
            round.reveal(uavValue);
        }
        history.record(round);
    }

    /** Enters a round in a history, which only a ledger does otherwise. */
    public static void record(BidHistory history, Round round) {
        history.record(round);
    }

    /** Forgets the rounds of a history. */
    public static void clear(BidHistory history) {
        history.clear();
    }
}
