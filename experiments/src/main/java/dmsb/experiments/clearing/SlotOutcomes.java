package dmsb.experiments.clearing;

import dmsb.auction.dense.SlotSettlement;
import dmsb.experiments.config.Decimal;
import dmsb.experiments.log.SlotColumns;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes what became of the tasks of a slot: in CSV, or in JSON lines. */
enum SlotOutcomes {
    CSV {
        @Override
        void write(Output out, byte[] start, long slot, int task, SlotSettlement.@Nullable TaskOutcome outcome) {
            out.add(start);
            for (String value : texts(slot, task, outcome)) {
                out.add(',');
                out.add(value);
            }
            out.add('\n');
        }
    },

    JSON {
        @Override
        void write(Output out, byte[] start, long slot, int task, SlotSettlement.@Nullable TaskOutcome outcome) {
            out.add(start);
            List<String> values = texts(slot, task, outcome);
            for (int i = 0; i < COLUMNS.size(); i++) {
                out.add(",\"" + COLUMNS.get(i) + "\":");
                out.add(SlotColumns.json(values.get(i)));
            }
            out.add("}\n");
        }
    };

    /** What is written of a row behind what it is known by. */
    static final List<String> COLUMNS = List.of(
            SlotColumns.SLOT,
            SlotColumns.TASK,
            SlotColumns.WINNER,
            SlotColumns.UAV,
            SlotColumns.PLACE,
            SlotColumns.PRICE,
            SlotColumns.RHO);

    /**
     * Writes the outcome of a row.
     *
     * @param out receives it. Modified.
     * @param start what the row is known by, as the format has it
     * @param slot the number of the slot
     * @param task the task, from 1; 0 in a slot without one
     * @param outcome what became of it; null in a slot without a task
     */
    abstract void write(Output out, byte[] start, long slot, int task, SlotSettlement.@Nullable TaskOutcome outcome);

    private static List<String> texts(long slot, int task, SlotSettlement.@Nullable TaskOutcome outcome) {
        if (outcome == null) {
            return List.of(String.valueOf(slot), String.valueOf(task), "", "", "", "", "");
        }
        return List.of(
                String.valueOf(slot),
                String.valueOf(task),
                String.valueOf(outcome.server()),
                String.valueOf(outcome.uav() + 1),
                String.valueOf(outcome.place()),
                Decimal.shortest(outcome.price()),
                Decimal.shortest(outcome.rho()));
    }
}
