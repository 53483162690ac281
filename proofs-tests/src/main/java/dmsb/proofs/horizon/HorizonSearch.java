package dmsb.proofs.horizon;

import dmsb.core.argument.Require;

/**
 * The range in which manipulations are searched for. It has all plays with amounts in {0, 1, 2, 4} times the step: two
 * rounds between two and three bidders, three rounds between two. Beyond these it has random markets.
 *
 * @param seed the seed of the random markets
 * @param mostBidders the largest number of bidders of random markets, at least 2
 * @param mostRounds the largest number of rounds, at least 2
 * @param tries the number of random markets, not negative; in each every bidder tries many sequences of bids
 * @param step an amount of money, a quarter of what is usually bid; positive and finite
 */
public record HorizonSearch(long seed, int mostBidders, int mostRounds, int tries, double step) {
    /** Up to four bidders and three rounds, 300 random markets and amounts about 4, with seed 1. */
    public static final HorizonSearch DEFAULT = new HorizonSearch(1, 4, 3, 300, 1.0);

    /**
     * Checks the components.
     *
     * @param seed the seed of the random markets
     * @param mostBidders the largest number of bidders of random markets, at least 2
     * @param mostRounds the largest number of rounds, at least 2
     * @param tries the number of random markets, not negative
     * @param step an amount of money, positive and finite
     * @throws IllegalArgumentException if a number is out of its range
     */
    public HorizonSearch {
        Require.atLeast("mostBidders", mostBidders, 2);
        Require.within("mostRounds", mostRounds, 2, 4);
        Require.atLeast("tries", tries, 0);
        if (!(step > 0.0 && step <= 0x1p100)) {
            throw new IllegalArgumentException("step: expected a positive number up to 2^100, got " + step);
        }
    }

    /**
     * The same search with another number of random markets.
     *
     * @param newTries the number of random markets, not negative
     * @return the search
     * @throws IllegalArgumentException if the number is negative
     */
    public HorizonSearch withTries(int newTries) {
        return new HorizonSearch(seed, mostBidders, mostRounds, newTries, step);
    }
}
