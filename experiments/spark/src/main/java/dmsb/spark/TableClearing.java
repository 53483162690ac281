package dmsb.spark;

import dmsb.experiments.clearing.ClearingFormat;
import dmsb.experiments.clearing.ClearingRow;
import dmsb.experiments.clearing.ClearingTotals;
import dmsb.experiments.cluster.ClusterClearing;
import dmsb.experiments.config.UsageException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.SparkException;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.AnalysisException;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.DataFrameReader;
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
    private final SparkSession session;
    private final ClusterClearing job;

    TableClearing(SparkSession session, ClusterClearing job) {
        this.session = session;
        this.job = job;
    }

    ClearingTotals run(Consumer<String> complaints) throws IOException {
        Path out = new Path(job.out());
        FileSystem files = out.getFileSystem(session.sparkContext().hadoopConfiguration());
        if (files.exists(out)) {
            throw new UsageException("--out: expected a folder that does not exist yet, got " + job.out());
        }
        Tally tally = new Tally(session.sparkContext());
        try {
            write(outcomes(read(), tally));
        } catch (Exception e) { // Scala's methods do not declare what they throw
            files.delete(out, true);
            throw told(e);
        }
        tally.complaints().forEach(complaints);
        return tally.totals();
    }

    private Dataset<Row> read() {
        DataFrameReader reader = session.read();
        if (job.input() == ClearingFormat.PARQUET) {
            return reader.parquet(job.bids());
        }
        // Quotes as in RFC 4180 and in what the local command writes.
        reader.option("header", true).option("escape", "\"");
        StructType schema = new StructType();
        for (String name : reader.csv(job.bids()).columns()) {
            schema = schema.add(name, DataTypes.StringType);
        }
        return reader.schema(schema.add(TableLayout.MALFORMED, DataTypes.StringType))
                .option("columnNameOfCorruptRecord", TableLayout.MALFORMED)
                .option("enforceSchema", false)
                .csv(job.bids());
    }

    private Dataset<Row> outcomes(Dataset<Row> table, Tally tally) {
        boolean ofText = job.input() == ClearingFormat.CSV;
        String[] names = (ofText ? table.drop(TableLayout.MALFORMED) : table).columns();
        TableLayout layout = new TableLayout(used(names), job.pricing().looksBack(), ofText);
        Broadcast<SharedPricing> pricing =
                JavaSparkContext.fromSparkContext(session.sparkContext()).broadcast(new SharedPricing(job.pricing()));
        boolean toText = job.output() == ClearingFormat.CSV;
        DataType number = toText ? DataTypes.StringType : DataTypes.DoubleType;
        StructType schema = new StructType()
                .add("id", table.schema().apply(layout.names()[layout.id()]).dataType())
                .add("winner", DataTypes.IntegerType)
                .add("price", number)
                .add("rho", number);
        List<Column> columns = new ArrayList<>();
        for (String name : layout.names()) {
            columns.add(functions.col(name));
        }
        if (ofText) {
            columns.add(functions.col(TableLayout.MALFORMED));
        }
        Dataset<Row> narrow = table.select(columns.toArray(Column[]::new));
        return (layout.looksBack() ? inOrder(narrow, layout) : narrow)
                .mapPartitions(
                        new PartitionClearing(layout, pricing, job.skipBadRows(), toText, tally), Encoders.row(schema));
    }

    /** The columns that have to be read, of those that are there. */
    private String[] used(String[] names) {
        ClearingRow row = job.pricing()
                .clearer(List.of(names), "table", (id, winner, price, rho) -> {})
                .row();
        List<String> used = new ArrayList<>();
        for (int column = 0; column < names.length; column++) {
            if (row.isUsed(column) || TableLayout.OWN.contains(names[column])) {
                used.add(names[column]);
            }
        }
        return used.toArray(String[]::new);
    }

    /** All rows of a market in one partition, one after the other, by their rounds. */
    private static Dataset<Row> inOrder(Dataset<Row> table, TableLayout layout) {
        List<Column> market = new ArrayList<>();
        layout.market().forEach(name -> market.add(functions.col(name)));
        Dataset<Row> together = market.isEmpty() ? table.coalesce(1) : table.repartition(market.toArray(Column[]::new));
        market.add(functions.col(TableLayout.ROUND).try_cast("double"));
        return together.sortWithinPartitions(market.toArray(Column[]::new));
    }

    private void write(Dataset<Row> outcomes) {
        DataFrameWriter<Row> writer = outcomes.write().mode(SaveMode.ErrorIfExists);
        if (job.output() == ClearingFormat.PARQUET) {
            writer.parquet(job.out());
        } else {
            writer.option("header", true)
                    .option("escape", "\"")
                    .option("emptyValue", "")
                    .option("ignoreLeadingWhiteSpace", false)
                    .option("ignoreTrailingWhiteSpace", false)
                    .csv(job.out());
        }
    }

    /** What went wrong in the words of the task that found it. */
    private RuntimeException told(Exception e) throws IOException {
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
