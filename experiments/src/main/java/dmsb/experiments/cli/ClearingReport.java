package dmsb.experiments.cli;

import dmsb.experiments.clearing.ClearingTotals;
import dmsb.experiments.clearing.SlotTotals;
import dmsb.experiments.config.Decimal;

/** What {@code clear} tells at its end, by whichever engine. */
final class ClearingReport {
    private static final int DIGITS = 9;

    private ClearingReport() {}

    /** The totals of a log of one task. */
    static String ofRounds(ClearingTotals totals) {
        long rows = totals.groundRows() + totals.uavRows();
        return rows + " rows cleared: " + winners(totals) + "; " + totals.badRows() + " bad rows skipped";
    }

    private static String winners(ClearingTotals totals) {
        if (Double.isNaN(totals.groundPayments())) { // prices are bids in a unit of the log's own
            return totals.groundRows() + " to bidders, " + totals.uavRows() + " to the outside option";
        }
        return totals.groundRows() + " to ground base stations, which pay "
                + Decimal.rounded(totals.groundPayments(), DIGITS) + " in all, " + totals.uavRows() + " to the UAV";
    }

    /** The totals of a log of slots. */
    static String ofSlots(SlotTotals totals) {
        return totals.slots() + " slots cleared"
                + (totals.warmUp() == 0 ? "" : ", besides " + totals.warmUp() + " of warm-ups") + ": " + totals.sold()
                + " tasks to ground base stations, which pay "
                + Decimal.rounded(totals.payments().doubleValue(), DIGITS) + " in all, " + totals.byUavs()
                + " to UAVs, " + totals.unserved() + " to nobody";
    }
}
