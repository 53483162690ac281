package dmsb.experiments.clearing;

import dmsb.auction.dense.Intersection;
import dmsb.auction.dense.VectorRule;
import dmsb.core.random.SeedTree;
import dmsb.experiments.config.UsageException;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Clears a log of slots of any length: a row a task in, a row with factor, price and server out for each, in the order in which
 * they came. A slot is answered as soon as the last of its rows is there. Slots price one another, so they go one by one, and a
 * malformed row ends the clearing: without it the tasks beside it would be priced as others. Used once, for one thread.
 */
public final class SlotClearing {
    private final Intersection shape;
    private final VectorRule rule;
    private final SeedTree seeds;
    private final ClearingFormat format;

    /**
     * A clearing.
     *
     * @param shape the terms of the market, the largest number of tasks of a slot, and the UAVs
     * @param rule fixes the factors; used by this clearing alone
     * @param seeds the source of what the rule draws from; that of the evaluation whose episodes the log has
     * @param format of what comes in and of what goes out
     * @throws UsageException if there is no reader of the format
     */
    public SlotClearing(Intersection shape, VectorRule rule, SeedTree seeds, ClearingFormat format) {
        if (format == ClearingFormat.PARQUET) {
            throw new UsageException(
                    "--format: expected csv or jsonl, got " + format.name().toLowerCase(Locale.ROOT));
        }
        this.shape = shape;
        this.rule = rule;
        this.seeds = seeds;
        this.format = format;
    }

    /**
     * Clears a stream.
     *
     * @param in the rows
     * @param out receives the outcomes
     * @param progress told of the bytes that were read
     * @return the totals
     * @throws IOException if reading or writing failed
     * @throws UsageException if there is no header, at the first bad row, or if the last slot lacks a task. All whole slots
     *     before it are then cleared and written.
     */
    public SlotTotals run(InputStream in, Clearing.Sink out, Clearing.ReadListener progress) throws IOException {
        return run(in, out, progress, Clearing.BLOCK_BYTES);
    }

    /** The same by blocks of another size. */
    SlotTotals run(InputStream in, Clearing.Sink out, Clearing.ReadListener progress, int blockBytes)
            throws IOException {
        BlockReader reader = new BlockReader(in, format == ClearingFormat.CSV);
        RecordBlock block = new RecordBlock(blockBytes);
        boolean more = reader.next(block);
        while (more && format == ClearingFormat.CSV && CsvClearer.header(block) == null) {
            more = reader.next(block); // blank lines, and nothing else
        }
        SlotRows rows;
        BlockClearer clearer;
        if (format == ClearingFormat.CSV) {
            CsvClearer.Header header = more ? CsvClearer.header(block) : null;
            if (header == null) {
                throw new UsageException(
                        "line 1: expected a header with columns slot, tasks, task, ..., got an empty file");
            }
            block.hasHeader = true;
            rows = rows(header.names(), header.where(), CsvClearer::decoded, SlotOutcomes.CSV);
            clearer = new CsvClearer(header, rows, false);
            byte[] names = header.ofOutcomes(SlotOutcomes.COLUMNS);
            out.write(names, names.length);
        } else {
            List<String> names = SlotRow.all(shape);
            rows = rows(names, "", UnaryOperator.identity(), SlotOutcomes.JSON);
            clearer = new JsonSlots(names, rows);
        }
        while (more) {
            block.clearResults();
            clearer.clear(block);
            out.write(block.output.bytes(), block.output.size());
            refuse(block);
            block.hasHeader = false;
            more = reader.next(block);
            progress.read(reader.bytesRead());
        }
        @Nullable String unfinished = rows.clearer().unfinished();
        if (unfinished != null) {
            throw new UsageException(unfinished + " and the end of the log");
        }
        return rows.clearer().totals();
    }

    private SlotRows rows(List<String> names, String where, UnaryOperator<String> decoding, SlotOutcomes writer) {
        return new SlotRows(
                outcomes -> new SlotClearer<>(names, where, decoding, shape, rule, seeds, outcomes), writer);
    }

    private static void refuse(RecordBlock block) {
        if (block.badRowCount > 0) {
            throw new UsageException(block.badRows.get(0).toString());
        }
        if (block.refusal != null) {
            throw new UsageException(block.refusal.toString());
        }
    }
}
