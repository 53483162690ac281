package dmsb.proofs.horizon;

import dmsb.core.argument.Require;

/**
 * The range in which manipulations are searched for. It has all plays with amounts in {0, 1, 2, 4} times the step: two
 * rounds between two and three bidders, three rounds between two. Beyond these it has random markets, with values up to 64 times
 * the step. There a bidder bids up to twice its value and just more than the others, and in rounds before the last also far
 * more, up to 65,536 times the step.
 *
 * @param seed the seed of the random markets
 * @param mostBidders the largest number of bidders of random markets, at least 2
 * @param mostRounds the largest number of rounds, 2 to 4
 * @param tries the number of random markets, not negative; in each every bidder tries many sequences of bids
 * @param step an amount of money, a quarter of what is usually bid; from 2^-100 to 2^100
 */
public record HorizonSearch(long seed, int mostBidders, int mostRounds, int tries, double step) {
    /** Up to four bidders and three rounds, 300 random markets and amounts about 4, with seed 1. */
    public static final HorizonSearch DEFAULT = new HorizonSearch(1, 4, 3, 300, 1.0);

    /** The largest value of a random market, in steps. */
    static final double HIGHEST_STEPS = 0x1p6;

    /** The largest bid, in steps. */
    static final double HIGHEST_BID_STEPS = 0x1p16;

    /**
     * Checks the components.
     *
     * @param seed the seed of the random markets
     * @param mostBidders the largest number of bidders of random markets, at least 2
     * @param mostRounds the largest number of rounds, 2 to 4
     * @param tries the number of random markets, not negative
     * @param step an amount of money, from 2^-100 to 2^100
     * @throws IllegalArgumentException if a number is out of its range
     */
    public HorizonSearch {
        Require.atLeast("mostBidders", mostBidders, 2);
        Require.within("mostRounds", mostRounds, 2, 4);
        Require.atLeast("tries", tries, 0);
        if (!(step >= 0x1p-100 && step <= 0x1p100)) {
            throw new IllegalArgumentException("step: expected a number from 2^-100 to 2^100, got " + step);
        }
    }

    /**
     * The same search with other numbers of bidders.
     *
     * @param bidders the largest number of bidders, at least 2; fewer are tried, too
     * @return the search
     * @throws IllegalArgumentException if the number is smaller
     */
    public HorizonSearch withBidders(int bidders) {
        return new HorizonSearch(seed, bidders, mostRounds, tries, step);
    }

    /**
     * The same search with other numbers of rounds.
     *
     * @param rounds the largest number of rounds, 2 to 4; fewer are tried, too
     * @return the search
     * @throws IllegalArgumentException if the number is out of its range
     */
    public HorizonSearch withRounds(int rounds) {
        return new HorizonSearch(seed, mostBidders, rounds, tries, step);
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

    /**
     * The same search among other amounts of money.
     *
     * @param newStep a quarter of what is usually bid; from 2^-100 to 2^100
     * @return the search
     * @throws IllegalArgumentException if it is out of its range
     */
    public HorizonSearch withStep(double newStep) {
        return new HorizonSearch(seed, mostBidders, mostRounds, tries, newStep);
    }
}
