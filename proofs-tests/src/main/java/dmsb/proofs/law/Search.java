package dmsb.proofs.law;

import dmsb.core.argument.Require;

/**
 * Where counterexamples are looked for: on the grid {0, step, ..., 8 step}, and beyond it.
 *
 * @param seed the seed of the random points
 * @param fewestBidders the smallest number of bidders, at least 1
 * @param mostBidders the largest number of bidders, false names included
 * @param tries the number of random profiles for a law, not negative; each is probed in many ways
 * @param step the step of the grid, an amount of money; random amounts lie between {@link #lowest} and {@link #highest}, so an
 *     eighth of what is usually bid in a market is a good step
 */
public record Search(long seed, int fewestBidders, int mostBidders, int tries, double step) {
    /** One to five bidders, 200 random profiles for a law and amounts about 4, with seed 1. */
    public static final Search DEFAULT = new Search(1, 1, 5, 200, 0.5);

    private static final double LOWEST_STEPS = 0x1p-4;
    private static final double HIGHEST_STEPS = 0x1p6;
    private static final double SMALLEST_STEP = 0x1p-100;
    private static final double LARGEST_STEP = 0x1p100;

    /**
     * Checks the components.
     *
     * @param seed the seed of the random points
     * @param fewestBidders the smallest number of bidders, at least 1
     * @param mostBidders the largest number of bidders, false names included
     * @param tries the number of random profiles for a law, not negative; each is probed in many ways
     * @param step the step of the grid, from 2^-100 to 2^100
     * @throws IllegalArgumentException if a number is out of its range
     */
    public Search {
        if (fewestBidders < 1 || mostBidders < fewestBidders) {
            throw new IllegalArgumentException(
                    "bidders: expected 1 <= fewest <= most, got " + fewestBidders + " to " + mostBidders);
        }
        Require.atLeast("tries", tries, 0);
        if (!(step >= SMALLEST_STEP && step <= LARGEST_STEP)) {
            throw new IllegalArgumentException("step: expected a number from 2^-100 to 2^100, got " + step);
        }
    }

    /**
     * The same search for a mechanism that is made for one number of bidders. Laws that need new identities cannot be
     * examined then.
     *
     * @param bidders the number of bidders, at least 1
     * @return the search
     * @throws IllegalArgumentException if the number is not positive
     */
    public Search withBidders(int bidders) {
        return new Search(seed, bidders, bidders, tries, step);
    }

    /**
     * The same search with another number of random profiles.
     *
     * @param newTries the number of random profiles for a law, not negative
     * @return the search
     * @throws IllegalArgumentException if the number is negative
     */
    public Search withTries(int newTries) {
        return new Search(seed, fewestBidders, mostBidders, newTries, step);
    }

    /**
     * The same search among other amounts of money.
     *
     * @param newStep the step of the grid, from 2^-100 to 2^100
     * @return the search
     * @throws IllegalArgumentException if the step is out of its range
     */
    public Search withStep(double newStep) {
        return new Search(seed, fewestBidders, mostBidders, tries, newStep);
    }

    /**
     * The lowest random amount; critical bids, one ulp to the side of something, and 0 may lie below.
     *
     * @return step / 16
     */
    public double lowest() {
        return step * LOWEST_STEPS;
    }

    /**
     * The highest random amount; critical bids may lie above.
     *
     * @return 64 step
     */
    public double highest() {
        return step * HIGHEST_STEPS;
    }

    /**
     * Whether a law can be examined.
     *
     * @param law a law
     * @return true unless it is statistical, or needs new identities and the number of bidders is fixed
     */
    public boolean canExamine(Law law) {
        return law != Law.INDEPENDENT_OF_COMMON_VALUE && !(law.needsNewIdentities() && fewestBidders == mostBidders);
    }
}
