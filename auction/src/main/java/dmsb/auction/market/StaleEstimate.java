package dmsb.auction.market;

import dmsb.core.math.FastStrictMath;
import dmsb.core.random.RandomStream;
import dmsb.core.random.SeedTree;
import java.util.Arrays;

/** What a UAV knows of its own value: the value of some slots ago, with noise, v_0(t - lag) exp(noise z), z ~ N(0, 1). */
final class StaleEstimate {
    private final double[] values;
    private final double noise;
    private RandomStream draws;
    private int newest;
    private double estimate;

    /** An estimate that looks {@code lag} slots back; the noise is the standard deviation of its logarithm. */
    StaleEstimate(int lag, double noise) {
        this.values = new double[lag + 1];
        this.noise = noise;
        this.draws = SeedTree.of(0).stream();
    }

    /** Forgets all values, drawing from the given stream from now on. */
    void reset(RandomStream stream) {
        draws = stream;
        Arrays.fill(values, 0.0);
        newest = 0;
    }

    /** Moves one slot on, to a slot with the given value. */
    void add(double value) {
        newest = newest + 1 == values.length ? 0 : newest + 1;
        values[newest] = value;
        int oldest = newest + 1 == values.length ? 0 : newest + 1;
        estimate = values[oldest] * FastStrictMath.exp(noise * draws.nextGaussian());
    }

    /** The estimate in this slot. */
    double value() {
        return estimate;
    }
}
