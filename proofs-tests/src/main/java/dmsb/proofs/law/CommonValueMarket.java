package dmsb.proofs.law;

import dmsb.auction.mechanism.Bids;
import dmsb.auction.mechanism.Mechanism;
import dmsb.core.argument.Require;
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
    MarketRound next(RandomStream random);

    /**
     * One round.
     *
     * @param commonValue C, positive and finite
     * @param mechanism the auction of this round, which may have been chosen with C in sight
     * @param matchValues M_1..M_N, finite and not negative; copied
     */
    @SuppressWarnings("ArrayRecordComponent") // copied in and out
    record MarketRound(double commonValue, Mechanism mechanism, double... matchValues) {
        /**
         * Checks and copies the components.
         *
         * @param commonValue C, positive and finite
         * @param mechanism the auction of this round, which may have been chosen with C in sight
         * @param matchValues M_1..M_N, finite and not negative; copied
         * @throws IllegalArgumentException if the common value is not positive and finite, or a match value is negative,
         *     infinite or NaN, or there is none
         */
        public MarketRound {
            Require.positive("commonValue", commonValue);
            matchValues = matchValues.clone();
            Bids.require(matchValues, matchValues.length);
        }

        /**
         * The match values.
         *
         * @return a copy, M_1 at index 0
         */
        @Override
        public double[] matchValues() {
            return matchValues.clone();
        }

        /**
         * The truthful bids.
         *
         * @return C M_1..C M_N, a new array
         */
        public double[] bids() {
            double[] bids = matchValues.clone();
            for (int i = 0; i < bids.length; i++) {
                bids[i] *= commonValue;
            }
            return bids;
        }
    }
}
