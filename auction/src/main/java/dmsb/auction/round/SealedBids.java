package dmsb.auction.round;

import dmsb.core.argument.Require;
import java.util.Arrays;

/**
 * The sealed bids of one round, by ground base station. A station that sends nothing is absent. Absence differs from a
 * bid of 0, though neither can win or set a price. Reusable; for one thread at a time.
 *
 * <pre>{@code
 * SealedBids bids = new SealedBids(3).bid(1, 80).bid(3, 40); // station 2 is absent
 * }</pre>
 */
public final class SealedBids {
    private final double[] values;
    private final boolean[] present;

    /**
     * Bids of which all are missing.
     *
     * @param groundStations the number of ground base stations, N, at least 1
     * @throws IllegalArgumentException if the number is not positive
     */
    public SealedBids(int groundStations) {
        Require.atLeast("groundStations", groundStations, 1);
        values = new double[groundStations];
        present = new boolean[groundStations];
    }

    /**
     * Takes a station's bid, in place of an earlier one.
     *
     * @param station the ground base station, 1 to N
     * @param value its bid b_n, finite and not negative
     * @return this
     * @throws IllegalArgumentException if there is no such station, or the bid is negative, infinite or NaN
     */
    public SealedBids bid(int station, double value) {
        requireStation(station);
        Require.notNegative("bids", station - 1, value);
        values[station - 1] = value;
        present[station - 1] = true;
        return this;
    }

    /**
     * Forgets a station's bid: it is absent.
     *
     * @param station the ground base station, 1 to N
     * @return this
     * @throws IllegalArgumentException if there is no such station
     */
    public SealedBids withdraw(int station) {
        requireStation(station);
        values[station - 1] = 0.0;
        present[station - 1] = false;
        return this;
    }

    /** Forgets all bids. */
    public void clear() {
        Arrays.fill(values, 0.0);
        Arrays.fill(present, false);
    }

    private void requireStation(int station) {
        Require.within("station", station, 1, values.length);
    }

    /**
     * The number of ground base stations.
     *
     * @return N, those that are absent included
     */
    public int groundStations() {
        return values.length;
    }

    /**
     * Whether a station has bid.
     *
     * @param station the ground base station, 1 to N
     * @return false if it is absent
     * @throws IllegalArgumentException if there is no such station
     */
    public boolean isPresent(int station) {
        requireStation(station);
        return present[station - 1];
    }

    /** Copies the bids and who has bid; a missing bid is written as 0. */
    void copyTo(double[] bids, boolean[] whoBid) {
        System.arraycopy(values, 0, bids, 0, values.length);
        System.arraycopy(present, 0, whoBid, 0, present.length);
    }
}
