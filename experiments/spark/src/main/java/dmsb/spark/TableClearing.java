package dmsb.spark;

import dmsb.experiments.clearing.ClearingFormat;
import dmsb.experiments.clearing.ClearingTotals;
import dmsb.experiments.cluster.ClusterClearing;
import dmsb.experiments.config.UsageException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.apache.spark.SparkException;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.AnalysisException;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.DataFrameWriter;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * A log cleared as a table: at a fixed rho every partition by itself, by a model after all rows of a market have been brought
 * together and put in the order of their rounds. Outcomes are in no order; {@code id} tells which is whose. Spark writes
 * {@code _SUCCESS} when all of them are there.
 */
final class TableClearing {
    private static final String ID = "id";

    private final SparkSession session;
    private final ClusterClearing job;

    TableClearing(SparkSession session, ClusterClearing job) {
        this.session = session;
        this.job = job;
    }

    ClearingTotals run(Consumer<String> complaints) throws IOException {
        Tally tally = new Tally(session.sparkContext());
        try (OutcomeFolder folder =
                OutcomeFolder.of(job.out(), session.sparkContext().hadoopConfiguration())) {
            write(tally, folder.temporary());
            folder.publish();
        }
        tally.complaints().forEach(complaints);
        return tally.totals();
    }

    private void write(Tally tally, String folder) throws IOException {
        try {
            write(outcomes(LogTable.read(session, job), tally), folder);
        } catch (Exception e) { // Scala's methods do not declare what they throw
            throw told(e, job);
        }
    }

    private Dataset<Row> outcomes(LogTable log, Tally tally) {
        TableLayout layout = log.layout();
        Broadcast<SharedPricing> pricing =
                JavaSparkContext.fromSparkContext(session.sparkContext()).broadcast(new SharedPricing(job.pricing()));
        boolean toText = job.output() == ClearingFormat.CSV;
        boolean isText = LogTable.isText(log.idType());
        DataType number = toText ? DataTypes.StringType : DataTypes.DoubleType;
        StructType schema = new StructType()
                .add(ID, isText ? DataTypes.StringType : log.idType())
                .add("winner", DataTypes.IntegerType)
                .add("price", number)
                .add("rho", number);
        Dataset<Row> outcomes = (layout.looksBack() ? inOrder(log.rows(), layout) : log.rows())
                .mapPartitions(
                        new PartitionClearing(layout, pricing, job.skipBadRows(), toText, tally), Encoders.row(schema));
        return toText || !isText
                ? outcomes
                : outcomes.withColumn(
                        ID, functions.encode(functions.col(ID), LogTable.BYTES).cast(log.idType()));
    }

    /** All rows of a market in one partition, one after the other, by their rounds. */
    private static Dataset<Row> inOrder(Dataset<Row> table, TableLayout layout) {
        List<Column> market = new ArrayList<>();
        layout.market().forEach(name -> market.add(functions.col(name)));
        Dataset<Row> together = market.isEmpty() ? table.coalesce(1) : table.repartition(market.toArray(Column[]::new));
        market.add(functions.col(TableLayout.ROUND).try_cast("double"));
        return together.sortWithinPartitions(market.toArray(Column[]::new));
    }

    private void write(Dataset<Row> outcomes, String folder) {
        DataFrameWriter<Row> writer = outcomes.write().mode(SaveMode.Append); // to an empty folder of our own
        if (job.output() == ClearingFormat.PARQUET) {
            writer.parquet(folder);
        } else {
            writer.option("header", true)
                    .option("escape", "\"")
                    .option("emptyValue", "")
                    .option("ignoreLeadingWhiteSpace", false)
                    .option("ignoreTrailingWhiteSpace", false)
                    .option("encoding", LogTable.BYTES)
                    .csv(folder);
        }
    }

    /** What went wrong in the words of the task that found it. */
    static RuntimeException told(Exception e, ClusterClearing job) throws IOException {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof UsageException usage) {
                return new UsageException("--bids " + job.bids() + ": " + usage.getMessage(), usage);
            }
            if (cause instanceof AnalysisException analysis) {
                return new UsageException("--bids " + job.bids() + ": " + analysis.getMessage(), analysis);
            }
        }
        if (e instanceof RuntimeException unchecked) {
            return unchecked;
        }
        throw e instanceof SparkException ? new IOException(e.getMessage(), e) : new IOException(e);
    }
}
