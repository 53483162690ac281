package dmsb.proofs.vector;

import dmsb.core.argument.Require;

/**
 * The range in which counterexamples are searched for. First all cases in which amounts are {0, 1, 2, 4} times the step: one
 * task and up to three bidders, two tasks and up to two, three tasks and one. Between three bidders for two tasks and two
 * bidders for three, amounts are {0, 1, 2} times the step. Then random markets, with amounts up to {@link #highest}.
 *
 * @param seed the seed of the random markets
 * @param fewestTasks the smallest number of tasks, at least 1
 * @param mostTasks the largest number of tasks, not below the smallest
 * @param fewestBidders the smallest number of bidders, at least 1
 * @param mostBidders the largest number of bidders, not below the smallest; an extra identity comes on top
 * @param tries the number of random markets, not negative; in each every bidder tries many lists of bids
 * @param step an amount of money, a quarter of what is usually bid; from 2^-100 to 2^100
 */
public record VectorSearch(
        long seed, int fewestTasks, int mostTasks, int fewestBidders, int mostBidders, int tries, double step) {
    /** Up to four tasks and four bidders, 300 random markets and amounts about 4, with seed 1. */
    public static final VectorSearch DEFAULT = new VectorSearch(1, 1, 4, 1, 4, 300, 1.0);

    private static final int MOST = 64;
    private static final double HIGHEST_STEPS = 0x1p10;

    /**
     * Checks the components.
     *
     * @param seed the seed of the random markets
     * @param fewestTasks the smallest number of tasks, at least 1
     * @param mostTasks the largest number of tasks, not below the smallest, at most 64
     * @param fewestBidders the smallest number of bidders, at least 1
     * @param mostBidders the largest number of bidders, not below the smallest, at most 64
     * @param tries the number of random markets, not negative
     * @param step an amount of money, from 2^-100 to 2^100
     * @throws IllegalArgumentException if a number is out of its range
     */
    public VectorSearch {
        Require.atLeast("fewestTasks", fewestTasks, 1);
        Require.within("mostTasks", mostTasks, fewestTasks, MOST);
        Require.atLeast("fewestBidders", fewestBidders, 1);
        Require.within("mostBidders", mostBidders, fewestBidders, MOST);
        Require.atLeast("tries", tries, 0);
        if (!(step >= 0x1p-100 && step <= 0x1p100)) {
            throw new IllegalArgumentException("step: expected a number from 2^-100 to 2^100, got " + step);
        }
    }

    /**
     * The same search for auctions of one number of tasks.
     *
     * @param tasks the number
     * @return the search
     * @throws IllegalArgumentException if the number is out of range
     */
    public VectorSearch withTasks(int tasks) {
        return new VectorSearch(seed, tasks, tasks, fewestBidders, mostBidders, tries, step);
    }

    /**
     * The same search for auctions of one number of bidders.
     *
     * @param bidders the number
     * @return the search
     * @throws IllegalArgumentException if the number is out of range
     */
    public VectorSearch withBidders(int bidders) {
        return new VectorSearch(seed, fewestTasks, mostTasks, bidders, bidders, tries, step);
    }

    /**
     * The same search with another number of random markets.
     *
     * @param newTries the number of random markets, not negative
     * @return the search
     * @throws IllegalArgumentException if the number is negative
     */
    public VectorSearch withTries(int newTries) {
        return new VectorSearch(seed, fewestTasks, mostTasks, fewestBidders, mostBidders, newTries, step);
    }

    /**
     * The same search among other amounts.
     *
     * @param newStep a quarter of what is usually bid; from 2^-100 to 2^100
     * @return the search
     * @throws IllegalArgumentException if it is out of its range
     */
    public VectorSearch withStep(double newStep) {
        return new VectorSearch(seed, fewestTasks, mostTasks, fewestBidders, mostBidders, tries, newStep);
    }

    /**
     * The highest amount of a random market. Bids that outbid others lie up to twice as high, and those to which all amounts of a
     * market are scaled may lie above.
     *
     * @return 1024 step
     */
    public double highest() {
        return step * HIGHEST_STEPS;
    }

    boolean concerns(int tasks, int bidders) {
        return tasks >= fewestTasks && tasks <= mostTasks && bidders >= fewestBidders && bidders <= mostBidders;
    }
}
