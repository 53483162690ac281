package dmsb.proofs.law;

import dmsb.core.argument.Require;

/**
 * Where counterexamples are looked for beyond the grid.
 *
 * @param seed the seed of the random points
 * @param fewestBidders the smallest number of bidders, at least 1
 * @param mostBidders the largest number of bidders, false names included
 * @param tries the number of random profiles for a law, not negative; each is probed in many ways
 */
public record Search(long seed, int fewestBidders, int mostBidders, int tries) {
    /** One to five bidders and 200 random profiles for a law, with seed 1. */
    public static final Search DEFAULT = new Search(1, 1, 5, 200);

    /**
     * Checks the components.
     *
     * @param seed the seed of the random points
     * @param fewestBidders the smallest number of bidders, at least 1
     * @param mostBidders the largest number of bidders, false names included
     * @param tries the number of random profiles for a law, not negative; each is probed in many ways
     * @throws IllegalArgumentException if a number is out of its range
     */
    public Search {
        if (fewestBidders < 1 || mostBidders < fewestBidders) {
            throw new IllegalArgumentException(
                    "bidders: expected 1 <= fewest <= most, got " + fewestBidders + " to " + mostBidders);
        }
        Require.atLeast("tries", tries, 0);
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
        return new Search(seed, bidders, bidders, tries);
    }

    /**
     * The same search with another number of random profiles.
     *
     * @param newTries the number of random profiles for a law, not negative
     * @return the search
     * @throws IllegalArgumentException if the number is negative
     */
    public Search withTries(int newTries) {
        return new Search(seed, fewestBidders, mostBidders, newTries);
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
