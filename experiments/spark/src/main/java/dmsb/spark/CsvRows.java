package dmsb.spark;

import dmsb.core.tensorfile.Excerpt;
import dmsb.experiments.clearing.CsvLine;
import dmsb.experiments.config.UsageException;
import dmsb.experiments.csv.StrictCsv;
import dmsb.experiments.log.BadRow;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Objects;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.jspecify.annotations.Nullable;

/**
 * Makes rows of the lines of CSV files, by the reader of the local command: Spark's own takes a field whose quote is left open
 * for a whole one. A record that does not end with its line ends the clearing, as Spark has cut the text by lines before:
 * the lines after it cannot be told from rows.
 *
 * <p>A line comes with its file, the place in it where the split begins, and the values of the folders' columns, if there are
 * any. A row has the columns that are used, and what is wrong with the line, null if nothing is; and its {@link LogPlace}, if that
 * is asked for.
 */
final class CsvRows implements MapPartitionsFunction<Row, Row> {
    private static final long serialVersionUID = 1;

    static final int LINE = 0;
    static final int FILE = 1;
    static final int SPLIT = 2;

    /** Where the values of the folders' columns begin. */
    static final int FOLDERS = 3;

    private static final int LONGEST_EXCERPT = 60;

    private final String[] header;
    private final int[] used;
    private final boolean withPlaces;

    /**
     * Rows of files.
     *
     * @param header the names of the columns in each file. Not modified.
     * @param used the indices of those that are used; from the length of the header on, they are the folders' columns. Not
     *     modified.
     * @param withPlaces whether rows tell where they stand
     */
    CsvRows(String[] header, int[] used, boolean withPlaces) {
        this.header = header.clone();
        this.used = used.clone();
        this.withPlaces = withPlaces;
    }

    /** The names of the columns in the first line of a file. */
    static String[] header(Row first) {
        CsvLine line = new CsvLine();
        if (line.read(first.getAs(LINE)) != CsvLine.Found.RECORD) {
            throw new UsageException(
                    where(first) + "expected a header on one line with quotes around whole fields, got "
                            + excerpt(first.getAs(LINE)));
        }
        return line.fields().toArray(String[]::new);
    }

    private static String where(Row row) {
        return "file " + row.getString(FILE) + ": ";
    }

    private static String excerpt(byte[] line) {
        return "'" + Excerpt.of(new String(line, StandardCharsets.UTF_8), LONGEST_EXCERPT) + "'";
    }

    @Override
    public Iterator<Row> call(Iterator<Row> lines) {
        return new Records(lines);
    }

    /** The rows of a partition, in which the lines of a split follow one another. */
    private final class Records implements Iterator<Row> {
        private final Iterator<Row> lines;
        private final CsvLine line = new CsvLine();
        private @Nullable Row ready;
        private String file = "";
        private long split = -1;
        private long lineOfSplit;
        private boolean headerIsDue;

        Records(Iterator<Row> lines) {
            this.lines = lines;
        }

        @Override
        public boolean hasNext() {
            while (ready == null && lines.hasNext()) {
                ready = record(lines.next());
            }
            return ready != null;
        }

        @Override
        public Row next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            Row row = Objects.requireNonNull(ready);
            ready = null;
            return row;
        }

        private @Nullable Row record(Row row) {
            if (row.getLong(SPLIT) != split || !row.getString(FILE).equals(file)) {
                file = row.getString(FILE);
                split = row.getLong(SPLIT);
                headerIsDue = split == 0;
                lineOfSplit = 0;
            }
            lineOfSplit++;
            byte[] bytes = row.getAs(LINE);
            CsvLine.Found kind = line.read(bytes);
            if (kind == CsvLine.Found.BLANK) {
                return null;
            }
            if (headerIsDue) {
                headerIsDue = false;
                requireHeader(row);
                return null;
            }
            List<String> fields = line.fields();
            return switch (kind) {
                case OPEN ->
                    throw new UsageException(where(row)
                            + "expected a closing quote on the line on which it opens, as a field cannot hold a line break on"
                            + " a cluster, got " + excerpt(bytes));
                case MALFORMED -> row(row, fields, StrictCsv.TEXT_AFTER_QUOTE + ": " + excerpt(bytes));
                default ->
                    row(
                            row,
                            fields,
                            fields.size() == header.length
                                    ? null
                                    : BadRow.count(header.length, String.valueOf(fields.size())));
            };
        }

        private void requireHeader(Row row) {
            String[] names = header(row);
            if (!List.of(names).equals(List.of(header))) {
                throw new UsageException(where(row) + "expected the header of the other files, "
                        + String.join(",", header) + ", got " + Excerpt.of(String.join(",", names)));
            }
        }

        private Row row(Row source, List<String> fields, @Nullable String complaint) {
            @Nullable
            Object[] cells = new @Nullable Object[used.length + 1 + (withPlaces ? LogPlace.COLUMNS.size() : 0)];
            for (int i = 0; i < used.length; i++) {
                int column = used[i];
                cells[i] = column >= header.length
                        ? source.getString(FOLDERS + column - header.length)
                        : column < fields.size() ? fields.get(column) : "";
            }
            cells[used.length] = complaint;
            if (withPlaces) {
                LogPlace.put(file, split, lineOfSplit, cells, used.length + 1);
            }
            return RowFactory.create(cells);
        }
    }
}
