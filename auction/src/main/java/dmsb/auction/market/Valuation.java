package dmsb.auction.market;

import dmsb.core.argument.Require;

/**
 * A provider's valuation of serving, eq. (9) to eq. (11): the product of two means over the last T slots, the current
 * one included.
 *
 * <p>Before T slots have been added, the means run over those that have. Each mean is summed anew from the oldest slot
 * to the newest. So equal windows have equal values, whatever came before them; a running sum would drift. Adding a
 * slot takes O(T) and allocates nothing.
 */
public final class Valuation {
    private final double[] speeds;
    private final double[] qualities;
    private final double omega1;
    private final MatchValue matchValue;
    private int size;
    private int next;
    private double common;
    private double match;

    /**
     * A valuation over an empty window.
     *
     * @param window the number of slots, T, at least 1
     * @param omega1 the scale omega_1, positive
     * @param matchValue the terms of eq. (10)
     * @throws IllegalArgumentException if an argument is out of its range
     */
    public Valuation(int window, double omega1, MatchValue matchValue) {
        Require.within("window", window, 1, Scenario.MAX_SLOTS);
        Require.positive("omega1", omega1);
        this.speeds = new double[window];
        this.qualities = new double[window];
        this.omega1 = omega1;
        this.matchValue = matchValue;
    }

    /** Forgets all slots. */
    public void clear() {
        size = 0;
        next = 0;
        common = 0.0;
        match = 0.0;
    }

    /**
     * Adds a slot, dropping the oldest if the window is full, and computes the means of eq. (9) and eq. (10).
     *
     * @param latencySeconds the slot's latency T in s, positive
     * @param hits the slot's number of matching pixels
     */
    public void add(double latencySeconds, int hits) {
        speeds[next] = omega1 / latencySeconds;
        qualities[next] = matchValue.of(hits);
        next = next + 1 == speeds.length ? 0 : next + 1;
        size = Math.min(size + 1, speeds.length);
        int oldest = size == speeds.length ? next : 0;
        double speed = 0.0;
        double quality = 0.0;
        for (int i = oldest; i < size; i++) {
            speed += speeds[i];
            quality += qualities[i];
        }
        for (int i = 0; i < oldest; i++) {
            speed += speeds[i];
            quality += qualities[i];
        }
        common = speed / size;
        match = quality / size;
    }

    /**
     * The common value, eq. (9): the mean of omega_1 / T.
     *
     * @return c_n in 1/s; 0 before the first slot
     */
    public double common() {
        return common;
    }

    /**
     * The matching value, eq. (10): the mean of omega_2 / (1 - R)^beta. {@link MatchValue} computes each term and keeps
     * 1 - R away from 0.
     *
     * @return m_n; 0 before the first slot
     */
    public double match() {
        return match;
    }

    /**
     * The valuation, eq. (11).
     *
     * @return v_n = c_n m_n; 0 before the first slot
     */
    public double value() {
        return common * match;
    }
}
