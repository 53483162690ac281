package dmsb.experiments.log.mapping;

import dmsb.experiments.config.Decimal;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;

/**
 * Outcomes in the log's own terms: a row {@code auction,winner,bidder,price,rho}, with the bidder's name and the price as a
 * bid. Winner 0 and no name is the outside option. It takes the library's rows {@code id,winner,price,rho} in the order of
 * the auctions that it was told of before. For one thread at a time.
 */
public final class MappedOutcomes {
    private static final List<String> HEADER = List.of("auction", "winner", "bidder", "price", "rho");

    /** Takes rows. */
    @FunctionalInterface
    public interface OutcomeSink {
        /**
         * Takes some bytes, whole rows.
         *
         * @param bytes where they are. Not modified, not kept.
         * @param length how many
         * @throws IOException if they could not be written
         */
        void write(byte[] bytes, int length) throws IOException;
    }

    private final LogMapping mapping;
    private final OutcomeSink sink;
    private final Queue<MappedAuction> auctions = new ArrayDeque<>();
    private final MappedRows rows = new MappedRows();
    private boolean headerWritten;

    /**
     * Outcomes of a mapped log.
     *
     * @param mapping what the log's columns mean
     * @param sink takes the rows
     */
    public MappedOutcomes(LogMapping mapping, OutcomeSink sink) {
        this.mapping = mapping;
        this.sink = sink;
    }

    /**
     * Takes note of an auction that will have an outcome.
     *
     * @param auction the auction
     */
    public void expect(MappedAuction auction) {
        auctions.add(auction);
    }

    /**
     * Takes rows of outcomes, the header first.
     *
     * @param bytes where they are. Not modified.
     * @param length how many
     * @throws IOException if the sink fails
     */
    public void write(byte[] bytes, int length) throws IOException {
        if (length == 0) {
            return;
        }
        String text = new String(bytes, 0, length, StandardCharsets.ISO_8859_1);
        for (String line : text.lines().toList()) {
            if (headerWritten) {
                rows.write(outcome(line.split(",", -1), auctions.remove()));
            } else {
                rows.write(HEADER);
                headerWritten = true;
            }
        }
        byte[] written = rows.take();
        sink.write(written, written.length);
    }

    private List<String> outcome(String[] fields, MappedAuction auction) {
        int winner = Integer.parseInt(fields[1]);
        double price = mapping.amount().bid(Double.parseDouble(fields[2]), auction.reserve());
        return List.of(
                auction.auction(),
                String.valueOf(winner),
                winner == 0 ? "" : auction.bidders().get(winner - 1),
                Double.isInfinite(price) ? "" : Decimal.shortest(price),
                fields[3]);
    }
}
