package dmsb.experiments.clearing;

import dmsb.auction.market.Scenario;
import dmsb.experiments.config.Decimal;
import dmsb.experiments.config.UsageException;
import dmsb.experiments.log.Amount;
import dmsb.experiments.log.BadRow;
import dmsb.experiments.log.LogColumns;
import java.nio.CharBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** A row of a log with all that a model looks at: bids, estimate, contract, market conditions, and the market it is of. */
final class LogRow implements ClearingRow {
    private static final String CONTRACT = "contract";

    private final LogColumns columns;
    private final UnaryOperator<String> decoding;
    private final String[] market;
    private final int contractColumn;
    private boolean newMarket = true;
    private @Nullable String complaint;

    /**
     * A row of a log.
     *
     * @param header the names of the columns
     * @param where where they stand, in words that begin a complaint
     * @param scenario gives the number of bids and the ranges of the market conditions
     * @param decoding what text that is quoted in a complaint goes through
     * @throws UsageException if the header is not one of a log
     */
    LogRow(List<String> header, String where, Scenario scenario, UnaryOperator<String> decoding) {
        this.columns = new LogColumns(scenario);
        this.decoding = decoding;
        String refused = columns.header(header);
        contractColumn = header.indexOf(CONTRACT);
        if (refused == null && contractColumn < 0) {
            refused = "header: expected a column contract, got " + String.join(",", header);
        }
        if (refused != null) {
            throw new UsageException(where + ", " + refused);
        }
        market = new String[header.size()];
        Arrays.fill(market, "");
    }

    @Override
    public void begin() {
        columns.begin();
        complaint = null;
    }

    @Override
    public boolean isUsed(int column) {
        return columns.isUsed(column);
    }

    @Override
    public void text(int column, char[] buffer, int offset, int length) {
        if (columns.isMarket(column)) {
            if (!market[column].contentEquals(CharBuffer.wrap(buffer, offset, length))) {
                market[column] = new String(buffer, offset, length);
                newMarket = true;
            }
        } else if (complaint == null) {
            String refused = column == contractColumn && length == 0
                    ? BadRow.field(CONTRACT, Amount.EXPECTED, "")
                    : columns.field(column, buffer, offset, length);
            complaint = refused == null ? null : decoding.apply(refused);
        }
    }

    @Override
    public void number(int column, double value) {
        char[] text = Decimal.shortest(value).toCharArray();
        text(column, text, 0, text.length);
    }

    @Override
    public void wrongCount(String got) {
        complaint = BadRow.count(market.length, got);
    }

    @Override
    public @Nullable String complaint() {
        return complaint == null ? columns.incomplete() : complaint;
    }

    /** Whether the row is of another market than the good row before it; from now on that market is the one before. */
    boolean beginsMarket() {
        boolean begins = newMarket;
        newMarket = false;
        return begins;
    }

    /** The texts by which the row's market is known. */
    List<String> market() {
        return List.of(market);
    }

    double[] bids() {
        return columns.bids();
    }

    /** Which stations were invited, station 1 at index 0; overwritten by the next row. */
    boolean[] invited() {
        return columns.invited();
    }

    double estimate() {
        return columns.number(LogColumns.ESTIMATE);
    }

    double contract() {
        return columns.number(LogColumns.CONTRACT);
    }

    /** The UAV's value, NaN where the row does not tell it. */
    double uavValue() {
        return columns.number(LogColumns.UAV_VALUE);
    }

    double[] conditions() {
        return columns.conditions();
    }
}
