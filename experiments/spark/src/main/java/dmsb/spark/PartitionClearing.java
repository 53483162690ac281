package dmsb.spark;

import dmsb.core.tensorfile.Excerpt;
import dmsb.experiments.clearing.ClearingRow;
import dmsb.experiments.clearing.RowClearer;
import dmsb.experiments.config.Decimal;
import dmsb.experiments.config.UsageException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.jspecify.annotations.Nullable;

/** Clears the rows of a partition as the local command clears those of a file, and passes the outcomes on as they come. */
final class PartitionClearing implements MapPartitionsFunction<Row, Row> {
    private static final long serialVersionUID = 1;

    /** Stands for the id of a row that has none. */
    private static final String NO_ID = "";

    private static final int LONGEST_COMPLAINT = 1_000;

    private final TableLayout layout;
    private final Broadcast<SharedPricing> pricing;
    private final boolean skipBadRows;
    private final boolean toText;
    private final Tally tally;

    PartitionClearing(
            TableLayout layout, Broadcast<SharedPricing> pricing, boolean skipBadRows, boolean toText, Tally tally) {
        this.layout = layout;
        this.pricing = pricing;
        this.skipBadRows = skipBadRows;
        this.toText = toText;
        this.tally = tally;
    }

    /** Text whose bytes were passed through as characters. */
    static String decoded(String text) {
        return new String(text.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
    }

    @Override
    public Iterator<Row> call(Iterator<Row> rows) {
        return new Outcomes(rows);
    }

    /** The outcomes of the rows, made when they are asked for. */
    private final class Outcomes implements Iterator<Row> {
        private final Iterator<Row> rows;
        private final Deque<Row> ready = new ArrayDeque<>();
        private final RowClearer<Object> clearer;
        private final ClearingRow reading;
        private final RoundOrder order = new RoundOrder(layout);
        private char[] text = new char[64];
        private boolean flushed;

        Outcomes(Iterator<Row> rows) {
            this.rows = rows;
            this.clearer = pricing.value()
                    .get()
                    .clearer(List.of(layout.names()), "header", PartitionClearing::decoded, this::take);
            this.reading = clearer.row();
        }

        private void take(Object id, int winner, double price, double rho) {
            tally.count(winner, price);
            ready.add(RowFactory.create(id.equals(NO_ID) ? null : id, winner, number(price), number(rho)));
        }

        private Object number(double value) {
            return toText ? Decimal.shortest(value) : value;
        }

        @Override
        public boolean hasNext() {
            while (ready.isEmpty() && rows.hasNext()) {
                clear(rows.next());
            }
            if (ready.isEmpty() && !flushed) {
                flushed = true;
                clearer.flush();
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
            Object id = row.isNullAt(layout.id()) ? NO_ID : row.get(layout.id());
            String complaint = read(row);
            if (complaint == null) {
                clearer.clear(id);
                return;
            }
            String name = id instanceof String text ? decoded(text) : id.toString();
            String told = Excerpt.of("id " + name + ", " + complaint, LONGEST_COMPLAINT);
            if (!skipBadRows) {
                throw new UsageException(told);
            }
            tally.countBad(told);
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
            String complaint = reading.complaint();
            return complaint == null ? order.complaint(row) : complaint;
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
