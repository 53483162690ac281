package dmsb.auction.mechanism;

import dmsb.core.argument.Require;

/**
 * The modified second-bid auction, eq. (14) and eq. (15): ground base station n serves iff its bid strictly exceeds the
 * critical payment psi(b_-n; rho) = rho max b_-n, and then pays it; if nobody's does, the UAV serves and pays its
 * contract b_0. As rho is at least 1 there is at most one winner; a tie for the highest bid leaves the task to the UAV.
 *
 * <p>The comparison in eq. (14) is exact, see {@link #exceeds}; the price is rho max b_-n rounded once. Rounding is monotone
 * and the winner's bid is itself a double, so {@code rho max b_-n < b_n} implies that the rounded price is at most b_n:
 * no winner pays more than it bid.
 *
 * <p>Conventions at the borders: without another bidder max b_-n is 0, so a single positive bid wins at price 0. An
 * infinite rho is the limit "the UAV always serves", also where max b_-n is 0: psi is then infinite, not NaN.
 *
 * @param rho the price scaling factor, at least 1; may be infinite
 * @param contract what the UAV pays when it serves, b_0 of eq. (13); finite and not negative
 */
public record ModifiedSecondBid(double rho, double contract) implements Mechanism {
    private static final double SMALL = 0x1p-900;
    private static final double LIFT = 0x1p200;

    /**
     * Checks the components.
     *
     * @param rho the price scaling factor, at least 1; may be infinite
     * @param contract what the UAV pays when it serves, b_0 of eq. (13); finite and not negative
     * @throws IllegalArgumentException if rho is NaN or below 1, or the contract is negative, infinite or NaN
     */
    public ModifiedSecondBid {
        requireRho(rho);
        Require.notNegative("contract", contract);
    }

    /**
     * The auction with the given factor, in which the UAV serves for nothing.
     *
     * @param rho the price scaling factor, at least 1; may be infinite
     * @throws IllegalArgumentException if rho is NaN or below 1
     */
    public ModifiedSecondBid(double rho) {
        this(rho, 0.0);
    }

    @Override
    public Outcome clear(double... bids) {
        Bids.require(bids, bids.length);
        TopBids top = new TopBids();
        top.find(bids, 0, bids.length);
        return top.groundWins(rho)
                ? new Outcome(bids.length, top.leader(bids, 0), top.criticalPayment(rho))
                : new Outcome(bids.length, 0, contract);
    }

    /**
     * Refuses what is no price scaling factor.
     *
     * @param rho the price scaling factor
     * @return rho
     * @throws IllegalArgumentException if rho is NaN or below 1
     */
    public static double requireRho(double rho) {
        return Require.within("rho", rho, 1, Double.POSITIVE_INFINITY);
    }

    /**
     * Clears many auctions with one rho, without an object and without checks: the highest and the second-highest bid of
     * each in one pass. O(N) an auction, no allocation.
     *
     * @param auctions how many auctions
     * @param groundStations the bids in each, N, at least 1
     * @param bids the bids, N an auction, auction after auction, finite and not negative. Not modified.
     * @param rho the price scaling factor, at least 1; may be infinite
     * @param contracts what the UAV pays where it serves, b_0 of each auction. Not modified.
     * @param winners receives 0 for the UAV, n for ground base station n. Modified.
     * @param prices receives what the winner pays. Modified.
     */
    public static void clear(
            int auctions,
            int groundStations,
            double[] bids,
            double rho,
            double[] contracts,
            int[] winners,
            double[] prices) {
        TopBids top = new TopBids();
        for (int auction = 0; auction < auctions; auction++) {
            int start = auction * groundStations;
            top.find(bids, start, groundStations);
            boolean groundWins = top.groundWins(rho);
            winners[auction] = groundWins ? top.leader(bids, start) : 0;
            prices[auction] = groundWins ? top.criticalPayment(rho) : contracts[auction];
        }
    }

    /**
     * Whether bid &gt; rho other holds in exact arithmetic.
     *
     * <p>Rounding is monotone and the bid is a double: where the rounded product is less than the bid the exact one is, and
     * where it is more the exact one is. Where they are equal, {@code fma(rho, other, -bid)} rounds the exact difference
     * once and so has its sign, unless the difference is not zero but too small for a double. It is a multiple of ulp(rho)
     * ulp(other). For bid &gt;= 2^-900 and a product within a factor 2 of it that is at least 2^-107 of bid, or at least
     * 2^-1006 if {@code other} is subnormal: no underflow. Smaller bids are first lifted by 2^200, exactly, together with
     * {@code other}.
     *
     * @param bid a bid, finite and not negative
     * @param rho the price scaling factor, at least 1; if infinite, nothing exceeds
     * @param other the highest of the other bids, finite and not negative
     * @return true iff bid strictly exceeds rho times other
     */
    public static boolean exceeds(double bid, double rho, double other) {
        if (rho == Double.POSITIVE_INFINITY) {
            return false;
        }
        double product = rho * other;
        if (product != bid) {
            return product < bid;
        }
        return bid < SMALL ? Math.fma(rho, other * LIFT, -(bid * LIFT)) < 0.0 : Math.fma(rho, other, -bid) < 0.0;
    }
}
