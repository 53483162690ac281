package dmsb.proofs.law;

import dmsb.auction.mechanism.Mechanism;
import dmsb.core.random.RandomStream;

/**
 * A market with a common value C: bidder n's value is C times its match value M_n, and C is independent of the match
 * values. Rounds are independent of each other.
 */
@FunctionalInterface
public interface CommonValueMarket {
    /**
     * Draws a round.
     *
     * @param random where all randomness comes from
     * @return the round
     */
    Round next(RandomStream random);

    /**
     * One round.
     *
     * @param commonValue C, positive and finite
     * @param mechanism the auction of this round, which may have been chosen with C in sight
     * @param matchValues M_1..M_N, finite and not negative; the same N in every round. Kept, not copied, and not modified.
     */
    @SuppressWarnings("ArrayRecordComponent")
    record Round(double commonValue, Mechanism mechanism, double... matchValues) {}
}
