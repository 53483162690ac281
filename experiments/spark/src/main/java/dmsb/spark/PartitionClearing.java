package dmsb.spark;

import dmsb.core.tensorfile.Excerpt;
import dmsb.experiments.clearing.ClearingRow;
import dmsb.experiments.config.Decimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;

/** Clears the rows of a partition as the local command clears those of a file, and passes the outcomes on as they come. */
final class PartitionClearing implements MapPartitionsFunction<Row, Row> {
    private static final long serialVersionUID = 1;

    /** Stands for the id of a row that has none. */
    private static final String NO_ID = "";

    private static final int LONGEST_COMPLAINT = 1_000;

    private final TableLayout layout;
    private final RowClearing clearing;

    PartitionClearing(TableLayout layout, RowClearing clearing) {
        this.layout = layout;
        this.clearing = clearing;
    }

    /** Text whose bytes were passed through as characters. */
    static String decoded(String text) {
        return new String(text.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
    }

    /** What the outcome of a row is known by: what the row is, null if it has no id. */
    static @Nullable Object idOf(Object id) {
        return id.equals(NO_ID) ? null : id;
    }

    /** A number of an outcome. */
    static Object number(double value, boolean toText) {
        return toText ? Decimal.shortest(value) : value;
    }

    /** What is wrong with a row, by its id. */
    static String told(TableLayout layout, Row row, String complaint) {
        Object id = id(layout, row);
        String name = id instanceof String text ? decoded(text) : id.toString();
        return Excerpt.of("id " + name + ", " + complaint, LONGEST_COMPLAINT);
    }

    private static Object id(TableLayout layout, Row row) {
        return row.isNullAt(layout.id()) ? NO_ID : row.get(layout.id());
    }

    @Override
    public Iterator<Row> call(Iterator<Row> rows) {
        return new Outcomes(rows);
    }

    /** The outcomes of the rows, made when they are asked for. */
    private final class Outcomes implements Iterator<Row> {
        private final Iterator<Row> rows;
        private final Deque<Row> ready = new ArrayDeque<>();
        private final PartitionRows cleared = clearing.open(layout, ready::add);
        private final ClearingRow reading = cleared.row();
        private char[] text = new char[64];
        private boolean ended;

        Outcomes(Iterator<Row> rows) {
            this.rows = rows;
        }

        @Override
        public boolean hasNext() {
            while (ready.isEmpty() && rows.hasNext()) {
                clear(rows.next());
            }
            if (ready.isEmpty() && !ended) {
                ended = true;
                cleared.end();
            }
            return !ready.isEmpty();
        }

        @Override
        public Row next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            return ready.remove();
        }

        private void clear(Row row) {
            cleared.beforeReading(row);
            String complaint = read(row);
            if (complaint == null) {
                complaint = cleared.clear(row, id(layout, row));
            }
            if (complaint != null) {
                cleared.refuse(told(layout, row, complaint));
            }
        }

        private @Nullable String read(Row row) {
            reading.begin();
            String malformed = layout.malformed(row);
            if (malformed != null) {
                return malformed;
            }
            for (int column = 0; column < layout.names().length; column++) {
                if (reading.isUsed(column)) {
                    Object value = row.get(column);
                    if (value instanceof Number number && !layout.isMarket(column)) {
                        reading.number(column, number.doubleValue());
                    } else {
                        read(column, value == null ? "" : value.toString());
                    }
                }
            }
            return reading.complaint();
        }

        private void read(int column, String value) {
            int length = value.length();
            if (text.length < length) {
                text = new char[2 * length];
            }
            value.getChars(0, length, text, 0);
            reading.text(column, text, 0, length);
        }
    }
}
