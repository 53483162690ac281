package dmsb.spark;

import dmsb.experiments.clearing.ClearingRow;
import dmsb.experiments.clearing.RowClearer;
import dmsb.experiments.config.UsageException;
import java.util.List;
import java.util.function.Consumer;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;

/**
 * Rows of which each is an auction of one task: at a fixed rho as they lie, by a model after all rows of a market have been
 * brought together and put in the order of their rounds.
 */
final class RoundClearing implements RowClearing {
    private static final long serialVersionUID = 1;

    private final Broadcast<SharedPricing> pricing;
    private final boolean skipBadRows;
    private final boolean toText;
    private final Tally tally;

    RoundClearing(Broadcast<SharedPricing> pricing, boolean skipBadRows, boolean toText, Tally tally) {
        this.pricing = pricing;
        this.skipBadRows = skipBadRows;
        this.toText = toText;
        this.tally = tally;
    }

    @Override
    public ClearingRow columns(List<String> header) {
        return pricing.value()
                .get()
                .clearer(header, "table", (id, winner, price, rho) -> {})
                .row();
    }

    @Override
    public List<String> order() {
        return pricing.value().get().looksBack() ? List.of(RoundOrder.ROUND) : List.of();
    }

    @Override
    public boolean needsPlaces() {
        return false;
    }

    @Override
    public Dataset<Row> arranged(LogTable log) {
        return log.layout().order().isEmpty() ? log.rows() : log.inOrder(log.together(log.rows()), List.of());
    }

    @Override
    public StructType outcomes(StructType id, DataType number) {
        return id.add("winner", DataTypes.IntegerType).add("price", number).add("rho", number);
    }

    @Override
    public PartitionRows open(TableLayout layout, Consumer<Row> outcomes) {
        return new Rows(layout, outcomes);
    }

    private final class Rows implements PartitionRows {
        private final RowClearer<Object> clearer;
        private final RoundOrder order;

        Rows(TableLayout layout, Consumer<Row> outcomes) {
            order = new RoundOrder(layout);
            clearer = pricing.value()
                    .get()
                    .clearer(
                            List.of(layout.names()), "header", PartitionClearing::decoded, (id, winner, price, rho) -> {
                                tally.count(winner, price);
                                outcomes.accept(RowFactory.create(
                                        PartitionClearing.idOf(id),
                                        winner,
                                        PartitionClearing.number(price, toText),
                                        PartitionClearing.number(rho, toText)));
                            });
        }

        @Override
        public ClearingRow row() {
            return clearer.row();
        }

        @Override
        public void beforeReading(Row source) {
            // rows of a market may end anywhere
        }

        @Override
        public @Nullable String clear(Row source, Object id) {
            String complaint = order.complaint(source);
            if (complaint == null) {
                clearer.clear(id);
            }
            return complaint;
        }

        @Override
        public void refuse(String complaint) {
            if (!skipBadRows) {
                throw new UsageException(complaint);
            }
            tally.countBad(complaint);
        }

        @Override
        public void end() {
            clearer.flush();
        }
    }
}
