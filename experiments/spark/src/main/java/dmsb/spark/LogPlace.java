package dmsb.spark;

import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;

/**
 * Where a row stands in a log: in which file, in which split of the file, and as which of the split. Logs of several files are
 * read by the addresses of the files, as text.
 */
final class LogPlace {
    private static final String FILE = "_file";
    private static final String SPLIT = "_split";
    private static final String ROW = "_row";

    /** The columns that tell it. */
    static final List<String> COLUMNS = List.of(FILE, SPLIT, ROW);

    private LogPlace() {}

    /** Adds the columns. */
    static StructType addTo(StructType schema) {
        return schema.add(FILE, DataTypes.StringType)
                .add(SPLIT, DataTypes.LongType)
                .add(ROW, DataTypes.LongType);
    }

    /** Puts a place into the cells of a row. */
    static void put(String file, long split, long row, @Nullable Object[] cells, int from) {
        cells[from] = file;
        cells[from + 1] = split;
        cells[from + 2] = row;
    }

    /** The columns of a table of Parquet, whose rows Spark numbers. */
    static List<Column> ofParquet() {
        return List.of(
                functions.col("_metadata.file_path").as(FILE),
                functions.lit(0L).as(SPLIT),
                functions.col("_metadata.row_index").as(ROW));
    }

    /** A column that puts rows in the order of their places. */
    static Column inOrder() {
        return functions.struct(functions.col(FILE), functions.col(SPLIT), functions.col(ROW));
    }
}
