package dmsb.spark;

import dmsb.auction.dense.SlotSettlement;
import dmsb.auction.dense.VectorRule;
import dmsb.experiments.clearing.ClearingRow;
import dmsb.experiments.clearing.MarketMemory;
import dmsb.experiments.clearing.SlotClearer;
import dmsb.experiments.config.UsageException;
import dmsb.experiments.log.SlotColumns;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.apache.spark.api.java.function.FilterFunction;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;

/**
 * Rows of which each is a task of a slot. All rows of a market are brought together, as its slots have a past and batteries in
 * common, and put in the order of slots and tasks. A bad row ends the clearing.
 *
 * <p>Where a rule draws by the number of the market, or takes what it has learned into the next one, markets are numbered by the
 * place of their first row in the log, as the local command meets them. In the second case one partition has all of them, by
 * their numbers.
 */
final class SlotTableClearing implements RowClearing {
    private static final long serialVersionUID = 1;

    private static final String NUMBER = "_number";
    private static final String FIRST_PLACE = "_first";
    private static final String COPY = "_of_";

    private final Broadcast<SharedSlotPricing> pricing;
    private final MarketMemory memory;
    private final boolean toText;
    private final SlotTally tally;

    SlotTableClearing(Broadcast<SharedSlotPricing> pricing, MarketMemory memory, boolean toText, SlotTally tally) {
        this.pricing = pricing;
        this.memory = memory;
        this.toText = toText;
        this.tally = tally;
    }

    @Override
    public ClearingRow columns(List<String> header) {
        return pricing.value().rules().pricing().columns(header, "table");
    }

    @Override
    public List<String> order() {
        return List.of(SlotColumns.SLOT, SlotColumns.TASK);
    }

    @Override
    public boolean needsPlaces() {
        return memory != MarketMemory.NONE;
    }

    @Override
    public Dataset<Row> arranged(LogTable log) {
        Dataset<Row> rows = log.rows().filter(new WholeRows(log.layout()));
        List<String> market = log.layout().market();
        boolean alone = memory == MarketMemory.NONE || market.isEmpty();
        Dataset<Row> numbered = alone ? rows.withColumn(NUMBER, functions.lit(0)) : numbered(rows, market);
        Dataset<Row> together = memory == MarketMemory.PAST ? numbered.repartition(1) : log.together(numbered);
        List<Column> columns = new ArrayList<>();
        for (String name : log.layout().names()) {
            columns.add(functions.col(name));
        }
        columns.add(functions.col(TableLayout.MALFORMED));
        columns.add(functions.col(NUMBER));
        return log.inOrder(together, List.of(functions.col(NUMBER))).select(columns.toArray(Column[]::new));
    }

    /** The rows with the numbers of their markets, from 0, in the order of their first rows. */
    private static Dataset<Row> numbered(Dataset<Row> rows, List<String> market) {
        Dataset<Row> markets = rows.groupBy(market.stream().map(functions::col).toArray(Column[]::new))
                .agg(functions.min(LogPlace.inOrder()).as(FIRST_PLACE))
                .withColumn(
                        NUMBER,
                        functions.row_number().over(Window.orderBy(FIRST_PLACE)).minus(1))
                .drop(FIRST_PLACE);
        Column same = functions.lit(true);
        for (String name : market) {
            markets = markets.withColumnRenamed(name, COPY + name);
            same = same.and(rows.col(name).eqNullSafe(markets.col(COPY + name)));
        }
        return rows.join(markets, same);
    }

    @Override
    public StructType outcomes(StructType id, DataType number) {
        return id.add(SlotColumns.SLOT, DataTypes.LongType)
                .add(SlotColumns.TASK, DataTypes.IntegerType)
                .add(SlotColumns.WINNER, DataTypes.IntegerType)
                .add(SlotColumns.UAV, DataTypes.IntegerType)
                .add(SlotColumns.PLACE, DataTypes.IntegerType)
                .add(SlotColumns.PRICE, number)
                .add(SlotColumns.RHO, number);
    }

    @Override
    public PartitionRows open(TableLayout layout, Consumer<Row> outcomes) {
        return new Rows(layout, outcomes);
    }

    /**
     * Refuses a row whose fields are not those of the header before it is brought together with others: which market and slot it
     * is of is not known.
     */
    private static final class WholeRows implements FilterFunction<Row> {
        private static final long serialVersionUID = 1;

        private final TableLayout layout;

        WholeRows(TableLayout layout) {
            this.layout = layout;
        }

        @Override
        public boolean call(Row row) {
            String malformed = layout.malformed(row);
            if (malformed != null) {
                throw new UsageException(PartitionClearing.told(layout, row, malformed));
            }
            return true;
        }
    }

    private final class Rows implements PartitionRows {
        private final RulePool rules = pricing.value().rules();
        private final VectorRule rule = rules.lend();
        private final Consumer<Row> outcomes;
        private final SlotClearer<Object> clearer;
        private final MarketKey market;
        private final int number;
        private @Nullable List<@Nullable Object> current;

        Rows(TableLayout layout, Consumer<Row> outcomes) {
            this.outcomes = outcomes;
            clearer = rules.pricing()
                    .clearer(List.of(layout.names()), "header", PartitionClearing::decoded, rule, this::take);
            market = new MarketKey(layout);
            number = layout.names().length + 1;
        }

        private void take(Object id, long slot, int task, SlotSettlement.@Nullable TaskOutcome outcome) {
            outcomes.accept(
                    outcome == null
                            ? RowFactory.create(PartitionClearing.idOf(id), slot, task, null, null, null, null, null)
                            : RowFactory.create(
                                    PartitionClearing.idOf(id),
                                    slot,
                                    task,
                                    outcome.server(),
                                    outcome.uav() + 1,
                                    outcome.place(),
                                    PartitionClearing.number(outcome.price(), toText),
                                    PartitionClearing.number(outcome.rho(), toText)));
        }

        @Override
        public ClearingRow row() {
            return clearer.row();
        }

        @Override
        public void beforeReading(Row source) {
            List<@Nullable Object> next = market.of(source);
            if (!next.equals(current)) {
                requireWholeSlot();
                current = next;
                clearer.numberNextMarket(source.getInt(number));
            }
        }

        private void requireWholeSlot() {
            String unfinished = clearer.unfinished();
            if (unfinished != null) {
                throw new UsageException("market " + MarketKey.text(Objects.requireNonNull(current)) + ", " + unfinished
                        + " and the end of the market");
            }
        }

        @Override
        public @Nullable String clear(Row source, Object id) {
            return clearer.clear(id);
        }

        @Override
        public void refuse(String complaint) {
            throw new UsageException(complaint);
        }

        @Override
        public void end() {
            requireWholeSlot();
            tally.add(clearer.totals());
            rules.giveBack(rule);
        }
    }
}
