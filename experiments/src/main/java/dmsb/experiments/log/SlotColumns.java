package dmsb.experiments.log;

import dmsb.experiments.config.Decimal;
import java.util.Collection;
import java.util.List;

/**
 * The columns of a log of slots, which has a row for each task. Those of stations and UAVs are numbered from 1: {@code bid1},
 * {@code estimate1} and so on. In JSON they are lists: {@code bids}, {@code estimates}.
 */
public final class SlotColumns {
    /** Any text; a new market begins where it or {@link #EPISODE} changes. */
    public static final String MARKET = "market";

    /** The same. */
    public static final String EPISODE = "episode";

    /** The number of the slot in its market; slots of a negative one only fill the past. */
    public static final String SLOT = "slot";

    /** The slots in which the batteries have to last, this one included. */
    public static final String SLOTS_LEFT = "slotsLeft";

    /** The number of tasks of the slot, each of which has a row; 0 for a slot without a task, which has one. */
    public static final String TASKS = "tasks";

    /** The number of the task in its slot, from 1; 0 in a slot without one. */
    public static final String TASK = "task";

    /** A UAV's estimate of what serving the task is worth to it. */
    public static final String ESTIMATE = "estimate";

    /** A UAV's contract. */
    public static final String CONTRACT = "contract";

    /** What serving the task was worth to a UAV. */
    public static final String UAV_VALUE = "uavValue";

    /** What a unit of a UAV's battery had to be worth at the least. */
    public static final String UNIT_PRICE = "unitPrice";

    /** A station's bid. */
    public static final String BID = "bid";

    /** The columns that tell a log of slots from one of rounds. */
    public static final List<String> TELLING = List.of(SLOT, TASKS, TASK);

    /** The columns that are lists in JSON. */
    public static final List<String> LISTS = List.of(ESTIMATE, CONTRACT, UAV_VALUE, BID, UNIT_PRICE);

    /** Who serves: n for ground base station n, 0 for a UAV, -1 for nobody. */
    public static final String WINNER = "winner";

    /** The UAV that serves, from 1; 0 if none does. */
    public static final String UAV = "uav";

    /** The place of the task in its UAV's order of work, from 1; 0 if no UAV serves it. */
    public static final String PLACE = "place";

    /** What the station pays that serves; 0 if none does. */
    public static final String PRICE = "price";

    /** What the task counts in the surplus, eq. (12a). */
    public static final String SURPLUS = "surplus";

    /** The price scaling factor. */
    public static final String RHO = "rho";

    /** Why a log of slots is not read as one of rounds. */
    public static final String NOT_ROUNDS =
            "expected a log of one task, got one of slots, which clear takes with --scenario";

    private static final String INFINITE = Decimal.shortest(Double.POSITIVE_INFINITY);

    private SlotColumns() {}

    /**
     * The name of a list in JSON.
     *
     * @param column the column of its elements, without a number
     * @return the name
     */
    public static String list(String column) {
        return column + "s";
    }

    /**
     * A field of CSV as JSON.
     *
     * @param number a number, or nothing
     * @return the number, a text if it is infinite, or null
     */
    public static String json(String number) {
        return number.isEmpty() ? "null" : number.equals(INFINITE) ? "\"" + number + "\"" : number;
    }

    /**
     * Whether columns are those of a log of slots.
     *
     * @param header the names of the columns
     * @return true if they number slots and tasks, and there is no estimate as a log of one task has it
     */
    public static boolean areOfSlots(Collection<String> header) {
        return header.containsAll(TELLING) && !header.contains(ESTIMATE);
    }
}
