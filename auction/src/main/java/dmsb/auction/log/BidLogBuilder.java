package dmsb.auction.log;

import dmsb.auction.market.Stations;
import dmsb.auction.mechanism.Bids;
import dmsb.core.argument.Require;
import java.util.Arrays;
import java.util.BitSet;

/** Collects the rows of a {@link BidLog}. For one thread; of no use after {@link #build}. */
public final class BidLogBuilder {
    private static final int FIRST_ROWS = 1024;

    final int groundStations;
    final int conditionCount;
    final Stations stations;
    int rows;
    int markets;
    int[] marketStarts = new int[16];
    double[] bids;
    double[] estimates = new double[FIRST_ROWS];
    double[] contracts = new double[FIRST_ROWS];
    double[] uavValues = new double[FIRST_ROWS];
    final BitSet known = new BitSet();
    final BitSet invited = new BitSet();
    float[] conditions;
    double[] latencies;

    /**
     * A log without rows.
     *
     * @param groundStations the number of bids of a row, N, at least 1
     * @param conditionCount the number of market conditions of a row, at least 0
     * @throws IllegalArgumentException if a number is too small
     */
    public BidLogBuilder(int groundStations, int conditionCount) {
        this(Stations.of(groundStations), conditionCount);
    }

    /**
     * A builder without rows, for rows that may differ in their number of bids.
     *
     * @param stations how many bids a row may have
     * @param conditionCount the number of market conditions of a row, at least 0
     * @throws IllegalArgumentException if a number is out of its range
     */
    public BidLogBuilder(Stations stations, int conditionCount) {
        Require.atLeast("conditionCount", conditionCount, 0);
        this.stations = stations;
        this.groundStations = stations.most();
        this.conditionCount = conditionCount;
        this.bids = new double[Math.multiplyExact(FIRST_ROWS, groundStations)];
        this.conditions = new float[Math.multiplyExact(FIRST_ROWS, conditionCount)];
        this.latencies = new double[Math.multiplyExact(FIRST_ROWS, groundStations + 1)];
    }

    /** Begins a market: the rows added from now on belong to it. A market without rows does not count. */
    public void beginMarket() {
        if (markets > 0 && marketStarts[markets - 1] == rows) {
            return;
        }
        if (markets + 1 == marketStarts.length) { // room for the end of the last market
            marketStarts = Arrays.copyOf(marketStarts, 2 * marketStarts.length);
        }
        marketStarts[markets++] = rows;
    }

    /**
     * Adds a row in which those who bid are those who were invited. The first row begins a market if none was begun.
     *
     * @param rowBids the bids b_1..b_N from index 0 on, finite and not negative; NaN for one that was not made, where
     *     rows may differ in their number of bids. Not modified.
     * @param estimate the UAV's declared estimate, finite and not negative
     * @param contract the UAV's contract, finite and not negative; NaN if it was not recorded
     * @param uavValue the UAV's value, finite and not negative; NaN if it did not become known: the estimate stands in
     * @param rowConditions the market conditions, each in [0, 1]. Not modified.
     * @param rowLatencies the latencies of providers 0 to N in s, NaN where not recorded. Not modified.
     * @throws IllegalArgumentException if a number is out of its range, or an array has another length
     * @throws IllegalStateException if the log is too long for an array
     */
    public void add(
            double[] rowBids,
            double estimate,
            double contract,
            double uavValue,
            double[] rowConditions,
            double[] rowLatencies) {
        boolean[] rowInvited = new boolean[rowBids.length];
        for (int n = 0; n < rowInvited.length; n++) {
            rowInvited[n] = !Double.isNaN(rowBids[n]);
        }
        add(rowBids, rowInvited, estimate, contract, uavValue, rowConditions, rowLatencies);
    }

    /**
     * Adds a row in which some of those who were invited may not have bid.
     *
     * @param rowBids as above
     * @param rowInvited which stations were invited, station 1 at index 0; who has bid was. Not modified.
     * @param estimate as above
     * @param contract as above
     * @param uavValue as above
     * @param rowConditions as above
     * @param rowLatencies as above
     * @throws IllegalArgumentException if a number is out of its range, an array has another length, or a bid is one of a
     *     station that was not invited
     * @throws IllegalStateException if the log is too long for an array
     */
    public void add(
            double[] rowBids,
            boolean[] rowInvited,
            double estimate,
            double contract,
            double uavValue,
            double[] rowConditions,
            double[] rowLatencies) {
        Require.size("bids", rowBids.length, groundStations);
        Require.size("invited", rowInvited.length, groundStations);
        Require.size("conditions", rowConditions.length, conditionCount);
        Require.size("latencies", rowLatencies.length, groundStations + 1);
        requireBids(rowBids, rowInvited);
        Require.notNegative("estimate", estimate);
        boolean valueKnown = !Double.isNaN(uavValue);
        if (!Double.isNaN(contract)) {
            Require.notNegative("contract", contract);
        }
        if (valueKnown) {
            Require.notNegative("uavValue", uavValue);
        }
        if (markets == 0) {
            beginMarket();
        }
        if (rows == estimates.length) {
            grow();
        }
        System.arraycopy(rowBids, 0, bids, rows * groundStations, groundStations);
        for (int n = 0; stations.vary() && n < groundStations; n++) {
            invited.set(rows * groundStations + n, rowInvited[n]);
        }
        estimates[rows] = estimate;
        contracts[rows] = contract;
        uavValues[rows] = valueKnown ? uavValue : estimate;
        known.set(rows, valueKnown);
        for (int i = 0; i < conditionCount; i++) {
            conditions[rows * conditionCount + i] = (float) rowConditions[i];
        }
        System.arraycopy(rowLatencies, 0, latencies, rows * (groundStations + 1), groundStations + 1);
        rows++;
    }

    private void requireBids(double[] rowBids, boolean[] rowInvited) {
        if (!stations.vary()) {
            Bids.require(rowBids, groundStations);
            return;
        }
        int count = 0;
        for (int n = 0; n < rowBids.length; n++) {
            if (!Double.isNaN(rowBids[n])) {
                Require.notNegative("bids", n, rowBids[n]);
                if (!rowInvited[n]) {
                    throw Require.refusal(
                            "bids[" + n + "]", "none, as station " + (n + 1) + " was not invited", rowBids[n]);
                }
            }
            count += rowInvited[n] ? 1 : 0;
        }
        Require.within("invited", count, stations.fewest(), stations.most());
    }

    private void grow() {
        int widest = Math.max(groundStations + 1, conditionCount);
        int room = (int) Math.min(rows + (long) (rows >> 1), (Integer.MAX_VALUE - 8) / widest);
        if (room <= rows) {
            throw new IllegalStateException("log: expected at most " + rows + " rows of this width, got more");
        }
        bids = Arrays.copyOf(bids, room * groundStations);
        estimates = Arrays.copyOf(estimates, room);
        contracts = Arrays.copyOf(contracts, room);
        uavValues = Arrays.copyOf(uavValues, room);
        conditions = Arrays.copyOf(conditions, room * conditionCount);
        latencies = Arrays.copyOf(latencies, room * (groundStations + 1));
    }

    /**
     * The log of the rows added.
     *
     * @return the log
     * @throws IllegalStateException if there is no row
     */
    public BidLog build() {
        if (rows == 0) {
            throw new IllegalStateException("log: expected at least one row, got none");
        }
        if (marketStarts[markets - 1] == rows) {
            markets--; // begun, but without rows
        }
        return new BidLog(this);
    }
}
