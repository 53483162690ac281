package dmsb.experiments.clearing;

import dmsb.auction.dense.Slot;
import dmsb.auction.dense.SlotSettlement;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Rows of which each is a task. A slot is cleared and written as soon as the last of its tasks is there. */
final class SlotRows implements CsvRows {
    private final SlotRow row;
    private final LoggedSlots slots;
    private final SlotOutcomes format;
    private final List<byte[]> ids = new ArrayList<>();
    private SlotTotals totals = new SlotTotals(0, 0, 0, 0, 0, 0.0);

    SlotRows(SlotRow row, LoggedSlots slots, SlotOutcomes format) {
        this.row = row;
        this.slots = slots;
        this.format = format;
    }

    @Override
    public SlotRow row() {
        return row;
    }

    @Override
    public @Nullable String clear(byte[] id, RecordBlock block) {
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
        write(settlement, block.output);
        ids.clear();
        return null;
    }

    private void write(SlotSettlement settlement, Output out) {
        List<SlotSettlement.TaskOutcome> tasks = settlement.tasks();
        if (tasks.isEmpty()) {
            format.write(out, ids.get(0), row.slot(), 0, null);
        }
        long sold = 0;
        long byUavs = 0;
        long unserved = 0;
        double payments = 0.0;
        for (int m = 0; m < tasks.size(); m++) {
            SlotSettlement.TaskOutcome outcome = tasks.get(m);
            format.write(out, ids.get(m), row.slot(), m + 1, outcome);
            sold += outcome.server() > 0 ? 1 : 0;
            byUavs += outcome.server() == 0 ? 1 : 0;
            unserved += outcome.server() == Slot.NOBODY ? 1 : 0;
            payments += outcome.price();
        }
        if (row.slot() < 0) {
            totals = new SlotTotals(
                    totals.slots(),
                    totals.warmUp() + 1,
                    totals.sold(),
                    totals.byUavs(),
                    totals.unserved(),
                    totals.payments());
            return;
        }
        totals = new SlotTotals(
                totals.slots() + 1,
                totals.warmUp(),
                totals.sold() + sold,
                totals.byUavs() + byUavs,
                totals.unserved() + unserved,
                totals.payments() + payments);
    }

    @Override
    public void flush(RecordBlock block) {
        // the slot under way goes on in the next block
    }

    SlotTotals totals() {
        return totals;
    }
}
