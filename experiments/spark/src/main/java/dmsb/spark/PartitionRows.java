package dmsb.spark;

import dmsb.experiments.clearing.ClearingRow;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;

/** The rows of a partition on their way through a clearer. */
interface PartitionRows {
    /** The row to read into, the same one for all rows. */
    ClearingRow row();

    /**
     * Told of the row that is read next.
     *
     * @throws dmsb.experiments.config.UsageException if the rows before it cannot end there
     */
    void beforeReading(Row source);

    /**
     * Clears the row that was read, which has no complaint of its own.
     *
     * @return why it cannot be cleared, null if it can
     */
    @Nullable
    String clear(Row source, Object id);

    /**
     * Takes note of a bad row.
     *
     * @throws dmsb.experiments.config.UsageException unless such rows are skipped
     */
    void refuse(String complaint);

    /**
     * Told that there are no more rows.
     *
     * @throws dmsb.experiments.config.UsageException if they cannot end there
     */
    void end();
}
