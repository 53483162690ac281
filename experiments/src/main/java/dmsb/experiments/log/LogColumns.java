package dmsb.experiments.log;

import dmsb.auction.market.ConditionLayout;
import dmsb.auction.market.ConditionScale;
import dmsb.auction.market.Range;
import dmsb.auction.market.Scenario;
import dmsb.auction.market.Stations;
import dmsb.experiments.config.Decimal;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The columns of a log and the values of its current row: which column means what, what each may hold, and which have
 * to be there. Columns are known by name and may stand in any order; others are passed over.
 */
public final class LogColumns {
    private static final List<String> RESOURCES =
            List.of("uplinkHz", "downlinkHz", "gpuBitPerSecond", "cpuBitPerSecond", "powerWatts");

    private enum Kind {
        /** A change of the text begins a market. */
        MARKET,
        /** An {@link Amount}. */
        AMOUNT,
        /** The same, or nothing. */
        AMOUNT_OR_NOTHING,
        /** An amount; where the number of stations varies, or nothing. */
        BID,
        /** 1 or 0, or nothing: whether a station was invited. */
        INVITED,
        /** A quantity in the range that the scenario gives it. */
        CONDITION,
        /** The same, or nothing. */
        CONDITION_OR_NOTHING
    }

    /** Where the text or number of a column goes: for AMOUNT an offset into the row's numbers, for CONDITION its place. */
    private record Meaning(Kind kind, int place) {}

    /** The number that is the UAV's declared estimate. */
    public static final int ESTIMATE = 0;

    /** The number that is the UAV's declared contract. */
    public static final int CONTRACT = 1;

    /** The number that is the UAV's value. */
    public static final int UAV_VALUE = 2;

    private static final int OTHERS = 3;
    private static final String BID = "bid";
    private static final String INVITED = "invited";

    private final int groundStations;
    private final Stations stations;
    private final ConditionScale scale;
    private final Map<String, Meaning> known = new LinkedHashMap<>();
    private final double[] numbers;
    private final double[] bids;
    private final double[] latencies;
    private final double[] conditions;
    private final boolean[] measured;
    private final boolean[] invited;
    private final int invitations;
    private String[] names = {};
    private @Nullable Meaning[] meanings = {};

    /**
     * The columns of a scenario's logs.
     *
     * @param scenario gives the number of bids and the ranges of the market conditions
     */
    public LogColumns(Scenario scenario) {
        stations = scenario.stations();
        groundStations = stations.most();
        scale = new ConditionScale(scenario);
        bids = new double[groundStations];
        latencies = new double[groundStations + 1];
        invited = new boolean[groundStations];
        invitations = OTHERS + bids.length + latencies.length;
        numbers = new double[invitations + invited.length];
        conditions = new double[ConditionLayout.count(groundStations)];
        measured = new boolean[conditions.length];
        known.put("market", new Meaning(Kind.MARKET, 0));
        known.put("episode", new Meaning(Kind.MARKET, 1));
        known.put("estimate", new Meaning(Kind.AMOUNT, ESTIMATE));
        known.put("contract", new Meaning(Kind.AMOUNT_OR_NOTHING, CONTRACT));
        known.put("uavValue", new Meaning(Kind.AMOUNT_OR_NOTHING, UAV_VALUE));
        for (int n = 1; n <= groundStations; n++) {
            known.put(BID + n, new Meaning(Kind.BID, OTHERS + n - 1));
            if (stations.vary()) {
                known.put(INVITED + n, new Meaning(Kind.INVITED, invitations + n - 1));
            }
        }
        known.put("taskBits", new Meaning(Kind.CONDITION, ConditionLayout.TASK));
        known.put("userPowerWatts", new Meaning(Kind.CONDITION, ConditionLayout.USER_POWER));
        for (int n = 0; n <= groundStations; n++) {
            known.put("latencySeconds" + n, new Meaning(Kind.AMOUNT_OR_NOTHING, OTHERS + bids.length + n));
            Kind kind = n > 0 && stations.vary() ? Kind.CONDITION_OR_NOTHING : Kind.CONDITION;
            for (int i = 0; i < RESOURCES.size(); i++) {
                int place = ConditionLayout.provider(n) + i;
                known.put(RESOURCES.get(i) + n, new Meaning(kind, place));
            }
        }
    }

    /**
     * Takes the header.
     *
     * @param header the names of the columns
     * @return the complaint, or null if it is a log's
     */
    public @Nullable String header(List<String> header) {
        if (SlotColumns.areOfSlots(header)) {
            return "header: " + SlotColumns.NOT_ROUNDS;
        }
        names = header.toArray(String[]::new);
        meanings = new Meaning[names.length];
        Arrays.fill(measured, false);
        Map<String, Integer> seen = new HashMap<>();
        for (int c = 0; c < names.length; c++) {
            Meaning meaning = known.get(names[c]);
            meanings[c] = meaning;
            if (meaning != null && seen.put(names[c], c) != null) {
                return "column " + names[c] + ": expected once, got twice";
            }
            if (meaning != null && isCondition(meaning)) {
                measured[meaning.place()] = true;
            }
        }
        if ((stations.vary() || seen.containsKey(BID + groundStations))
                && header.contains(BID + (groundStations + 1))) {
            return "header: expected bids of groundStations " + stations + ", got column bid" + (groundStations + 1);
        }
        for (int n = stations.fewest() + 1; n <= groundStations; n++) {
            if (seen.containsKey(BID + n) && !seen.containsKey(BID + (n - 1))) {
                return "header: expected columns bid1, bid2, ... without a gap, got bid" + n + " without bid" + (n - 1);
            }
        }
        for (Map.Entry<String, Meaning> column : known.entrySet()) {
            Kind kind = column.getValue().kind();
            boolean needed = kind == Kind.AMOUNT
                    || (kind == Kind.BID && column.getValue().place() - OTHERS < stations.fewest());
            if (needed && !seen.containsKey(column.getKey())) {
                return "header: expected a column " + column.getKey() + " (groundStations is " + stations + "), got "
                        + String.join(",", header);
            }
        }
        return null;
    }

    /**
     * The number of columns.
     *
     * @return the fields of a row
     */
    public int count() {
        return names.length;
    }

    /** How many of the market conditions are in the log. */
    int measuredConditions() {
        int count = 0;
        for (boolean is : measured) {
            count += is ? 1 : 0;
        }
        return count;
    }

    /**
     * The number of market conditions, whether they have a column or not.
     *
     * @return the length of {@link #conditions}
     */
    public int conditionCount() {
        return conditions.length;
    }

    /**
     * Whether a column means anything.
     *
     * @param column the column
     * @return false if its fields are passed over
     */
    public boolean isUsed(int column) {
        return meanings[column] != null;
    }

    /**
     * Whether a change in a column begins a market.
     *
     * @param column the column
     * @return true for {@code market} and {@code episode}
     */
    public boolean isMarket(int column) {
        Meaning meaning = meanings[column];
        return meaning != null && meaning.kind() == Kind.MARKET;
    }

    /** Forgets the row before. */
    public void begin() {
        Arrays.fill(numbers, Double.NaN);
        Arrays.fill(conditions, ConditionScale.MIDDLE);
    }

    /**
     * Takes a field.
     *
     * @param column its column
     * @param buffer holds the text. Not modified.
     * @param offset where the text begins
     * @param length its length
     * @return the complaint, or null if there is none
     */
    public @Nullable String field(int column, char[] buffer, int offset, int length) {
        Meaning meaning = meanings[column];
        if (meaning == null || meaning.kind() == Kind.MARKET) {
            return null;
        }
        if (length == 0 && canBeEmpty(meaning)) {
            return null;
        }
        double value = NumberParser.parse(buffer, offset, length);
        if (!Amount.is(value)) {
            return complaint(column, Amount.EXPECTED, buffer, offset, length);
        }
        if (isCondition(meaning)) {
            double fraction = scale.fraction(meaning.place(), value);
            if (Double.isNaN(fraction)) {
                Range range = scale.measurable(meaning.place());
                String expected = "a number from " + Decimal.rounded(range.low(), 6) + " to "
                        + Decimal.rounded(range.high(), 6) + ", the scenario's range";
                return complaint(column, expected, buffer, offset, length);
            }
            conditions[meaning.place()] = fraction;
        } else if (meaning.kind() == Kind.INVITED && value != 0.0 && value != 1.0) {
            return complaint(column, "1 for a station that was invited, 0 for another", buffer, offset, length);
        } else {
            numbers[meaning.place()] = value;
        }
        return null;
    }

    private static boolean isCondition(Meaning meaning) {
        return meaning.kind() == Kind.CONDITION || meaning.kind() == Kind.CONDITION_OR_NOTHING;
    }

    private boolean canBeEmpty(Meaning meaning) {
        return meaning.kind() == Kind.AMOUNT_OR_NOTHING
                || meaning.kind() == Kind.CONDITION_OR_NOTHING
                || meaning.kind() == Kind.INVITED
                || (meaning.kind() == Kind.BID && stations.vary());
    }

    /**
     * Whether the row has a number of invited stations that the scenario allows, once all its fields have been taken.
     *
     * @return what is wrong with the row, null if nothing is
     */
    public @Nullable String incomplete() {
        if (!stations.vary()) {
            return null;
        }
        int count = 0;
        boolean told = false;
        for (int n = 0; n < groundStations; n++) {
            boolean bid = !Double.isNaN(numbers[OTHERS + n]);
            double mark = numbers[invitations + n];
            if (bid && mark == 0.0) {
                return BadRow.field(
                        BID + (n + 1),
                        "nothing from a station that was not invited",
                        Decimal.shortest(numbers[OTHERS + n]));
            }
            told |= !Double.isNaN(mark);
            count += bid || mark == 1.0 ? 1 : 0;
        }
        return stations.contains(count)
                ? null
                : (told ? INVITED : "bids") + ": expected " + stations.fewest() + " to " + stations.most()
                        + " of them, got " + count;
    }

    /**
     * Which stations were invited: those that the row says it of, and those that have bid.
     *
     * @return station 1 at index 0; overwritten by the next row
     */
    public boolean[] invited() {
        for (int n = 0; n < groundStations; n++) {
            invited[n] = !Double.isNaN(numbers[OTHERS + n]) || numbers[invitations + n] == 1.0;
        }
        return invited;
    }

    /**
     * What stands for a missing bid in a log that a scenario is to read.
     *
     * @param scenario the scenario
     * @return empty text where the number of stations varies, else 0
     */
    public static String missingBid(Scenario scenario) {
        return scenario.stations().vary() ? "" : "0";
    }

    private String complaint(int column, String expected, char[] buffer, int offset, int length) {
        return BadRow.field(names[column], expected, new String(buffer, offset, length));
    }

    /**
     * A number of the row.
     *
     * @param which {@link #ESTIMATE}, {@link #CONTRACT} or {@link #UAV_VALUE}
     * @return the number, NaN if the row does not have it
     */
    public double number(int which) {
        return numbers[which];
    }

    /**
     * The bids of the row.
     *
     * @return b_1..b_N; overwritten by the next row
     */
    public double[] bids() {
        System.arraycopy(numbers, OTHERS, bids, 0, bids.length);
        return bids;
    }

    double[] latencies() {
        System.arraycopy(numbers, OTHERS + bids.length, latencies, 0, latencies.length);
        return latencies;
    }

    /**
     * The market conditions of the row, as a rule observes them.
     *
     * @return each from 0 to 1; overwritten by the next row
     */
    public double[] conditions() {
        scale.arrange(conditions);
        return conditions;
    }
}
