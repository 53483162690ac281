package dmsb.auction.rule.filter;

import dmsb.core.checkpoint.Checkpointed;
import dmsb.core.checkpoint.StateReader;
import dmsb.core.checkpoint.StateWriter;

/**
 * Means and covariances of a vector, estimated from samples.
 *
 * <p>Sums are taken about the first sample, which avoids cancellation among squares, and in the order of the samples.
 */
final class SecondMoments implements Checkpointed {
    private final int size;
    private final double[] origin;
    private final double[] sums;
    private final double[][] products;
    private long samples;

    SecondMoments(int size) {
        this.size = size;
        this.origin = new double[size];
        this.sums = new double[size];
        this.products = new double[size][size];
    }

    /** Adds a sample, which is not modified. */
    void add(double[] sample) {
        if (samples == 0) {
            System.arraycopy(sample, 0, origin, 0, size);
        }
        samples++;
        for (int i = 0; i < size; i++) {
            double x = sample[i] - origin[i];
            sums[i] += x;
            for (int j = 0; j <= i; j++) {
                products[i][j] += x * (sample[j] - origin[j]);
            }
        }
    }

    /** These samples and others, a new object; neither is modified. */
    SecondMoments with(SecondMoments others) {
        SecondMoments both = new SecondMoments(size);
        SecondMoments first = samples == 0 ? others : this;
        System.arraycopy(first.origin, 0, both.origin, 0, size);
        both.addAll(this);
        both.addAll(others);
        return both;
    }

    /** Adds the samples of another object, whose sums are about another origin: x = y + d with d the way between them. */
    private void addAll(SecondMoments others) {
        samples += others.samples;
        for (int i = 0; i < size; i++) {
            double d = others.origin[i] - origin[i];
            sums[i] += others.sums[i] + others.samples * d;
            for (int j = 0; j <= i; j++) {
                double e = others.origin[j] - origin[j];
                products[i][j] +=
                        others.products[i][j] + d * others.sums[j] + e * others.sums[i] + others.samples * d * e;
            }
        }
    }

    long samples() {
        return samples;
    }

    /** The length of a sample. */
    int size() {
        return size;
    }

    /** Whether there are more samples than numbers to estimate from each. */
    boolean isEnough() {
        return samples > size;
    }

    /** What the samples say. */
    Moments moments() {
        double[] means = new double[size];
        double[] covariances = new double[size * size];
        for (int i = 0; i < size; i++) {
            means[i] = origin[i] + sums[i] / samples;
            for (int j = 0; j < size; j++) {
                double product = i >= j ? products[i][j] : products[j][i];
                covariances[i * size + j] = (product - sums[i] * sums[j] / samples) / samples;
            }
        }
        return new Moments(means, covariances);
    }

    @Override
    public void save(StateWriter state) {
        state.put("samples", samples);
        state.put("origin", origin);
        state.put("sums", sums);
        for (int i = 0; i < size; i++) {
            state.put("products" + i, products[i]);
        }
    }

    @Override
    public void restore(StateReader state) {
        samples = state.wholeNumber("samples");
        System.arraycopy(state.doubles("origin", size), 0, origin, 0, size);
        System.arraycopy(state.doubles("sums", size), 0, sums, 0, size);
        for (int i = 0; i < size; i++) {
            System.arraycopy(state.doubles("products" + i, size), 0, products[i], 0, size);
        }
    }
}
