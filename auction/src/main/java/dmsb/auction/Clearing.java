package dmsb.auction;

import dmsb.auction.mechanism.Bids;
import dmsb.auction.mechanism.ModifiedSecondBid;

/**
 * How one auction was cleared, and why. Immutable.
 *
 * @param winner who serves: 0 is the UAV, 1 to N are the ground base stations in the order of their bids
 * @param price what the winner pays: rho times the highest other bid, or the UAV's declared contract
 * @param rho the price scaling factor
 * @param threshold what the highest bid had to exceed: rho times the highest other bid, rounded once, 0 where there is no
 *     other; infinite if rho is
 * @param reason why it came out so
 */
public record Clearing(int winner, double price, double rho, double threshold, Reason reason) {
    /** Why an auction came out as it did. */
    public enum Reason {
        /** The highest bid exceeds the threshold: its ground base station serves. */
        GROUND_WINS,
        /** The highest bid is above the runner-up's but not above rho times it: the UAV serves. */
        RUNNER_UP_TOO_CLOSE,
        /** Two or more share the highest bid: the UAV serves. */
        TIED,
        /** No ground base station has bid anything: the UAV serves. */
        NO_BID_ABOVE_ZERO,
        /** Rho is infinite: the UAV serves whatever is bid. */
        RHO_INFINITE
    }

    /**
     * Clears an auction, by (14) and (15).
     *
     * @param bids the sealed bids b_1..b_N. Not modified.
     * @param rho the price scaling factor, from 1 to infinity
     * @param contract what the UAV pays if it serves, b_0
     * @return the outcome
     * @throws IllegalArgumentException if a bid is negative, infinite or NaN, there is none, or rho is NaN or below 1
     */
    public static Clearing of(double[] bids, double rho, double contract) {
        Bids.require(bids, bids.length);
        ModifiedSecondBid.requireRho(rho);
        int leader = Bids.highest(bids, bids.length);
        double highest = bids[leader];
        double second = Bids.highestOfOthers(bids, bids.length, leader);
        boolean groundWins = ModifiedSecondBid.exceeds(highest, rho, second);
        double threshold = ModifiedSecondBid.criticalPayment(bids, bids.length, leader + 1, rho);
        return new Clearing(
                groundWins ? leader + 1 : 0,
                groundWins ? threshold : contract,
                rho,
                threshold,
                groundWins ? Reason.GROUND_WINS : whyNot(highest, second, rho));
    }

    private static Reason whyNot(double highest, double second, double rho) {
        if (rho == Double.POSITIVE_INFINITY) {
            return Reason.RHO_INFINITE;
        }
        if (highest == 0.0) {
            return Reason.NO_BID_ABOVE_ZERO;
        }
        return highest == second ? Reason.TIED : Reason.RUNNER_UP_TOO_CLOSE;
    }

    /**
     * Whether the UAV serves.
     *
     * @return true if the winner is 0
     */
    public boolean uavServes() {
        return winner == 0;
    }
}
