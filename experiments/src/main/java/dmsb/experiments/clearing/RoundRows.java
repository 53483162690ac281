package dmsb.experiments.clearing;

import dmsb.experiments.config.Decimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Rows of which each is an auction. At a fixed rho a row allocates what it is known by and the text of its price, and nothing
 * else.
 */
final class RoundRows implements CsvRows {
    /** What is written of a row behind what it is known by. */
    static final List<String> COLUMNS = List.of("winner", "price", "rho");

    private final RowClearer<byte[]> clearer;
    private @Nullable RecordBlock writing;
    private double lastRho = Double.NaN;
    private byte[] rowEnd = {};

    /**
     * Rows under a header.
     *
     * @throws dmsb.experiments.config.UsageException if a column is missing that the pricing looks at
     */
    RoundRows(CsvClearer.Header header, Pricing pricing) {
        clearer = pricing.clearer(header.names(), header.where(), CsvClearer::decoded, this::write);
    }

    @Override
    public ClearingRow row() {
        return clearer.row();
    }

    @Override
    public @Nullable String clear(byte[] id, RecordBlock block) {
        writing = block;
        clearer.clear(id);
        return null;
    }

    @Override
    public void flush(RecordBlock block) {
        writing = block;
        clearer.flush();
    }

    private void write(byte[] id, int winner, double price, double rho) {
        RecordBlock block = Objects.requireNonNull(writing);
        block.count(winner, price);
        if (rho != lastRho) {
            lastRho = rho;
            rowEnd = ("," + Decimal.shortest(rho) + "\n").getBytes(StandardCharsets.ISO_8859_1);
        }
        Output out = block.output;
        out.add(id);
        out.add(',');
        out.add((long) winner);
        out.add(',');
        out.add(Decimal.shortest(price));
        out.add(rowEnd);
    }
}
