package dmsb.spark;

import dmsb.core.tensorfile.FileKind;
import dmsb.experiments.clearing.ClearingFormat;
import dmsb.experiments.clearing.ClearingRow;
import dmsb.experiments.cluster.ClusterFiles;
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
 * @param rows the columns of the layout, {@link TableLayout#MALFORMED}, and where the row stands if that is needed
 * @param layout which column is what
 * @param idType the type of the ids where the log is read from
 */
record LogTable(Dataset<Row> rows, TableLayout layout, DataType idType) {
    /** The text in which bytes are characters. */
    static final String BYTES = "ISO-8859-1";

    /** Reads a log as far as its clearing needs it. */
    static LogTable read(SparkSession session, ClusterFiles files, RowClearing clearing) {
        return files.input() == ClearingFormat.PARQUET
                ? parquet(session, files.bids(), clearing)
                : csv(session, files.bids(), clearing);
    }

    private static LogTable parquet(SparkSession session, String bids, RowClearing clearing) {
        Dataset<Row> table = session.read().parquet(bids);
        TableLayout layout = layout(table.columns(), clearing);
        List<Column> columns = new ArrayList<>();
        for (String name : layout.names()) {
            columns.add(
                    isText(table.schema().apply(name).dataType()) ? bytes(name).as(name) : functions.col(name));
        }
        columns.add(functions.lit(null).cast(DataTypes.StringType).as(TableLayout.MALFORMED));
        if (clearing.needsPlaces()) {
            columns.addAll(LogPlace.ofParquet());
        }
        DataType idType = table.schema().apply(layout.names()[layout.id()]).dataType();
        return new LogTable(table.select(columns.toArray(Column[]::new)), layout, idType);
    }

    private static LogTable csv(SparkSession session, String bids, RowClearing clearing) {
        Dataset<Row> text = session.read().text(bids);
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
        TableLayout layout = layout(names, clearing);
        int[] used = Arrays.stream(layout.names())
                .mapToInt(Arrays.asList(names)::indexOf)
                .toArray();
        StructType schema = new StructType();
        for (String name : layout.names()) {
            schema = schema.add(name, DataTypes.StringType);
        }
        schema = schema.add(TableLayout.MALFORMED, DataTypes.StringType);
        boolean withPlaces = clearing.needsPlaces();
        if (withPlaces) {
            schema = LogPlace.addTo(schema);
        }
        return new LogTable(
                lines.mapPartitions(new CsvRows(header, used, withPlaces), Encoders.row(schema)),
                layout,
                DataTypes.StringType);
    }

    /** All rows of a market in one partition; the log's own, or made of them. */
    Dataset<Row> together(Dataset<Row> table) {
        Column[] market = market().toArray(Column[]::new);
        return market.length == 0 ? table.coalesce(1) : table.repartition(market);
    }

    /** The rows of every partition in order: by some column before all, by markets, and by their place in the market. */
    Dataset<Row> inOrder(Dataset<Row> table, List<Column> first) {
        List<Column> columns = new ArrayList<>(first);
        columns.addAll(market());
        layout.order().forEach(name -> columns.add(functions.col(name).try_cast("double")));
        return table.sortWithinPartitions(columns.toArray(Column[]::new));
    }

    private List<Column> market() {
        return layout.market().stream().map(functions::col).toList();
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
    private static TableLayout layout(String[] names, RowClearing clearing) {
        ClearingRow row = clearing.columns(List.of(names));
        List<String> used = new ArrayList<>();
        for (int column = 0; column < names.length; column++) {
            if (row.isUsed(column) || TableLayout.isNeeded(names[column], clearing.order())) {
                used.add(names[column]);
            }
        }
        return new TableLayout(used.toArray(String[]::new), clearing.order());
    }
}
