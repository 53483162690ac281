package dmsb.auction.mechanism;

import dmsb.core.argument.Require;

/** Sealed bids in the front of an array: the checks and order statistics that every auction needs. No allocation. */
public final class Bids {
    private Bids() {}

    /**
     * Refuses what is no bid.
     *
     * @param bids the bids. Not modified.
     * @param count how many of them there are
     * @throws IllegalArgumentException if there is none, fewer than {@code count}, or one is negative, infinite or NaN,
     *     naming it by its index
     */
    public static void require(double[] bids, int count) {
        if (count < 1 || count > bids.length) {
            throw Require.refusal("bids", "a count from 1 to the array's length " + bids.length, count);
        }
        for (int i = 0; i < count; i++) {
            Require.notNegative("bids", i, bids[i]);
        }
    }

    /**
     * The index of the highest bid, the first one if there are several.
     *
     * @param bids the bids. Not modified.
     * @param count how many of them there are, at least 1
     * @return an index, 0 to count - 1
     */
    public static int highest(double[] bids, int count) {
        int highest = 0;
        for (int i = 1; i < count; i++) {
            if (bids[i] > bids[highest]) {
                highest = i;
            }
        }
        return highest;
    }

    /**
     * The highest bid of all but one: max b_-n, with max of the empty set = 0.
     *
     * @param bids the bids. Not modified.
     * @param count how many of them there are
     * @param left the index of the bid that is left out
     * @return the maximum of the others, 0 if there is no other
     */
    public static double highestOfOthers(double[] bids, int count, int left) {
        double highest = 0.0;
        for (int i = 0; i < count; i++) {
            if (i != left) {
                highest = Math.max(highest, bids[i]);
            }
        }
        return highest;
    }
}
