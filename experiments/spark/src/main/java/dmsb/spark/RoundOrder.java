package dmsb.spark;

import dmsb.experiments.config.UsageException;
import dmsb.experiments.log.BadRow;
import dmsb.experiments.log.NumberParser;
import java.util.List;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;

/**
 * Checks that the rows of a partition, sorted by market and round, have an order: two rows of a market with the same round
 * would come in one order today and in another tomorrow.
 */
final class RoundOrder {
    /** The column by which the rows of a market are put in order. */
    static final String ROUND = "round";

    private final int round;
    private final MarketKey market;
    private List<@Nullable Object> lastMarket = List.of();
    private double lastRound = Double.NaN;

    RoundOrder(TableLayout layout) {
        round = layout.order().contains(ROUND) ? layout.index(ROUND) : -1;
        market = new MarketKey(layout);
    }

    /**
     * Takes a row.
     *
     * @return what is wrong with its round, null if nothing is
     * @throws UsageException if its round does not come after that of the row before it
     */
    @Nullable
    String complaint(Row row) {
        if (round < 0) {
            return null;
        }
        String text = String.valueOf(row.isNullAt(round) ? "" : row.get(round));
        double number = NumberParser.parse(text.toCharArray(), 0, text.length());
        if (!Double.isFinite(number)) {
            return BadRow.field(ROUND, "a finite number", text);
        }
        List<@Nullable Object> key = market.of(row);
        if (number <= lastRound && key.equals(lastMarket)) {
            throw new UsageException("expected every round of a market once, got round " + text + " of market "
                    + MarketKey.text(key) + " twice");
        }
        lastMarket = key;
        lastRound = number;
        return null;
    }
}
