package dmsb.proofs.zoo;

import dmsb.auction.mechanism.ModifiedSecondBid;
import dmsb.auction.mechanism.Outcome;
import dmsb.core.argument.Require;

/**
 * Two rounds between bidders A and B. The first round sets the scaling factor of the second: rho is 1.5 in round 1, and
 * b_[1]/b_[2] of round 1 in round 2. Each round by itself is strategy-proof; the two together are not. A's values are
 * 1, then 6; B's are 5, then 2.
 *
 * <p>Truthfully B wins round 1, rho becomes 5, and A loses round 2 as 6 &lt; 10. If A bids 4.9 in round 1, nobody wins
 * it, rho becomes 5/4.9, and A wins round 2 at 2.041: gain 3.959. A tie at 5 is its best bid: rho becomes 1, gain 4.
 */
public final class TwoRounds {
    private static final double FIRST_RHO = 1.5;
    private static final double[] VALUES_OF_A = {1.0, 6.0};
    private static final double[] VALUES_OF_B = {5.0, 2.0};

    private TwoRounds() {}

    /**
     * Plays both rounds with the truth in all but A's first bid.
     *
     * @param firstBidOfA A's bid in round 1, positive and finite; its value is 1
     * @return A's utility over both rounds
     * @throws IllegalArgumentException if the bid is not positive and finite
     */
    public static double utilityOfA(double firstBidOfA) {
        Require.positive("firstBidOfA", firstBidOfA);
        double firstBidOfB = VALUES_OF_B[0];
        double rho = Math.max(firstBidOfA, firstBidOfB) / Math.min(firstBidOfA, firstBidOfB);
        Outcome first = new ModifiedSecondBid(FIRST_RHO).clear(firstBidOfA, firstBidOfB);
        Outcome second = new ModifiedSecondBid(rho).clear(VALUES_OF_A[1], VALUES_OF_B[1]);
        return utility(first, VALUES_OF_A[0]) + utility(second, VALUES_OF_A[1]);
    }

    /**
     * What A gains by a first bid other than the truth.
     *
     * @param firstBidOfA A's bid in round 1, positive and finite; its value is 1
     * @return the gain over both rounds; 3.959 for 4.9
     * @throws IllegalArgumentException if the bid is not positive and finite
     */
    public static double gain(double firstBidOfA) {
        return utilityOfA(firstBidOfA) - utilityOfA(VALUES_OF_A[0]);
    }

    private static double utility(Outcome outcome, double value) {
        return outcome.winner() == 1 ? value - outcome.price() : 0.0;
    }
}
