package dmsb.experiments.figure;

import dmsb.core.argument.Require;
import dmsb.core.math.ShortestDecimal;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A curve, with or without a band around it. Arrays are copied in and out.
 *
 * @param name what the legend calls it
 * @param x where it was measured: finite, never falling
 * @param y the values, one for each x; a value that is not drawable (NaN, infinite, beyond 1e300) is a gap
 * @param low the band's lower edge, one for each x, or empty for no band; NaN is a gap
 * @param high the band's upper edge, likewise
 * @param look its colour and dash; null for those of its place in the chart
 */
// Arrays never leave this record and equality looks into them: what the check warns of cannot happen.
@SuppressWarnings("ArrayRecordComponent")
public record Series(
        String name,
        double[] x,
        double[] y,
        double[] low,
        double[] high,
        @Nullable Look look) {
    private static final double[] NONE = {};

    /**
     * Checks and copies.
     *
     * @param name what the legend calls it
     * @param x where it was measured: finite, never falling
     * @param y the values, one for each x; a value that is not drawable (NaN, infinite, beyond 1e300) is a gap
     * @param low the band's lower edge, one for each x, or empty for no band; NaN is a gap
     * @param high the band's upper edge, likewise
     * @param look its colour and dash; null for those of its place in the chart
     * @throws IllegalArgumentException if the lengths differ, x falls or is not finite, or a low is above its high
     */
    public Series {
        Require.notBlank("series name", name);
        x = x.clone();
        y = y.clone();
        low = low.clone();
        high = high.clone();
        String owner = "series '" + name + "'";
        Require.size(owner + " y", y.length, x.length);
        if (low.length != 0 || high.length != 0) {
            Require.size(owner + " low", low.length, x.length);
            Require.size(owner + " high", high.length, x.length);
        }
        for (int i = 0; i < x.length; i++) {
            if (!Drawable.is(x[i])) {
                throw Require.refusal(owner, "finite x", "x[" + i + "] = " + ShortestDecimal.of(x[i]));
            }
            if (i > 0 && x[i] < x[i - 1]) {
                throw Require.refusal(
                        owner,
                        "x that never falls",
                        ShortestDecimal.of(x[i]) + " after " + ShortestDecimal.of(x[i - 1]));
            }
        }
        for (int i = 0; i < low.length; i++) {
            Drawable.requireOrdered(owner + " at " + i, low[i], high[i]);
        }
    }

    /**
     * A curve that looks as its place in the chart says.
     *
     * @param name what the legend calls it
     * @param x where it was measured
     * @param y the values
     * @param low the band's lower edge, one for each x, or empty for no band
     * @param high the band's upper edge, likewise
     */
    public Series(String name, double[] x, double[] y, double[] low, double[] high) {
        this(name, x, y, low, high, null);
    }

    /**
     * The same curve with a look of its own.
     *
     * @param newLook its colour and dash
     * @return a new series
     */
    public Series in(Look newLook) {
        return new Series(name, x, y, low, high, newLook);
    }

    /**
     * A curve without a band.
     *
     * @param name what the legend calls it
     * @param x where it was measured
     * @param y the values
     * @return the series
     */
    public static Series of(String name, double[] x, double[] y) {
        return new Series(name, x, y, NONE, NONE);
    }

    /**
     * The number of points, gaps included.
     *
     * @return the length of {@link #x()}
     */
    public int size() {
        return x.length;
    }

    /**
     * Whether there is a band.
     *
     * @return true if low and high were given
     */
    public boolean hasBand() {
        return low.length != 0;
    }

    /**
     * Where the series was measured.
     *
     * @return a copy
     */
    @Override
    public double[] x() {
        return x.clone();
    }

    /**
     * The values.
     *
     * @return a copy
     */
    @Override
    public double[] y() {
        return y.clone();
    }

    /**
     * The band's lower edge.
     *
     * @return a copy, empty if there is no band
     */
    @Override
    public double[] low() {
        return low.clone();
    }

    /**
     * The band's upper edge.
     *
     * @return a copy, empty if there is no band
     */
    @Override
    public double[] high() {
        return high.clone();
    }

    boolean drawableAt(int i) {
        return Drawable.is(y[i]);
    }

    boolean bandAt(int i) {
        return hasBand() && Drawable.is(low[i]) && Drawable.is(high[i]);
    }

    /** The value at a point with its interval, as text: "0.957 [0.951, 0.962]". */
    String textAt(int i) {
        String value = NumberText.significant(y[i], 4);
        return bandAt(i) ? value + " " + NumberText.interval(low[i], high[i], 4) : value;
    }

    /** The same with fixed decimals: "0.960 [0.951, 0.962]". */
    String textAt(int i, int decimals) {
        String value = NumberText.fixed(y[i], decimals);
        if (!bandAt(i)) {
            return value;
        }
        return value + " [" + NumberText.fixed(low[i], decimals) + ", " + NumberText.fixed(high[i], decimals) + "]";
    }

    /** The index of the last drawable value, or -1. */
    int last() {
        for (int i = y.length - 1; i >= 0; i--) {
            if (drawableAt(i)) {
                return i;
            }
        }
        return -1;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Series that
                && name.equals(that.name)
                && Arrays.equals(x, that.x)
                && Arrays.equals(y, that.y)
                && Arrays.equals(low, that.low)
                && Arrays.equals(high, that.high)
                && Objects.equals(look, that.look);
    }

    @Override
    public int hashCode() {
        return 31 * (31 * name.hashCode() + Arrays.hashCode(x)) + Arrays.hashCode(y);
    }

    @Override
    public String toString() {
        return "Series[" + name + ", " + x.length + " points" + (hasBand() ? ", band]" : "]");
    }
}
