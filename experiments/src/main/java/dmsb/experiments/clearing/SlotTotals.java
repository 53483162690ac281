package dmsb.experiments.clearing;

import java.io.Serializable;
import java.math.BigDecimal;

/**
 * What a clearing of slots amounted to, without the slots of warm-ups. Totals of pieces of a log add up to those of the log, in
 * any order.
 *
 * @param slots the slots
 * @param warmUp the slots of warm-ups, whose tasks are in no other total
 * @param sold the tasks that a ground base station won
 * @param byUavs the tasks that UAVs serve
 * @param unserved the tasks that nobody serves
 * @param payments what the ground base stations pay in all: the exact sum, which does not depend on an order
 */
public record SlotTotals(long slots, long warmUp, long sold, long byUavs, long unserved, BigDecimal payments)
        implements Serializable {
    private static final long serialVersionUID = 1;

    /** Those of no slot. */
    public static final SlotTotals NONE = new SlotTotals(0, 0, 0, 0, 0, BigDecimal.ZERO);

    /**
     * The totals of these slots and others.
     *
     * @param others those of the others
     * @return the sums
     */
    public SlotTotals plus(SlotTotals others) {
        return new SlotTotals(
                slots + others.slots,
                warmUp + others.warmUp,
                sold + others.sold,
                byUavs + others.byUavs,
                unserved + others.unserved,
                payments.add(others.payments));
    }
}
