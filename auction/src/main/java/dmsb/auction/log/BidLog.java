package dmsb.auction.log;

import dmsb.auction.market.Stations;
import dmsb.core.argument.Require;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A log of auctions in memory. A row holds the bids of one auction, what was known before them, and what became known
 * afterwards. The data are primitive arrays: 4 bytes for each market condition, 8 for any other number. {@link
 * BidLogBuilder} builds a log. Immutable and safe for use by many threads.
 */
public final class BidLog {
    private final Stations stations;
    private final int groundStations;
    private final int conditionCount;
    private final int rows;
    private final int[] marketStarts;
    private final double[] bids;
    private final double[] estimates;
    private final double[] contracts;
    private final double[] uavValues;
    private final BitSet known;
    private final BitSet invited;
    private final float[] conditions;
    private final double[] latencies;

    /** Takes over the builder's arrays. */
    BidLog(BidLogBuilder builder) {
        stations = builder.stations;
        groundStations = builder.groundStations;
        conditionCount = builder.conditionCount;
        rows = builder.rows;
        marketStarts = Arrays.copyOf(builder.marketStarts, builder.markets + 1);
        marketStarts[builder.markets] = rows;
        bids = builder.bids;
        estimates = builder.estimates;
        contracts = builder.contracts;
        uavValues = builder.uavValues;
        known = builder.known;
        invited = builder.invited;
        conditions = builder.conditions;
        latencies = builder.latencies;
    }

    private BidLog(BidLog log, double[] uavValues) {
        stations = log.stations;
        groundStations = log.groundStations;
        conditionCount = log.conditionCount;
        rows = log.rows;
        marketStarts = log.marketStarts;
        bids = log.bids;
        estimates = log.estimates;
        contracts = log.contracts;
        this.uavValues = uavValues;
        known = log.known;
        invited = log.invited;
        conditions = log.conditions;
        latencies = log.latencies;
    }

    /**
     * The log with other estimates of the UAV's values. The known ones stay.
     *
     * @param estimatedValues an estimate of v_0 for every row, finite and not negative; not looked at where v_0 is known.
     *     Not modified, copied.
     * @return the new log, which shares everything else with this one
     * @throws IllegalArgumentException if there is another number of them, or one is negative, infinite or NaN
     */
    public BidLog withEstimatedValues(double[] estimatedValues) {
        if (estimatedValues.length != rows) {
            throw new IllegalArgumentException(
                    "estimatedValues: expected one for each of " + rows + " rows, got " + estimatedValues.length);
        }
        double[] values = Arrays.copyOf(uavValues, rows);
        for (int row = known.nextClearBit(0); row < rows; row = known.nextClearBit(row + 1)) {
            values[row] = Require.notNegative("estimatedValues", row, estimatedValues[row]);
        }
        return new BidLog(this, values);
    }

    /**
     * The same rows by markets whose rows stood between one another: a market's rows together, in their order; markets in the
     * order of their first rows.
     *
     * @param marketOfRow the number of each row's market, at least 0. Not modified.
     * @return the new log
     * @throws IllegalArgumentException if there is another number of them
     */
    public BidLog byMarket(int[] marketOfRow) {
        Require.size("marketOfRow", marketOfRow.length, rows);
        Map<Integer, List<Integer>> rowsOf = new LinkedHashMap<>();
        for (int row = 0; row < rows; row++) {
            rowsOf.computeIfAbsent(marketOfRow[row], market -> new ArrayList<>())
                    .add(row);
        }
        BidLogBuilder builder = new BidLogBuilder(stations, conditionCount);
        double[] rowBids = new double[groundStations];
        boolean[] rowInvited = new boolean[groundStations];
        double[] rowConditions = new double[conditionCount];
        for (List<Integer> market : rowsOf.values()) {
            builder.beginMarket();
            for (int row : market) {
                copyBids(row, rowBids);
                copyInvited(row, rowInvited);
                copyConditions(row, rowConditions);
                int first = row * (groundStations + 1);
                builder.add(
                        rowBids,
                        rowInvited,
                        estimates[row],
                        contracts[row],
                        known.get(row) ? uavValues[row] : Double.NaN,
                        rowConditions,
                        Arrays.copyOfRange(latencies, first, first + groundStations + 1));
            }
        }
        return builder.build();
    }

    /**
     * The number of auctions.
     *
     * @return the number of rows
     */
    public int rows() {
        return rows;
    }

    /**
     * The number of bids of a row.
     *
     * @return N
     */
    public int groundStations() {
        return groundStations;
    }

    /**
     * The number of market conditions of a row.
     *
     * @return how many there are
     */
    public int conditionCount() {
        return conditionCount;
    }

    /**
     * The number of markets.
     *
     * @return how many there are
     */
    public int markets() {
        return marketStarts.length - 1;
    }

    /**
     * Where a market begins.
     *
     * @param market its number; the number of markets gives the end of the last
     * @return its first row
     */
    public int marketStart(int market) {
        return marketStarts[market];
    }

    /**
     * What the UAV had declared.
     *
     * @param row the row
     * @return its estimate vhat_0
     */
    public double estimate(int row) {
        return estimates[row];
    }

    /**
     * The UAV's recorded contract.
     *
     * @param row the row
     * @return b_0, NaN if it was not recorded
     */
    public double contract(int row) {
        return contracts[row];
    }

    /**
     * A bid.
     *
     * @param row the row
     * @param n the ground base station, 1 to N
     * @return b_n; NaN if it was not made, where rows may differ in their number of bids
     */
    public double bid(int row, int n) {
        return bids[row * groundStations + n - 1];
    }

    /**
     * Whether a station was invited to bid. Whoever has bid was.
     *
     * @param row the row
     * @param n the ground base station, 1 to N
     * @return true if it was; always, where every row has as many bids
     */
    public boolean isInvited(int row, int n) {
        return !stations.vary() || invited.get(row * groundStations + n - 1);
    }

    /**
     * The UAV's value.
     *
     * @param row the row
     * @return v_0, or an estimate of it unless it is {@link #uavValueKnown known}; the declared one if there is no better
     */
    public double uavValue(int row) {
        return uavValues[row];
    }

    /**
     * Whether the UAV's value was recorded.
     *
     * @param row the row
     * @return true if it was
     */
    public boolean uavValueKnown(int row) {
        return known.get(row);
    }

    /**
     * The number of rows in which the UAV's value was recorded.
     *
     * @return how many there are
     */
    public int knownValues() {
        return known.cardinality();
    }

    /**
     * The latency that the task had or would have had at a provider.
     *
     * @param row the row
     * @param provider 0 to N
     * @return the latency in s, NaN if it was not recorded
     */
    public double latency(int row, int provider) {
        return latencies[row * (groundStations + 1) + provider];
    }

    /**
     * A market condition.
     *
     * @param row the row
     * @param index its place, 0 to the number of conditions - 1
     * @return the condition, scaled to [0, 1]
     */
    public double condition(int row, int index) {
        return conditions[row * conditionCount + index];
    }

    /**
     * How many bids a row may have.
     *
     * @return the number, or the range
     */
    public Stations stations() {
        return stations;
    }

    void copyBids(int row, double[] target) {
        System.arraycopy(bids, row * groundStations, target, 0, groundStations);
    }

    void copyInvited(int row, boolean[] target) {
        for (int n = 1; n <= groundStations; n++) {
            target[n - 1] = isInvited(row, n);
        }
    }

    void copyConditions(int row, double[] target) {
        for (int i = 0; i < conditionCount; i++) {
            target[i] = conditions[row * conditionCount + i];
        }
    }
}
