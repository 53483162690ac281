package dmsb.auction.round;

import dmsb.auction.market.Stations;
import dmsb.core.argument.Require;
import dmsb.core.checkpoint.Checkpointed;
import dmsb.core.checkpoint.StateReader;
import dmsb.core.checkpoint.StateWriter;
import java.util.Arrays;

/**
 * The last H rounds of a market as the auctioneer knows them. Of each it has every bidder's bid, the UAV's declared
 * estimate, whether the UAV served, and the surplus as far as it is known. Bids can be read by bidder or by rank.
 * Recording a round allocates nothing.
 *
 * <p>Rounds are addressed by age: 0 is the last one, {@link #size()} - 1 the oldest. They are ordered by their numbers,
 * not by the time of settlement.
 */
public final class BidHistory implements Checkpointed {
    private final int groundStations;
    private final int capacity;
    private final RoundTerms terms;
    private final int[] order; // of each age the place in the arrays below
    private final long[] numbers;
    private final double[] named;
    private final boolean[] present;
    private final double[] ranked;
    private final double[] logRanked;
    private final int[] exponents;
    private final double[] estimates;
    private final double[] logEstimates;
    private final double[] surpluses;
    private final double[] logSurpluses;
    private final boolean[] uavServed;
    private final boolean[] uavValueRevealed;
    private final boolean[] looks;
    private final double[] sorted;
    private int size;

    /**
     * An empty history.
     *
     * @param terms gives the number of bids of a round, N, the number of rounds that are remembered, H, and zeta
     */
    public BidHistory(RoundTerms terms) {
        groundStations = terms.groundStations();
        capacity = terms.history();
        this.terms = terms;
        order = new int[capacity];
        numbers = new long[capacity];
        named = new double[Math.multiplyExact(capacity, groundStations)];
        present = new boolean[named.length];
        ranked = new double[named.length];
        logRanked = new double[named.length];
        exponents = new int[named.length];
        estimates = new double[capacity];
        logEstimates = new double[capacity];
        surpluses = new double[capacity];
        logSurpluses = new double[capacity];
        uavServed = new boolean[capacity];
        uavValueRevealed = new boolean[capacity];
        looks = new boolean[capacity];
        sorted = new double[groundStations];
    }

    /** Forgets all rounds. */
    void clear() {
        size = 0;
    }

    /**
     * Remembers a settled round at its place in the order of numbers, forgetting the oldest if there is no more room. A round
     * that is older than all that are remembered, where there is no more room, is forgotten at once.
     *
     * @param round the round. Not modified, not kept.
     * @throws IllegalArgumentException if it has another number of bids
     */
    void record(Round round) {
        if (round.groundStations() != groundStations) {
            throw new IllegalArgumentException(
                    "round: expected one of groundStations " + groundStations + ", got " + round.groundStations());
        }
        int age = 0;
        while (age < size && numbers[order[age]] > round.number()) {
            age++;
        }
        if (age == capacity) {
            return;
        }
        int place = size < capacity ? size++ : order[capacity - 1];
        System.arraycopy(order, age, order, age + 1, size - 1 - age);
        order[age] = place;
        numbers[place] = round.number();
        int row = place * groundStations;
        System.arraycopy(round.bids(), 0, named, row, groundStations);
        for (int n = 0; n < groundStations; n++) {
            present[row + n] = round.isPresent(n + 1);
        }
        rank(row);
        estimates[place] = round.estimate();
        logEstimates[place] = Magnitude.logSignificand(round.estimate());
        uavServed[place] = round.uavServes();
        uavValueRevealed[place] = round.uavServes() && round.uavValueRevealed();
        looks[place] = round.isLook();
        setSurplus(place, round.surplus());
    }

    private void rank(int row) {
        System.arraycopy(named, row, sorted, 0, groundStations);
        Arrays.sort(sorted);
        for (int rank = 0; rank < groundStations; rank++) {
            double bid = sorted[groundStations - 1 - rank];
            ranked[row + rank] = bid;
            logRanked[row + rank] = Magnitude.logSignificand(bid);
            exponents[row + rank] = Magnitude.exponent(bid);
        }
    }

    private void setSurplus(int place, double surplus) {
        int row = place * groundStations;
        surpluses[place] = surplus;
        logSurpluses[place] = surplus == ranked[row] ? logRanked[row] : Magnitude.logSignificand(surplus);
    }

    /**
     * Remembers what serving was worth to the UAV in a round. Nothing happens if the round is not remembered any more, or
     * the UAV did not serve in it.
     *
     * @param number the round's number
     * @param uavValue v_0, finite and not negative
     */
    void reveal(long number, double uavValue) {
        for (int age = 0; age < size; age++) {
            int place = order[age];
            if (numbers[place] == number && uavServed[place]) {
                uavValueRevealed[place] = true;
                setSurplus(place, terms.worth(uavValue));
            }
        }
    }

    /**
     * Changes who served in the last round, and what is known of its surplus. Its bids, which do not depend on it, stay.
     *
     * @param uav whether the UAV served
     * @param revealed whether its value is revealed
     * @param surplus the surplus as far as it is known
     */
    void setLast(boolean uav, boolean revealed, double surplus) {
        int last = place(0);
        uavServed[last] = uav;
        uavValueRevealed[last] = revealed;
        setSurplus(last, surplus);
    }

    /**
     * The number of places for the bids of a round.
     *
     * @return N, where rounds may differ in it the largest
     */
    public int groundStations() {
        return groundStations;
    }

    /** How many of the places may have a station in a round. */
    Stations stations() {
        return terms.stations();
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
     * A past round's number in its market.
     *
     * @param age the round's age, 0 to size - 1
     * @return the number
     * @throws IllegalArgumentException if there is no such round
     */
    public long number(int age) {
        return numbers[place(age)];
    }

    /**
     * A past bid by rank.
     *
     * @param age the round's age, 0 to size - 1
     * @param rank the bid's rank, 0 is the highest, N - 1 the lowest
     * @return the bid; 0 for a missing one
     * @throws IllegalArgumentException if there is no such round or rank
     */
    public double bid(int age, int rank) {
        return ranked[ofRank(age, rank)];
    }

    /**
     * A past bid by who made it.
     *
     * @param age the round's age, 0 to size - 1
     * @param station the ground base station, 1 to N
     * @return its bid; 0 if it is missing
     * @throws IllegalArgumentException if there is no such round or station
     */
    public double bidOf(int age, int station) {
        return named[ofStation(age, station)];
    }

    /**
     * Whether a station bid in a past round.
     *
     * @param age the round's age, 0 to size - 1
     * @param station the ground base station, 1 to N
     * @return false if it was absent
     * @throws IllegalArgumentException if there is no such round or station
     */
    public boolean hasBidOf(int age, int station) {
        return present[ofStation(age, station)];
    }

    /**
     * What the UAV had declared in a past round.
     *
     * @param age the round's age, 0 to size - 1
     * @return vhat_0
     * @throws IllegalArgumentException if there is no such round
     */
    public double estimate(int age) {
        return estimates[place(age)];
    }

    /**
     * The surplus of a past round as far as it is known.
     *
     * @param age the round's age, 0 to size - 1
     * @return the winner's bid; where the UAV served zeta v_0, or zeta vhat_0 unless v_0 is {@link #uavValueRevealed}
     * @throws IllegalArgumentException if there is no such round
     */
    public double surplus(int age) {
        return surpluses[place(age)];
    }

    /**
     * Whether the UAV served in a past round.
     *
     * @param age the round's age, 0 to size - 1
     * @return true if it did
     * @throws IllegalArgumentException if there is no such round
     */
    public boolean uavServed(int age) {
        return uavServed[place(age)];
    }

    /**
     * Whether a past round was a look, in which the UAV serves whatever is bid.
     *
     * @param age the round's age, 0 to size - 1
     * @return true if it was
     * @throws IllegalArgumentException if there is no such round
     */
    public boolean wasLook(int age) {
        return looks[place(age)];
    }

    /**
     * Whether the UAV served in a past round and its value is revealed.
     *
     * @param age the round's age, 0 to size - 1
     * @return true if {@link #surplus} is zeta v_0
     * @throws IllegalArgumentException if there is no such round
     */
    public boolean uavValueRevealed(int age) {
        return uavValueRevealed[place(age)];
    }

    /**
     * What serving was worth to the UAV in a past round.
     *
     * @param age the round's age, 0 to size - 1
     * @return zeta v_0; NaN unless v_0 is {@link #uavValueRevealed}
     */
    double uavWorth(int age) {
        return uavValueRevealed(age) ? surplus(age) : Double.NaN;
    }

    /** The same where the round was a look, NaN elsewhere. */
    double lookWorth(int age) {
        return wasLook(age) ? uavWorth(age) : Double.NaN;
    }

    /**
     * The log of a past bid's significand, see {@link Magnitude}; kept, so that it is taken once.
     *
     * @param age the round's age, 0 to size - 1
     * @param rank the bid's rank, 0 is the highest, N - 1 the lowest
     * @return ln s
     * @throws IllegalArgumentException if there is no such round or rank
     */
    public double bidLogSignificand(int age, int rank) {
        return logRanked[ofRank(age, rank)];
    }

    /**
     * The exponent of a past bid, see {@link Magnitude}.
     *
     * @param age the round's age, 0 to size - 1
     * @param rank the bid's rank, 0 is the highest, N - 1 the lowest
     * @return e
     * @throws IllegalArgumentException if there is no such round or rank
     */
    public int bidExponent(int age, int rank) {
        return exponents[ofRank(age, rank)];
    }

    /**
     * The log of a past estimate's significand, see {@link Magnitude}.
     *
     * @param age the round's age, 0 to size - 1
     * @return ln s
     * @throws IllegalArgumentException if there is no such round
     */
    public double estimateLogSignificand(int age) {
        return logEstimates[place(age)];
    }

    /**
     * The log of a past surplus's significand, see {@link Magnitude}.
     *
     * @param age the round's age, 0 to size - 1
     * @return ln s
     * @throws IllegalArgumentException if there is no such round
     */
    public double surplusLogSignificand(int age) {
        return logSurpluses[place(age)];
    }

    private int place(int age) {
        Require.within("age", age, 0, size - 1);
        return order[age];
    }

    private int ofRank(int age, int rank) {
        return place(age) * groundStations + Require.within("rank", rank, 0, groundStations - 1);
    }

    private int ofStation(int age, int station) {
        return place(age) * groundStations + Require.within("station", station, 1, groundStations) - 1;
    }

    @Override
    public void save(StateWriter state) {
        state.put("size", (long) size);
        for (int age = 0; age < size; age++) {
            StateWriter entry = state.under(String.valueOf(age));
            int place = order[age];
            int row = place * groundStations;
            byte[] flags = new byte[groundStations + 3];
            for (int n = 0; n < groundStations; n++) {
                flags[n] = (byte) (present[row + n] ? 1 : 0);
            }
            flags[groundStations] = (byte) (uavServed[place] ? 1 : 0);
            flags[groundStations + 1] = (byte) (uavValueRevealed[place] ? 1 : 0);
            flags[groundStations + 2] = (byte) (looks[place] ? 1 : 0);
            entry.put("number", numbers[place]);
            entry.put("bids", Arrays.copyOfRange(named, row, row + groundStations));
            entry.put("flags", flags);
            entry.put("amounts", new double[] {estimates[place], surpluses[place]});
        }
    }

    @Override
    public void restore(StateReader state) {
        size = state.wholeNumber("size", 0, capacity);
        for (int age = 0; age < size; age++) {
            StateReader entry = state.under(String.valueOf(age));
            int row = age * groundStations;
            byte[] flags = entry.bytes("flags", groundStations + 3);
            double[] amounts = entry.doubles("amounts", 2);
            order[age] = age;
            numbers[age] = entry.wholeNumber("number");
            double[] bids = entry.doubles("bids", groundStations);
            for (int n = 0; n < groundStations; n++) {
                named[row + n] = Require.notNegative("bids", n, bids[n]);
                present[row + n] = flags[n] != 0;
            }
            rank(row);
            estimates[age] = Require.notNegative("estimate", amounts[0]);
            logEstimates[age] = Magnitude.logSignificand(amounts[0]);
            uavServed[age] = flags[groundStations] != 0;
            uavValueRevealed[age] = flags[groundStations + 1] != 0;
            looks[age] = flags[groundStations + 2] != 0;
            setSurplus(age, Require.notNegative("surplus", amounts[1]));
        }
    }
}
