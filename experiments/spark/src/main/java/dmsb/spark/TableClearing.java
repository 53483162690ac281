package dmsb.spark;

import dmsb.experiments.clearing.ClearingFormat;
import dmsb.experiments.cluster.ClusterFiles;
import dmsb.experiments.config.UsageException;
import java.io.IOException;
import org.apache.spark.SparkException;
import org.apache.spark.sql.AnalysisException;
import org.apache.spark.sql.DataFrameWriter;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * A log cleared as a table: rows are brought together as far as they have to do with one another, and every partition is cleared
 * by itself. Outcomes are in no order; {@code id} tells which is whose. Spark writes {@code _SUCCESS} when all of them are there.
 */
final class TableClearing {
    private static final String ID = "id";

    private final SparkSession session;
    private final ClusterFiles files;
    private final Leftovers leftovers;

    TableClearing(SparkSession session, ClusterFiles files, Leftovers leftovers) {
        this.session = session;
        this.files = files;
        this.leftovers = leftovers;
    }

    void run(RowClearing clearing) throws IOException {
        try (OutcomeFolder folder = leftovers.watch(
                OutcomeFolder.of(files.out(), session.sparkContext().hadoopConfiguration()))) {
            try {
                write(outcomes(clearing), folder.temporary());
            } catch (Exception | Error e) { // Scala's methods do not declare what they throw
                RunningTasks.awaitEnd(session.sparkContext(), e);
                throw told(e, files.bids());
            }
            folder.publish();
        }
    }

    private Dataset<Row> outcomes(RowClearing clearing) {
        LogTable log = LogTable.read(session, files, clearing);
        boolean isText = LogTable.isText(log.idType());
        boolean toText = files.output() == ClearingFormat.CSV;
        StructType schema = clearing.outcomes(
                new StructType().add(ID, isText ? DataTypes.StringType : log.idType()),
                toText ? DataTypes.StringType : DataTypes.DoubleType);
        Dataset<Row> outcomes = clearing.arranged(log)
                .mapPartitions(new PartitionClearing(log.layout(), clearing), Encoders.row(schema));
        return toText || !isText
                ? outcomes
                : outcomes.withColumn(
                        ID, functions.encode(functions.col(ID), LogTable.BYTES).cast(log.idType()));
    }

    private void write(Dataset<Row> outcomes, String folder) {
        DataFrameWriter<Row> writer = outcomes.write().mode(SaveMode.Append); // to an empty folder of our own
        if (files.output() == ClearingFormat.PARQUET) {
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

    /** What went wrong in the words of the task that found it. An error is thrown as it is; an interrupt is kept. */
    static RuntimeException told(Throwable e, String bids) throws IOException {
        if (e instanceof Error error) {
            throw error;
        }
        if (e instanceof InterruptedException) {
            Thread.currentThread().interrupt();
        }
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof UsageException usage) {
                return new UsageException("--bids " + bids + ": " + usage.getMessage(), usage);
            }
            if (cause instanceof AnalysisException analysis) {
                return new UsageException("--bids " + bids + ": " + analysis.getMessage(), analysis);
            }
        }
        if (e instanceof RuntimeException unchecked) {
            return unchecked;
        }
        throw e instanceof SparkException ? new IOException(e.getMessage(), e) : new IOException(e);
    }
}
