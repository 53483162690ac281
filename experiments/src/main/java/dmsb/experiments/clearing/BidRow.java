package dmsb.experiments.clearing;

import dmsb.auction.round.Round;
import dmsb.experiments.config.Decimal;
import dmsb.experiments.log.Amount;
import dmsb.experiments.log.BadRow;
import dmsb.experiments.log.NumberParser;
import java.util.Arrays;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A row of bids and perhaps a contract, which is all that a fixed rho looks at. An empty bid is that of an absent station, which
 * neither wins nor sets a price; an empty contract is none.
 */
final class BidRow implements ClearingRow {
    private final ClearingColumns columns;
    private final int[] meanings;
    private final double[] bids;
    private final UnaryOperator<String> decoding;
    private double contract;
    private @Nullable String complaint;

    /**
     * A row of a file with certain columns.
     *
     * @param columns what the columns mean
     * @param decoding what text that is quoted in a complaint goes through
     */
    BidRow(ClearingColumns columns, UnaryOperator<String> decoding) {
        this.columns = columns;
        this.meanings = columns.meanings();
        this.bids = new double[columns.bids()];
        this.decoding = decoding;
    }

    @Override
    public void begin() {
        Arrays.fill(bids, Double.NaN);
        contract = 0.0;
        complaint = null;
    }

    @Override
    public boolean isUsed(int column) {
        return meanings[column] >= 0 || meanings[column] == ClearingColumns.CONTRACT;
    }

    @Override
    public void text(int column, char[] buffer, int offset, int length) {
        int meaning = meanings[column];
        if (length == 0 || (meaning < 0 && meaning != ClearingColumns.CONTRACT)) {
            return;
        }
        double value = NumberParser.parse(buffer, offset, length);
        if (!Amount.is(value)) {
            refuse(column, decoding.apply(new String(buffer, offset, length)));
        }
        set(meaning, value);
    }

    @Override
    public void number(int column, double value) {
        if (isUsed(column)) {
            if (!Amount.is(value)) {
                refuse(column, Decimal.shortest(value));
            }
            set(meanings[column], value);
        }
    }

    private void set(int meaning, double value) {
        if (meaning == ClearingColumns.CONTRACT) {
            contract = value;
        } else {
            bids[meaning] = value;
        }
    }

    private void refuse(int column, String got) {
        if (complaint == null) {
            complaint = BadRow.field(columns.name(column), Amount.EXPECTED, got);
        }
    }

    @Override
    public void wrongCount(String got) {
        complaint = BadRow.count(meanings.length, got);
    }

    @Override
    public @Nullable String complaint() {
        return complaint;
    }

    /** The round of this row at some rho. */
    Round hold(FixedRhoRounds rho) {
        return rho.hold(bids, bids.length, contract);
    }
}
