package dmsb.experiments.clearing;

import dmsb.experiments.log.BadRow;
import dmsb.experiments.log.SlotColumns;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which row may come next in a log of slots: the tasks of a slot follow each other, from the first to the last, and the slots
 * of a market by their numbers.
 */
final class SlotOrder {
    private final SlotRow row;
    private List<String> market = List.of();
    private boolean begun;
    private long slot;
    private int slotsLeft;
    private int tasks;
    private int taken; // the tasks of the slot so far

    SlotOrder(SlotRow row) {
        this.row = row;
    }

    private boolean isUnderWay() {
        return taken < tasks;
    }

    /** Why the row cannot come next, null if it can. */
    @Nullable
    String complaint() {
        if (isUnderWay()) {
            return !row.market().equals(market)
                    ? "expected task " + (taken + 1) + " of the " + tasks + " of slot " + slot
                            + ", got a row of another market"
                    : refusal(SlotColumns.SLOT, row.slot(), slot, " until its " + tasks + " tasks are there");
        }
        if (begun && row.market().equals(market) && row.slot() <= slot) {
            return BadRow.field(
                    SlotColumns.SLOT, "more than " + slot + ", the slot before", String.valueOf(row.slot()));
        }
        return task(row.tasks() == 0 ? 0 : 1);
    }

    private @Nullable String refusal(String column, long got, long expected, String why) {
        if (got != expected) {
            return BadRow.field(column, expected + why, String.valueOf(got));
        }
        if (row.tasks() != tasks) {
            return BadRow.field(SlotColumns.TASKS, tasks + ", as in the slot's first row", String.valueOf(row.tasks()));
        }
        if (row.slotsLeft() != slotsLeft) {
            return BadRow.field(
                    SlotColumns.SLOTS_LEFT,
                    (slotsLeft == 0 ? "nothing" : slotsLeft) + ", as in the slot's first row",
                    row.slotsLeft() == 0 ? "" : String.valueOf(row.slotsLeft()));
        }
        return task(taken + 1);
    }

    private @Nullable String task(int expected) {
        return row.task() == expected
                ? null
                : BadRow.field(
                        SlotColumns.TASK,
                        expected + (expected == 0 ? " in a slot without a task" : ", task after task"),
                        String.valueOf(row.task()));
    }

    /** Takes the row as the next one; whether it is the first of a market. */
    boolean take() {
        boolean begins = !begun || !row.market().equals(market);
        begun = true;
        market = row.market();
        slot = row.slot();
        slotsLeft = row.slotsLeft();
        tasks = row.tasks();
        taken = row.task();
        return begins;
    }

    /** What a slot under way lacks, null if there is none. */
    @Nullable
    String unfinished() {
        return isUnderWay() ? "slot " + slot + ": expected " + tasks + " rows, one for each task, got " + taken : null;
    }
}
