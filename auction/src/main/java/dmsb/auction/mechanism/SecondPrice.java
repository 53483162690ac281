package dmsb.auction.mechanism;

import dmsb.core.argument.Require;

/**
 * The second-price auction among all N + 1 providers. The UAV's contract b_0 of eq. (13) is one more sealed bid. The
 * highest bidder serves and pays the second-highest bid.
 *
 * <p>A tie for the highest bid goes to the provider with the lowest number, the UAV first. The price then equals the
 * bid, so a tied loser forgoes no gain. Among the ground base stations alone the auction is the modified second-bid
 * auction with rho = 1: {@link #groundOnly}.
 *
 * @param uavBid the UAV's sealed bid b_0, finite and not negative
 */
public record SecondPrice(double uavBid) implements Mechanism {
    /**
     * Checks the components.
     *
     * @param uavBid the UAV's sealed bid b_0, finite and not negative
     * @throws IllegalArgumentException if the bid is negative, infinite or NaN
     */
    public SecondPrice {
        Require.notNegative("uavBid", uavBid);
    }

    /**
     * The second-price auction among the ground base stations alone, which is the modified second-bid auction with rho =
     * 1: the UAV serves only if the highest bid is tied or zero.
     *
     * @return the auction
     */
    public static Mechanism groundOnly() {
        return new ModifiedSecondBid(1.0);
    }

    @Override
    public Outcome clear(double... bids) {
        Bids.require(bids, bids.length);
        int winner = winner(bids, bids.length, uavBid);
        return new Outcome(bids.length, winner, price(bids, bids.length, uavBid, winner));
    }

    /**
     * The winner, without an object and without checks. O(N), no allocation.
     *
     * @param bids the ground base stations' bids from index 0 on, finite and not negative. Not modified.
     * @param count N, at least 1
     * @param uavBid the UAV's bid
     * @return 0 for the UAV, n for ground base station n
     */
    public static int winner(double[] bids, int count, double uavBid) {
        int leader = Bids.highest(bids, count);
        return bids[leader] > uavBid ? leader + 1 : 0;
    }

    /**
     * What the winner pays: the highest bid of the others, without an object and without checks. O(N), no allocation.
     *
     * @param bids the ground base stations' bids from index 0 on, finite and not negative. Not modified.
     * @param count N, at least 1
     * @param uavBid the UAV's bid
     * @param winner what {@link #winner(double[], int, double)} returned
     * @return the second highest of the N + 1 bids
     */
    public static double price(double[] bids, int count, double uavBid, int winner) {
        double others = Bids.highestOfOthers(bids, count, winner - 1);
        return winner == 0 ? others : Math.max(others, uavBid);
    }
}
