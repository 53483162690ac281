package dmsb.auction.mechanism;

/**
 * The two highest bids of a round, on which eq. (14) and eq. (15) depend. Every modified second-bid auction of this
 * library takes the winner and the payment from here.
 *
 * <p>Only the highest bid v_[1] can exceed rho times the maximum of the others. For its bidder that maximum is the
 * second-highest bid v_[2]. Reused from round to round; for one thread at a time. Nothing is allocated.
 */
public final class TopBids {
    private long first;
    private long second;

    /** Of no bids: both are 0. */
    public TopBids() {}

    /**
     * Finds the two highest bids. O(N), without checks.
     *
     * <p>Doubles that are not negative are ordered as their bits are; as whole numbers they are compared without a branch.
     *
     * @param bids holds the bids b_1..b_N, finite and not negative. Not modified.
     * @param start where b_1 stands
     * @param count N, at least 1
     */
    public void find(double[] bids, int start, int count) {
        long one = 0L;
        long two = 0L;
        for (int i = start; i < start + count; i++) {
            long bid = Double.doubleToRawLongBits(bids[i]);
            two = Math.max(two, Math.min(one, bid));
            one = Math.max(one, bid);
        }
        first = one;
        second = two;
    }

    /**
     * The highest bid.
     *
     * @return v_[1]
     */
    public double highest() {
        return Double.longBitsToDouble(first);
    }

    /**
     * The second-highest bid.
     *
     * @return v_[2], equal to v_[1] in a tie, 0 if there is one bid only
     */
    public double second() {
        return Double.longBitsToDouble(second);
    }

    /**
     * The bidder of the highest bid.
     *
     * @param bids the bids that were searched. Not modified.
     * @param start where b_1 stands
     * @return its number from 1 on, the first of several
     */
    public int leader(double[] bids, int start) {
        double highest = highest();
        int i = start;
        while (bids[i] != highest) {
            i++;
        }
        return i - start + 1;
    }

    /**
     * Whether a ground base station wins, eq. (14). It does iff the highest bid strictly exceeds rho times the
     * second-highest, in exact arithmetic.
     *
     * @param rho the price scaling factor, from 1 to infinity
     * @return true if the highest bid wins, false if the UAV serves
     */
    public boolean groundWins(double rho) {
        return ModifiedSecondBid.exceeds(highest(), rho, second());
    }

    /**
     * The critical payment of the highest bidder, eq. (15): psi(b_-n; rho) = rho max b_-n, rounded to the nearest
     * double. The highest bid wins iff it exceeds the exact product, and then pays this.
     *
     * @param rho the price scaling factor, from 1 to infinity
     * @return psi, infinite if rho is
     */
    public double criticalPayment(double rho) {
        return rho == Double.POSITIVE_INFINITY ? rho : rho * second();
    }
}
