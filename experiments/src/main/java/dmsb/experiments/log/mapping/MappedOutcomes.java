package dmsb.experiments.log.mapping;

import dmsb.experiments.config.Decimal;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Outcomes in the log's own terms: a row {@code auction,winner,bidder,price,rho}, with the bidder's name and the price as a
 * bid. Winner 0 and no name is the outside option. It takes the library's rows {@code id,winner,price,rho} in the order of
 * the auctions that it was told of before.
 */
public final class MappedOutcomes {
    private static final String HEADER = "auction,winner,bidder,price,rho\n";

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
    private final Queue<MappedAuction> auctions = new ConcurrentLinkedQueue<>();
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
        StringBuilder out = new StringBuilder();
        String text = new String(bytes, 0, length, StandardCharsets.ISO_8859_1);
        for (String line : text.lines().toList()) {
            if (headerWritten) {
                append(out, line.split(",", -1), auctions.remove());
            } else {
                out.append(HEADER);
                headerWritten = true;
            }
        }
        byte[] rows = out.toString().getBytes(StandardCharsets.UTF_8);
        sink.write(rows, rows.length);
    }

    private void append(StringBuilder out, String[] fields, MappedAuction auction) {
        int winner = Integer.parseInt(fields[1]);
        double price = mapping.amount().bid(Double.parseDouble(fields[2]), auction.reserve());
        out.append(quoted(auction.auction()))
                .append(',')
                .append(winner)
                .append(',')
                .append(winner == 0 ? "" : quoted(auction.bidders().get(winner - 1)))
                .append(',')
                .append(Double.isInfinite(price) ? "" : Decimal.shortest(price))
                .append(',')
                .append(fields[3])
                .append('\n');
    }

    private static String quoted(String text) {
        boolean plain = text.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
        return plain ? text : '"' + text.replace("\"", "\"\"") + '"';
    }
}
