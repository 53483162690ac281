package dmsb.auction.mechanism;

/**
 * The modified second-bid auction, eqs. (14) and (15): ground base station n serves iff its bid strictly exceeds the
 * critical payment psi(b_-n; rho) = rho max b_-n, and then pays it; if nobody's does, the UAV serves and pays its
 * contract b_0. As rho is at least 1 there is at most one winner; a tie for the highest bid leaves the task to the UAV.
 *
 * <p>The comparison in (14) is exact, see {@link #exceeds}; the price is rho max b_-n rounded once. Rounding is monotone
 * and the winner's bid is itself a double, so {@code rho max b_-n < b_n} implies that the rounded price is at most b_n:
 * no winner pays more than it bid.
 *
 * <p>Conventions at the borders: without another bidder max b_-n is 0, so a single positive bid wins at price 0. An
 * infinite rho is the limit "the UAV always serves", also where max b_-n is 0: psi is then infinite, not NaN.
 *
 * @param rho the price scaling factor, at least 1; may be infinite
 * @param contract what the UAV pays when it serves, b_0 of (13); finite and not negative
 */
public record ModifiedSecondBid(double rho, double contract) implements Mechanism {
    private static final double SMALL = 0x1p-900;
    private static final double LIFT = 0x1p200;

    /**
     * Checks the components.
     *
     * @param rho the price scaling factor, at least 1; may be infinite
     * @param contract what the UAV pays when it serves, b_0 of (13); finite and not negative
     * @throws IllegalArgumentException if rho is NaN or below 1, or the contract is negative, infinite or NaN
     */
    public ModifiedSecondBid {
        requireRho(rho);
        if (!(contract >= 0.0 && contract <= Double.MAX_VALUE)) {
            throw new IllegalArgumentException("contract: expected a finite number not below 0, got " + contract);
        }
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
        int winner = winner(bids, bids.length, rho);
        double price = winner == 0 ? contract : criticalPayment(bids, bids.length, winner, rho);
        return new Outcome(bids.length, winner, price);
    }

    /**
     * Refuses what is no price scaling factor.
     *
     * @param rho the price scaling factor
     * @return rho
     * @throws IllegalArgumentException if rho is NaN or below 1
     */
    public static double requireRho(double rho) {
        if (!(rho >= 1.0)) {
            throw new IllegalArgumentException("rho: expected a number from 1 to Infinity, got " + rho);
        }
        return rho;
    }

    /**
     * The winner (14), without an object and without checks. O(N), no allocation.
     *
     * @param bids the bids b_1..b_N from index 0 on, finite and not negative. Not modified.
     * @param count N, at least 1
     * @param rho the price scaling factor, at least 1; may be infinite
     * @return 0 for the UAV, n for ground base station n
     */
    public static int winner(double[] bids, int count, double rho) {
        return winner(bids, 0, count, rho);
    }

    /**
     * The winner (14) of an auction whose bids stand somewhere in an array, without an object and without checks. O(N), no
     * allocation.
     *
     * <p>Doubles that are not negative are ordered as their bits are; as whole numbers they are compared without a branch.
     *
     * @param bids holds the bids b_1..b_N, finite and not negative. Not modified.
     * @param start where b_1 stands
     * @param count N, at least 1
     * @param rho the price scaling factor, at least 1; may be infinite
     * @return 0 for the UAV, n for ground base station n
     */
    public static int winner(double[] bids, int start, int count, double rho) {
        long first = 0L;
        long second = 0L;
        for (int i = start; i < start + count; i++) {
            long bid = Double.doubleToRawLongBits(bids[i]);
            second = Math.max(second, Math.min(first, bid));
            first = Math.max(first, bid);
        }
        return exceeds(Double.longBitsToDouble(first), rho, Double.longBitsToDouble(second))
                ? 1 + indexOf(first, bids, start)
                : 0;
    }

    /** How far behind the start a bid stands, by its bits. */
    private static int indexOf(long bid, double[] bids, int start) {
        int i = start;
        while (Double.doubleToRawLongBits(bids[i]) != bid) {
            i++;
        }
        return i - start;
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
        for (int auction = 0; auction < auctions; auction++) {
            int start = auction * groundStations;
            // Doubles that are not negative are ordered as their bits are; as whole numbers they are compared without a
            // branch.
            long first = 0L;
            long second = 0L;
            for (int i = start; i < start + groundStations; i++) {
                long bid = Double.doubleToRawLongBits(bids[i]);
                second = Math.max(second, Math.min(first, bid));
                first = Math.max(first, bid);
            }
            double other = Double.longBitsToDouble(second);
            if (exceeds(Double.longBitsToDouble(first), rho, other)) {
                winners[auction] = 1 + indexOf(first, bids, start);
                prices[auction] = rho * other;
            } else {
                winners[auction] = 0;
                prices[auction] = contracts[auction];
            }
        }
    }

    /**
     * The critical payment psi(b_-n; rho) = rho max b_-n, rounded to the nearest double, without checks. O(N), no
     * allocation.
     *
     * @param bids the bids b_1..b_N from index 0 on, finite and not negative. Not modified.
     * @param count N, at least 1
     * @param n the ground base station, 1 to N; its own bid is not looked at
     * @param rho the price scaling factor, at least 1; may be infinite
     * @return psi, infinite if rho is
     */
    public static double criticalPayment(double[] bids, int count, int n, double rho) {
        return rho == Double.POSITIVE_INFINITY ? rho : rho * Bids.highestOfOthers(bids, count, n - 1);
    }

    /**
     * Whether bid &gt; rho other holds in exact arithmetic.
     *
     * <p>{@code fma(rho, other, -bid)} rounds the exact difference once and so has its sign, unless the difference is not
     * zero but too small for a double. It is a multiple of ulp(rho) ulp(other). For bid &gt;= 2^-900 the case that matters
     * is rho other within a factor 2 of bid, where that is at least 2^-107 of bid, or at least 2^-1006 if {@code other}
     * is subnormal: no underflow. Smaller bids are first lifted by 2^200, exactly, together with {@code other}; whatever the lift makes
     * of a larger {@code other}, it stays larger. Overflow keeps the sign.
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
        if (bid < SMALL) {
            return Math.fma(rho, other * LIFT, -(bid * LIFT)) < 0.0;
        }
        return Math.fma(rho, other, -bid) < 0.0;
    }
}
