package dmsb.auction.round;

import dmsb.core.argument.Require;

/**
 * The UAV's contract b_0, eq. (13), from the past rounds. Each round gives a pair of the UAV's estimate vhat_0 and the
 * highest bid v_max. The contract is the b that maximises {@code sum (vhat_0 - v_max) 1{v_max <= b}} over these pairs.
 *
 * <p>Only the values of v_max are candidates. The smallest of several maximisers is taken; if none is profitable, b_0 = 0.
 *
 * <p>The result is exact. Sums are in doubles, with a bound on their rounding errors. If the order of the best contracts is in
 * doubt, error-free arithmetic decides.
 *
 * <p>Adding a round takes O(log n). Asking takes O(1), and O(n) where it needs error-free arithmetic. Nothing is allocated
 * unless the history outgrows its arrays, which then double.
 */
public final class UavContract {
    /** The largest estimate or bid: sums of up to 2^23 of them stay finite. */
    private static final double LARGEST = 0x1p1000;

    private final ProfitTree rounds = new ProfitTree();
    private boolean known = true;
    private double contract;

    /** A contract without history: b_0 = 0. */
    public UavContract() {}

    /** Forgets all rounds. */
    public void clear() {
        rounds.clear();
        known = false;
    }

    /**
     * Adds a round.
     *
     * @param estimate the UAV's estimate vhat_0 of its value, from 0 to 2^1000
     * @param highestBid the round's highest ground bid v_max, from 0 to 2^1000
     * @throws IllegalArgumentException if a number is out of its range
     */
    public void add(double estimate, double highestBid) {
        Require.within("estimate", estimate, 0, LARGEST);
        Require.within("highestBid", highestBid, 0, LARGEST);
        rounds.add(estimate, highestBid);
        known = false;
    }

    /**
     * The contract, eq. (13).
     *
     * @return b_0, one of the highest bids seen, or 0
     */
    public double value() {
        if (!known) {
            contract = rounds.bestContract();
            known = true;
        }
        return contract;
    }
}
