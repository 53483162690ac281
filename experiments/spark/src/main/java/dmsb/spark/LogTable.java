package dmsb.spark;

import dmsb.core.tensorfile.FileKind;
import dmsb.experiments.clearing.ClearingFormat;
import dmsb.experiments.clearing.Pricing;
import dmsb.experiments.cluster.ClusterClearing;
import dmsb.experiments.config.UsageException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.BinaryType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StringType;
import org.apache.spark.sql.types.StructType;

/**
 * A log as a table of the columns that are used. Texts are bytes as characters, one for one, as in the local command: two of
 * them are the same only if their bytes are, in whatever encoding they are. No text is an empty one.
 *
 * @param rows the columns of the layout, and {@link TableLayout#MALFORMED}
 * @param layout which column is what
 * @param idType the type of the ids where the log is read from
 */
record LogTable(Dataset<Row> rows, TableLayout layout, DataType idType) {
    /** The text in which bytes are characters. */
    static final String BYTES = "ISO-8859-1";

    /** Reads the log of a job. */
    static LogTable read(SparkSession session, ClusterClearing job) {
        return job.input() == ClearingFormat.PARQUET ? parquet(session, job) : csv(session, job);
    }

    private static LogTable parquet(SparkSession session, ClusterClearing job) {
        Dataset<Row> table = session.read().parquet(job.bids());
        TableLayout layout = layout(table.columns(), job.pricing());
        List<Column> columns = new ArrayList<>();
        for (String name : layout.names()) {
            columns.add(
                    isText(table.schema().apply(name).dataType()) ? bytes(name).as(name) : functions.col(name));
        }
        columns.add(functions.lit(null).cast(DataTypes.StringType).as(TableLayout.MALFORMED));
        DataType idType = table.schema().apply(layout.names()[layout.id()]).dataType();
        return new LogTable(table.select(columns.toArray(Column[]::new)), layout, idType);
    }

    private static LogTable csv(SparkSession session, ClusterClearing job) {
        Dataset<Row> text = session.read().text(job.bids());
        String[] folders = Arrays.copyOfRange(text.columns(), 1, text.columns().length);
        List<Column> columns = new ArrayList<>(List.of(
                functions.col("value").cast(DataTypes.BinaryType),
                functions.col("_metadata.file_path"),
                functions.col("_metadata.file_block_start").as("split")));
        Arrays.stream(folders).forEach(folder -> columns.add(bytes(folder).as(folder)));
        Dataset<Row> lines = text.select(columns.toArray(Column[]::new));
        String[] header = header(lines);
        String[] names =
                Stream.concat(Arrays.stream(header), Arrays.stream(folders)).toArray(String[]::new);
        TableLayout layout = layout(names, job.pricing());
        int[] used = Arrays.stream(layout.names())
                .mapToInt(Arrays.asList(names)::indexOf)
                .toArray();
        StructType schema = new StructType();
        for (String name : layout.names()) {
            schema = schema.add(name, DataTypes.StringType);
        }
        schema = schema.add(TableLayout.MALFORMED, DataTypes.StringType);
        return new LogTable(
                lines.mapPartitions(new CsvRows(header, used), Encoders.row(schema)), layout, DataTypes.StringType);
    }

    /** The first line of a file that is not blank. */
    private static String[] header(Dataset<Row> lines) {
        Dataset<Row> starts = lines.where(functions
                .col("split")
                .equalTo(0)
                .and(functions.length(lines.col("value")).gt(0)));
        List<Row> first = starts.takeAsList(1);
        if (first.isEmpty()) {
            throw new UsageException("expected a header with columns bid1, bid2, ..., got no text");
        }
        Optional<String> kind = FileKind.of(first.get(0).getAs(CsvRows.LINE));
        if (kind.isPresent()) {
            throw new UsageException(
                    "expected text, compressed by gzip only if the name ends in .gz, got " + kind.get());
        }
        return CsvRows.header(first.get(0));
    }

    private static Column bytes(String name) {
        Column bytes = functions.col(name).cast(DataTypes.StringType).cast(DataTypes.BinaryType);
        return functions.coalesce(functions.decode(bytes, BYTES), functions.lit(""));
    }

    static boolean isText(DataType type) {
        return type instanceof StringType || type instanceof BinaryType;
    }

    /** The layout of those columns that have to be read. */
    private static TableLayout layout(String[] names, Pricing pricing) {
        var row = pricing.clearer(List.of(names), "table", (id, winner, price, rho) -> {})
                .row();
        List<String> used = new ArrayList<>();
        for (int column = 0; column < names.length; column++) {
            if (row.isUsed(column) || TableLayout.OWN.contains(names[column])) {
                used.add(names[column]);
            }
        }
        return new TableLayout(used.toArray(String[]::new), pricing.looksBack());
    }
}
