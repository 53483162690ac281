package dmsb.auction.round;

import dmsb.auction.mechanism.Bids;
import java.util.Arrays;

/**
 * The last H rounds as everybody may see them: the bids without names, from the highest to the lowest, what the UAV had
 * declared, whether it served, and the surplus. A ring of primitive arrays; recording a round allocates nothing.
 *
 * <p>Rounds are addressed by age: 0 is the last one, {@link #size()} - 1 the oldest.
 */
public final class BidHistory {
    private final int groundStations;
    private final int capacity;
    private final double[] bids;
    private final double[] logBids;
    private final int[] exponents;
    private final double[] estimates;
    private final double[] logEstimates;
    private final double[] surpluses;
    private final double[] logSurpluses;
    private final boolean[] uavServed;
    private final double[] sorted;
    private int size;
    private int newest;

    /**
     * An empty history.
     *
     * @param groundStations the number of bids of a round, N, at least 1
     * @param capacity the number of rounds that are remembered, H, at least 1
     * @throws IllegalArgumentException if a number is not positive
     */
    public BidHistory(int groundStations, int capacity) {
        this.groundStations = requirePositive("groundStations", groundStations);
        this.capacity = requirePositive("history", capacity);
        this.bids = new double[Math.multiplyExact(capacity, groundStations)];
        this.logBids = new double[bids.length];
        this.exponents = new int[bids.length];
        this.estimates = new double[capacity];
        this.logEstimates = new double[capacity];
        this.surpluses = new double[capacity];
        this.logSurpluses = new double[capacity];
        this.uavServed = new boolean[capacity];
        this.sorted = new double[groundStations];
    }

    private static int requirePositive(String name, int value) {
        if (value < 1) {
            throw new IllegalArgumentException(name + ": expected a whole number from 1, got " + value);
        }
        return value;
    }

    /** Forgets all rounds. */
    public void clear() {
        size = 0;
        newest = 0;
    }

    /**
     * Remembers a round, forgetting the oldest if there is no more room.
     *
     * @param roundBids the round's N bids, in any order, from index 0 on. Not modified.
     * @param estimate what the UAV had declared, vhat_0
     * @param servedByUav whether the UAV served
     * @param surplus the surplus, or the best estimate of it
     * @throws IllegalArgumentException if a bid, the estimate or the surplus is negative, infinite or NaN
     */
    public void record(double[] roundBids, double estimate, boolean servedByUav, double surplus) {
        Bids.require(roundBids, groundStations);
        requireAmount("estimate", estimate);
        requireAmount("surplus", surplus);
        System.arraycopy(roundBids, 0, sorted, 0, groundStations);
        Arrays.sort(sorted);
        newest = newest == 0 ? capacity - 1 : newest - 1;
        size = Math.min(size + 1, capacity);
        int row = newest * groundStations;
        for (int rank = 0; rank < groundStations; rank++) {
            double bid = sorted[groundStations - 1 - rank];
            bids[row + rank] = bid;
            logBids[row + rank] = Magnitude.logSignificand(bid);
            exponents[row + rank] = Magnitude.exponent(bid);
        }
        estimates[newest] = estimate;
        logEstimates[newest] = Magnitude.logSignificand(estimate);
        surpluses[newest] = surplus;
        logSurpluses[newest] = surplus == bids[row] ? logBids[row] : Magnitude.logSignificand(surplus);
        uavServed[newest] = servedByUav;
    }

    private static void requireAmount(String name, double value) {
        if (!(value >= 0.0 && value <= Double.MAX_VALUE)) {
            throw new IllegalArgumentException(name + ": expected a finite number not below 0, got " + value);
        }
    }

    /**
     * The number of bids of a round.
     *
     * @return N
     */
    public int groundStations() {
        return groundStations;
    }

    /**
     * How many rounds are remembered at most.
     *
     * @return H
     */
    public int capacity() {
        return capacity;
    }

    /**
     * How many rounds are remembered now.
     *
     * @return 0 to H
     */
    public int size() {
        return size;
    }

    /**
     * A past bid.
     *
     * @param age the round's age, 0 to size - 1
     * @param rank the bid's rank, 0 is the highest, N - 1 the lowest
     * @return the bid
     */
    public double bid(int age, int rank) {
        return bids[slot(age) * groundStations + rank];
    }

    /**
     * What the UAV had declared in a past round.
     *
     * @param age the round's age, 0 to size - 1
     * @return vhat_0
     */
    public double estimate(int age) {
        return estimates[slot(age)];
    }

    /**
     * The surplus of a past round.
     *
     * @param age the round's age, 0 to size - 1
     * @return the surplus
     */
    public double surplus(int age) {
        return surpluses[slot(age)];
    }

    /**
     * Whether the UAV served in a past round.
     *
     * @param age the round's age, 0 to size - 1
     * @return true if it did
     */
    public boolean uavServed(int age) {
        return uavServed[slot(age)];
    }

    /** The log of a past bid's significand; with {@link #bidExponent} the log of the bid, taken once. */
    public double bidLogSignificand(int age, int rank) {
        return logBids[slot(age) * groundStations + rank];
    }

    public int bidExponent(int age, int rank) {
        return exponents[slot(age) * groundStations + rank];
    }

    public double estimateLogSignificand(int age) {
        return logEstimates[slot(age)];
    }

    public double surplusLogSignificand(int age) {
        return logSurpluses[slot(age)];
    }

    private int slot(int age) {
        if (age < 0 || age >= size) {
            throw new IllegalArgumentException("age: expected a whole number from 0 to " + (size - 1) + ", got " + age);
        }
        int slot = newest + age;
        return slot < capacity ? slot : slot - capacity;
    }
}
