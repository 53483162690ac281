package dmsb.experiments.clearing;

import dmsb.auction.dense.Intersection;
import dmsb.auction.dense.Slot;
import dmsb.auction.dense.SlotSettlement;
import dmsb.auction.dense.VectorRule;
import dmsb.core.random.SeedTree;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Clears the rows of a log of slots as they come, a task each. The outcomes of a slot are told as soon as the last of its rows is
 * there, in the order of its tasks. For one thread at a time.
 *
 * @param <T> whatever a row is known by
 */
public final class SlotClearer<T> {
    /**
     * Told of outcomes.
     *
     * @param <T> whatever a row is known by
     */
    @FunctionalInterface
    public interface TaskOutcomes<T> {
        /**
         * Takes an outcome.
         *
         * @param id what its row is known by
         * @param slot the number of the slot
         * @param task the number of the task in its slot, from 1; 0 in a slot without one
         * @param outcome what became of the task; null in a slot without one
         */
        void take(T id, long slot, int task, SlotSettlement.@Nullable TaskOutcome outcome);
    }

    private final SlotRow row;
    private final LoggedSlots slots;
    private final TaskOutcomes<T> outcomes;
    private final List<T> ids = new ArrayList<>();
    private SlotTotals totals = SlotTotals.NONE;

    /**
     * A clearer of rows with certain columns.
     *
     * @param header the names of the columns
     * @param where where they stand, in words that begin a complaint, such as {@code line 1}
     * @param decoding what text that is quoted in a complaint goes through
     * @param shape the terms of the market, the largest number of tasks of a slot, and the UAVs
     * @param rule fixes the factors; used by this clearer alone
     * @param seeds the source of what the rule draws from; that of the evaluation whose episodes the log has
     * @param outcomes told of the outcomes
     * @throws dmsb.experiments.config.UsageException if a column is missing, there twice, or of more stations or UAVs
     */
    public SlotClearer(
            List<String> header,
            String where,
            UnaryOperator<String> decoding,
            Intersection shape,
            VectorRule rule,
            SeedTree seeds,
            TaskOutcomes<T> outcomes) {
        row = new SlotRow(header, where, shape, decoding);
        slots = new LoggedSlots(shape, rule, seeds);
        this.outcomes = outcomes;
    }

    /**
     * The row to read into.
     *
     * @return the same one for all rows; it complains of one that cannot come after the row before
     */
    public ClearingRow row() {
        return row;
    }

    SlotRow slotRow() {
        return row;
    }

    /**
     * Numbers the market that begins next, where a log is cleared in pieces. Without it the markets have the numbers from 0, in
     * the order in which they come.
     *
     * @param number the number of the market in its log, from 0, as that of an episode: a rule draws by it
     */
    public void numberNextMarket(int number) {
        slots.numberNext(number);
    }

    /**
     * Clears the row that was read, which has no complaint.
     *
     * @param id what it is known by
     * @return why its slot cannot be cleared, null if it can, or goes on
     */
    public @Nullable String clear(T id) {
        boolean whole = slots.take(row, row.take());
        ids.add(id);
        if (!whole) {
            return null;
        }
        SlotSettlement settlement;
        try {
            settlement = slots.hold(row);
        } catch (IllegalArgumentException e) { // such as numbers too large to forecast by
            return "slot " + row.slot() + ": " + e.getMessage();
        }
        tell(settlement.tasks());
        ids.clear();
        return null;
    }

    private void tell(List<SlotSettlement.TaskOutcome> tasks) {
        if (tasks.isEmpty()) {
            outcomes.take(ids.get(0), row.slot(), 0, null);
        }
        long sold = 0;
        long byUavs = 0;
        long unserved = 0;
        BigDecimal payments = BigDecimal.ZERO;
        for (int m = 0; m < tasks.size(); m++) {
            SlotSettlement.TaskOutcome outcome = tasks.get(m);
            outcomes.take(ids.get(m), row.slot(), m + 1, outcome);
            sold += outcome.server() > 0 ? 1 : 0;
            byUavs += outcome.server() == 0 ? 1 : 0;
            unserved += outcome.server() == Slot.NOBODY ? 1 : 0;
            payments = payments.add(new BigDecimal(outcome.price()));
        }
        totals = totals.plus(
                row.slot() < 0
                        ? new SlotTotals(0, 1, 0, 0, 0, BigDecimal.ZERO)
                        : new SlotTotals(1, 0, sold, byUavs, unserved, payments));
    }

    /**
     * What the slot under way lacks. At the end of a market and of the log there must be none.
     *
     * @return which slot, the rows that were expected and those that came; null if no slot is under way
     */
    public @Nullable String unfinished() {
        return row.unfinished();
    }

    /**
     * What the slots so far amounted to.
     *
     * @return the totals
     */
    public SlotTotals totals() {
        return totals;
    }
}
