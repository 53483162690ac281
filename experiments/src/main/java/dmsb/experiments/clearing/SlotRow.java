package dmsb.experiments.clearing;

import dmsb.auction.dense.Intersection;
import dmsb.experiments.config.Decimal;
import dmsb.experiments.config.UsageException;
import dmsb.experiments.log.Amount;
import dmsb.experiments.log.BadRow;
import dmsb.experiments.log.NumberParser;
import dmsb.experiments.log.SlotColumns;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** A row of a log of slots: a task, its bids, and what UAVs declare for it. Numbers that are not there are NaN. */
final class SlotRow implements ClearingRow {
    /** From here on whole numbers are not told apart. */
    private static final double LARGEST_WHOLE = 1L << 53;

    private static final int OTHER = -1;
    private static final int MARKET = -2;
    private static final int EPISODE = -3;

    private static final int SLOT = 0;
    private static final int SLOTS_LEFT = 1;
    private static final int TASKS = 2;
    private static final int TASK = 3;
    private static final int AMOUNTS = 4;

    private final UnaryOperator<String> decoding;
    private final int stations;
    private final int uavs;
    private final int mostTasks;
    private final String[] names;
    private final int[] meanings; // of the columns: a place among the numbers, or one of the constants
    private final String[] market = {"", ""};
    private final double[] numbers; // the whole ones, bids, then estimates, contracts and values of the UAVs
    private final SlotOrder order;
    private @Nullable String complaint;

    /**
     * A row of a log with certain columns.
     *
     * @param header the names of the columns
     * @param where where they stand, in words that begin a complaint
     * @param shape gives the numbers of stations, UAVs and tasks
     * @param decoding what text that is quoted in a complaint goes through
     * @throws UsageException if a column is missing, there twice, or of more stations or UAVs
     */
    SlotRow(List<String> header, String where, Intersection shape, UnaryOperator<String> decoding) {
        this.decoding = decoding;
        stations = shape.market().groundStations();
        uavs = shape.uavs();
        mostTasks = shape.tasks();
        names = header.toArray(String[]::new);
        meanings = new int[names.length];
        numbers = new double[AMOUNTS + stations + 3 * uavs];
        order = new SlotOrder(this);
        Map<String, Integer> known = known(stations, uavs);
        Set<String> seen = new HashSet<>();
        for (int c = 0; c < names.length; c++) {
            meanings[c] = known.getOrDefault(names[c], OTHER);
            if (meanings[c] != OTHER && !seen.add(names[c])) {
                throw new UsageException(where + ", column " + names[c] + ": expected once, got twice");
            }
        }
        for (String more : List.of(SlotColumns.BID + (stations + 1), SlotColumns.ESTIMATE + (uavs + 1))) {
            if (header.contains(more)) {
                throw new UsageException(where + ", header: expected " + shapeText() + ", got column " + more);
            }
        }
        for (String needed : known.keySet()) {
            if (isNeeded(needed) && !seen.contains(needed)) {
                throw new UsageException(where + ", header: expected a column " + needed + " (" + shapeText()
                        + "), got " + decoding.apply(String.join(",", header)));
            }
        }
    }

    private String shapeText() {
        return "groundStations " + stations + " and uavs " + uavs;
    }

    private static Map<String, Integer> known(int stations, int uavs) {
        Map<String, Integer> known = new LinkedHashMap<>();
        known.put(SlotColumns.MARKET, MARKET);
        known.put(SlotColumns.EPISODE, EPISODE);
        known.put(SlotColumns.SLOT, SLOT);
        known.put(SlotColumns.SLOTS_LEFT, SLOTS_LEFT);
        known.put(SlotColumns.TASKS, TASKS);
        known.put(SlotColumns.TASK, TASK);
        for (int n = 1; n <= stations; n++) {
            known.put(SlotColumns.BID + n, AMOUNTS + n - 1);
        }
        for (int u = 0; u < uavs; u++) {
            int place = AMOUNTS + stations + u;
            known.put(SlotColumns.ESTIMATE + (u + 1), place);
            known.put(SlotColumns.CONTRACT + (u + 1), place + uavs);
            known.put(SlotColumns.UAV_VALUE + (u + 1), place + 2 * uavs);
        }
        return known;
    }

    /** Whether there has to be a column, though its fields may be empty. */
    boolean isNeeded(String name) {
        return SlotColumns.TELLING.contains(name)
                || name.startsWith(SlotColumns.BID)
                || name.startsWith(SlotColumns.ESTIMATE);
    }

    /** The names of all columns that mean anything to a row of a shape. */
    static List<String> all(Intersection shape) {
        return List.copyOf(known(shape.market().groundStations(), shape.uavs()).keySet());
    }

    private int estimatePlace(int uav) {
        return AMOUNTS + stations + uav;
    }

    private int contractPlace(int uav) {
        return estimatePlace(uav) + uavs;
    }

    private int valuePlace(int uav) {
        return contractPlace(uav) + uavs;
    }

    @Override
    public void begin() {
        Arrays.fill(numbers, Double.NaN);
        Arrays.fill(market, "");
        complaint = null;
    }

    @Override
    public boolean isUsed(int column) {
        return meanings[column] != OTHER;
    }

    @Override
    public void text(int column, char[] buffer, int offset, int length) {
        int meaning = meanings[column];
        if (meaning == MARKET || meaning == EPISODE) {
            market[meaning == MARKET ? 0 : 1] = new String(buffer, offset, length);
        } else if (meaning != OTHER && length > 0 && complaint == null) {
            double value = NumberParser.parse(buffer, offset, length);
            if (isOne(meaning, value)) {
                numbers[meaning] = value;
            } else {
                complaint = BadRow.field(
                        names[column], expected(meaning), decoding.apply(new String(buffer, offset, length)));
            }
        }
    }

    @Override
    public void number(int column, double value) {
        char[] text = Decimal.shortest(value).toCharArray();
        text(column, text, 0, text.length);
    }

    @Override
    public void wrongCount(String got) {
        complaint = BadRow.count(names.length, got);
    }

    private boolean isOne(int meaning, double value) {
        boolean whole = Math.floor(value) == value && Math.abs(value) <= LARGEST_WHOLE;
        return switch (meaning) {
            case SLOT -> whole;
            case SLOTS_LEFT -> whole && value >= 1 && value <= Integer.MAX_VALUE;
            case TASKS, TASK -> whole && value >= 0 && value <= mostTasks;
            default -> Amount.is(value);
        };
    }

    private String expected(int meaning) {
        return switch (meaning) {
            case SLOT -> "a whole number";
            case SLOTS_LEFT -> "a whole number from 1";
            case TASKS, TASK -> "a whole number from 0 to " + mostTasks + ", the scenario's tasks";
            default -> Amount.EXPECTED;
        };
    }

    @Override
    public @Nullable String complaint() {
        if (complaint == null) {
            complaint = missing(SLOT, SlotColumns.SLOT);
        }
        if (complaint == null) {
            complaint = missing(TASKS, SlotColumns.TASKS);
        }
        if (complaint == null) {
            complaint = missing(TASK, SlotColumns.TASK);
        }
        if (complaint == null) {
            complaint = order.complaint();
        }
        return complaint == null ? outOfPlace() : complaint;
    }

    private @Nullable String missing(int place, String name) {
        return Double.isNaN(numbers[place]) ? BadRow.field(name, expected(place), "") : null;
    }

    /** A number where there is nothing that it could be of. */
    private @Nullable String outOfPlace() {
        for (int column = 0; column < names.length; column++) {
            int place = meanings[column];
            if (place < AMOUNTS || Double.isNaN(numbers[place])) {
                continue;
            }
            if (tasks() == 0) {
                return BadRow.field(
                        names[column], "nothing in a slot without a task", Decimal.shortest(numbers[place]));
            }
            int uav = place - contractPlace(0);
            if (uav >= 0 && uav < uavs && Double.isNaN(estimate(uav))) {
                return BadRow.field(
                        names[column], "nothing from a UAV without an estimate", Decimal.shortest(numbers[place]));
            }
        }
        return null;
    }

    /** Takes the row, which has no complaint, as the next of the log; whether it is the first of a market. */
    boolean take() {
        return order.take();
    }

    /** What a slot under way lacks, null if there is none. */
    @Nullable
    String unfinished() {
        return order.unfinished();
    }

    /** The texts by which the row's market is known. */
    List<String> market() {
        return List.of(market);
    }

    long slot() {
        return (long) numbers[SLOT];
    }

    /** The slots left, 0 if the row does not tell. */
    int slotsLeft() {
        return Double.isNaN(numbers[SLOTS_LEFT]) ? 0 : (int) numbers[SLOTS_LEFT];
    }

    int tasks() {
        return (int) numbers[TASKS];
    }

    /** The task, from 1; 0 in a slot without one. */
    int task() {
        return (int) numbers[TASK];
    }

    double bid(int station) {
        return numbers[AMOUNTS + station - 1];
    }

    double estimate(int uav) {
        return numbers[estimatePlace(uav)];
    }

    double contract(int uav) {
        return numbers[contractPlace(uav)];
    }

    double uavValue(int uav) {
        return numbers[valuePlace(uav)];
    }
}
