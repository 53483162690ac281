package dmsb.spark;

import dmsb.experiments.clearing.ClearingTotals;
import java.io.Serializable;
import java.util.List;
import org.apache.spark.SparkContext;
import org.apache.spark.util.CollectionAccumulator;
import org.apache.spark.util.DoubleAccumulator;
import org.apache.spark.util.LongAccumulator;

/**
 * What the tasks of a clearing count. They write the outcomes in the same stage, the last one of its job, and of the tasks
 * of such a stage Spark adds the counts once for each partition, however often it was tried.
 */
final class Tally implements Serializable {
    private static final long serialVersionUID = 1;

    /** The most bad rows that are described. */
    private static final int DESCRIBED = 20;

    private final LongAccumulator groundRows;
    private final LongAccumulator uavRows;
    private final LongAccumulator badRows;
    private final DoubleAccumulator groundPayments;
    private final CollectionAccumulator<String> complaints;

    Tally(SparkContext context) {
        groundRows = context.longAccumulator("rows to ground base stations");
        uavRows = context.longAccumulator("rows to the UAV");
        badRows = context.longAccumulator("bad rows");
        groundPayments = context.doubleAccumulator("payments");
        complaints = context.collectionAccumulator("complaints");
    }

    void count(int winner, double price) {
        if (winner == 0) {
            uavRows.add(1L);
        } else {
            groundRows.add(1L);
            groundPayments.add(price);
        }
    }

    void countBad(String complaint) {
        badRows.add(1L);
        if (badRows.value() <= DESCRIBED) {
            complaints.add(complaint);
        }
    }

    ClearingTotals totals() {
        return new ClearingTotals(groundRows.value(), uavRows.value(), badRows.value(), groundPayments.value());
    }

    /** Some of the complaints, sorted, as tasks end in any order. */
    List<String> complaints() {
        return complaints.value().stream().sorted().limit(DESCRIBED).toList();
    }
}
