package dmsb.experiments.clearing;

import dmsb.experiments.config.UsageException;
import dmsb.experiments.log.BadRow;
import dmsb.experiments.log.mapping.LogMapping;
import dmsb.experiments.log.mapping.MappedBids;
import dmsb.experiments.log.mapping.MappedOutcomes;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.Consumer;

/**
 * Clears a log of another form through a mapping; outcomes are told in the log's own terms.
 *
 * @param clearing how the auctions are cleared
 * @param mapping what the log's columns mean
 */
public record MappedClearing(Clearing clearing, LogMapping mapping) {
    private static final int COMPLAINTS = 20;

    /**
     * Checks the format.
     *
     * @throws UsageException if it is not CSV
     */
    public MappedClearing {
        if (clearing.format() != ClearingFormat.CSV) {
            throw new UsageException("--format: expected csv together with --mapping, got jsonl");
        }
    }

    /**
     * Clears a stream.
     *
     * @param in the log, decompressed
     * @param out receives the outcomes
     * @param complaints told of the first bad auctions that were skipped, a line each
     * @param progress told of the bytes that were read
     * @return the totals; without payments, as prices are bids in a unit of the log's own
     * @throws IOException if reading or writing failed
     * @throws UsageException if the header lacks a column of the mapping, or at the first bad auction unless such are skipped
     */
    public ClearingTotals run(
            InputStream in, Clearing.Sink out, Consumer<String> complaints, Clearing.ReadListener progress)
            throws IOException {
        clearing.pricing().requirePlaces(mapping);
        long[] bad = new long[1];
        MappedOutcomes outcomes = new MappedOutcomes(mapping, out::write);
        Consumer<BadRow> skip = row -> {
            if (bad[0]++ < COMPLAINTS) {
                complaints.accept(row.toString());
            }
        };
        MappedBids rows = new MappedBids(
                in, mapping, clearing.pricing().missingBid(), clearing.skipBadRows() ? skip : null, outcomes::expect);
        ClearingTotals totals = clearing.run(rows, outcomes::write, complaints, progress);
        return new ClearingTotals(totals.groundRows(), totals.uavRows(), bad[0], Double.NaN);
    }
}
