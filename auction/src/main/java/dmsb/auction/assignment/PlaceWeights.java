package dmsb.auction.assignment;

import dmsb.core.argument.Require;
import java.util.Arrays;

/**
 * What a task counts in each place of a UAV's order of work: delta_1 = 1, and no later place counts more than an earlier
 * one. A UAV has as many places in a slot as there are weights. Immutable.
 */
public final class PlaceWeights {
    private final double[] weights;

    private PlaceWeights(double[] weights) {
        this.weights = weights;
    }

    /**
     * The weights 1, 1/2, 1/3 and so on: what waiting costs when all tasks take equally long.
     *
     * @param places how many places, at least 1
     * @return delta_j = 1 / j
     * @throws IllegalArgumentException if the number is not positive
     */
    public static PlaceWeights harmonic(int places) {
        return discounted(places, 1.0);
    }

    /**
     * The weights j^-d, which fall faster the larger d is: 0 if waiting costs nothing, 1 for {@link #harmonic}.
     *
     * @param places how many places, at least 1
     * @param discount d, finite and not negative
     * @return delta_j = 1 / j^d
     * @throws IllegalArgumentException if the number of places is not positive or the discount negative
     */
    public static PlaceWeights discounted(int places, double discount) {
        Require.atLeast("places", places, 1);
        Require.notNegative("discount", discount);
        double[] weights = new double[places];
        for (int j = 0; j < places; j++) {
            weights[j] = 1.0 / StrictMath.pow(j + 1, discount);
        }
        return new PlaceWeights(weights);
    }

    /**
     * The given weights.
     *
     * @param weights delta_1, which is 1, then delta_2 and so on, positive, none above the one before; copied
     * @return the weights
     * @throws IllegalArgumentException if there is none, the first is not 1, or another is not positive or above the one
     *     before
     */
    public static PlaceWeights of(double... weights) {
        Require.room("placeWeights", weights.length, 1);
        Require.within("placeWeights", 0, weights[0], 1, 1);
        for (int j = 1; j < weights.length; j++) {
            Require.within("placeWeights", j, weights[j], Double.MIN_VALUE, weights[j - 1]);
        }
        return new PlaceWeights(weights.clone());
    }

    /**
     * The number of places of a UAV in a slot.
     *
     * @return how many
     */
    public int places() {
        return weights.length;
    }

    /**
     * What a place counts.
     *
     * @param place j, from 1
     * @return delta_j
     * @throws IllegalArgumentException if there is no such place
     */
    public double weight(int place) {
        Require.within("place", place, 1, weights.length);
        return weights[place - 1];
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof PlaceWeights same && Arrays.equals(weights, same.weights);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(weights);
    }

    /**
     * The weights as text.
     *
     * @return for example {@code [1.0, 0.5]}
     */
    @Override
    public String toString() {
        return Arrays.toString(weights);
    }

    /**
     * All weights.
     *
     * @return delta_1 at index 0, then delta_2 and so on; a copy
     */
    public double[] toArray() {
        return weights.clone();
    }
}
