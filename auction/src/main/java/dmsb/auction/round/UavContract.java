package dmsb.auction.round;

import dmsb.core.argument.Require;
import java.util.Arrays;

/**
 * The UAV's contract b_0, eq. (13), from the past rounds. Each round gives a pair of the UAV's estimate vhat_0 and the
 * highest bid v_max. The contract is the b that maximises {@code sum (vhat_0 - v_max) 1{v_max <= b}} over these pairs.
 *
 * <p>Only the values of v_max are candidates. They are tried in increasing order, equal ones together. The smallest of
 * several maximisers is taken; if none is profitable, b_0 = 0.
 *
 * <p>The result is exact. The gain since the best b so far is summed in doubles, with a running bound on the rounding
 * error. If the sign of a gain is in doubt, the search is repeated in error-free arithmetic.
 *
 * <p>Adding a round takes O(n). Asking after an addition takes O(n), from the place of the smallest new v_max on.
 * Nothing is allocated unless the history outgrows its arrays, which then double.
 */
public final class UavContract {
    /** The largest estimate or bid: sums of up to 2^23 of them stay finite. */
    private static final double LARGEST = 0x1p1000;

    private static final double ROUNDING = 0x1p-51;

    private double[] highest = new double[128];
    private double[] estimates = new double[128];
    // Where the search in doubles stood before element i, for i up to searched.
    private double[] bests = new double[128];
    private double[] gains = new double[128];
    private double[] magnitudes = new double[128];
    private int searched;
    private int size;
    private boolean known = true;
    private double contract;
    private final ExactSum exact = new ExactSum();

    /** A contract without history: b_0 = 0. */
    public UavContract() {}

    /** Forgets all rounds. */
    public void clear() {
        size = 0;
        searched = 0;
        contract = 0.0;
        known = true;
    }

    /**
     * Adds a round.
     *
     * @param estimate the UAV's estimate vhat_0 of its value, from 0 to 2^1000
     * @param highestBid the round's highest ground bid v_max, from 0 to 2^1000
     * @throws IllegalArgumentException if a number is out of its range
     */
    public void add(double estimate, double highestBid) {
        Require.within("estimate", estimate, 0, LARGEST);
        Require.within("highestBid", highestBid, 0, LARGEST);
        if (size + 1 == highest.length) {
            grow(2 * highest.length);
        }
        int place = size;
        while (place > 0 && highest[place - 1] > highestBid) {
            place--;
        }
        System.arraycopy(highest, place, highest, place + 1, size - place);
        System.arraycopy(estimates, place, estimates, place + 1, size - place);
        highest[place] = highestBid;
        estimates[place] = estimate;
        size++;
        known = false;
        while (place > 0 && highest[place - 1] == highestBid) {
            place--; // the round has joined a group, which is judged as a whole
        }
        searched = Math.min(searched, place);
    }

    private void grow(int capacity) {
        highest = Arrays.copyOf(highest, capacity);
        estimates = Arrays.copyOf(estimates, capacity);
        bests = Arrays.copyOf(bests, capacity);
        gains = Arrays.copyOf(gains, capacity);
        magnitudes = Arrays.copyOf(magnitudes, capacity);
    }

    /**
     * The contract, eq. (13).
     *
     * @return b_0, one of the highest bids seen, or 0
     */
    public double value() {
        if (!known) {
            if (!searchInDoubles()) {
                searchExactly();
            }
            known = true;
        }
        return contract;
    }

    /** Finds the contract unless the sign of a gain is in doubt, which it reports by false. */
    private boolean searchInDoubles() {
        double best = bests[searched];
        double gain = gains[searched];
        double magnitude = magnitudes[searched];
        for (int i = searched; i < size; i++) {
            double bid = highest[i];
            gain += estimates[i] - bid;
            magnitude += estimates[i] + bid;
            if (i + 1 == size || highest[i + 1] != bid) {
                // Every round adds two roundings, each at most 2^-53 of a number below the magnitude; doubled for its
                // own.
                if (Math.abs(gain) <= magnitude * size * ROUNDING) {
                    searched = i;
                    return false;
                }
                if (gain > 0.0) {
                    best = bid;
                    gain = 0.0;
                    magnitude = 0.0;
                }
            }
            bests[i + 1] = best;
            gains[i + 1] = gain;
            magnitudes[i + 1] = magnitude;
        }
        searched = size;
        contract = best;
        return true;
    }

    private void searchExactly() {
        double best = 0.0;
        exact.clear();
        for (int i = 0; i < size; i++) {
            exact.add(estimates[i]);
            exact.add(-highest[i]);
            boolean groupGoesOn = i + 1 < size && highest[i + 1] == highest[i];
            if (!groupGoesOn && exact.isPositive()) {
                best = highest[i];
                exact.clear();
            }
        }
        contract = best;
    }
}
