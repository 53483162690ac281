package dmsb.spark;

import dmsb.experiments.clearing.SlotTotals;
import java.io.Serializable;
import org.apache.spark.SparkContext;
import org.apache.spark.util.CollectionAccumulator;

/** What the tasks of a clearing of slots count, each of its partition; see {@link Tally} for why no partition counts twice. */
final class SlotTally implements Serializable {
    private static final long serialVersionUID = 1;

    private final CollectionAccumulator<SlotTotals> partitions;

    SlotTally(SparkContext context) {
        partitions = context.collectionAccumulator("slots of partitions");
    }

    void add(SlotTotals ofPartition) {
        partitions.add(ofPartition);
    }

    SlotTotals totals() {
        return partitions.value().stream().reduce(SlotTotals.NONE, SlotTotals::plus);
    }
}
