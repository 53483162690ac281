package dmsb.spark;

import dmsb.experiments.clearing.ClearingRow;
import java.io.Serializable;
import java.util.List;
import java.util.function.Consumer;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StructType;

/** How the rows of a table are cleared: what the driver has to know of it, and what it sends to the tasks. */
interface RowClearing extends Serializable {
    /**
     * Which columns of a log are read.
     *
     * @param header the names of its columns
     * @return a row that tells by {@link ClearingRow#isUsed}
     * @throws dmsb.experiments.config.UsageException if a column is missing
     */
    ClearingRow columns(List<String> header);

    /** The columns by which the rows of a market are put in order; none if their order does not matter. */
    List<String> order();

    /** Whether the rows are to tell where they stand in the log, in the columns of {@link LogPlace}. */
    boolean needsPlaces();

    /**
     * Brings together, and in order, the rows that have to be cleared together.
     *
     * @param log the rows as they are read
     * @return the columns of the layout and {@link TableLayout#MALFORMED}, behind which there may be others
     */
    Dataset<Row> arranged(LogTable log);

    /**
     * The columns of the outcomes.
     *
     * @param id the first one
     * @param number the type of prices and factors
     */
    StructType outcomes(StructType id, DataType number);

    /**
     * Begins to clear the rows of a partition.
     *
     * @param layout which column is what
     * @param outcomes told of the outcomes
     */
    PartitionRows open(TableLayout layout, Consumer<Row> outcomes);
}
