package dmsb.experiments.clearing;

import dmsb.experiments.config.UsageException;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Clears a stream of bids of any length: rows in, a row with winner, price and rho out for each, in the
 * order in which they came. Memory does not grow with the stream: there are two blocks a thread and no more.
 *
 * @param pricing what rho is
 * @param format of the rows that come in, and of those that go out
 * @param skipBadRows whether malformed rows are left out; otherwise the first one ends the clearing
 * @param threads how many blocks are cleared at a time, at least 1; one where the pricing looks back
 */
public record Clearing(Pricing pricing, ClearingFormat format, boolean skipBadRows, int threads) {
    /** The size of a block, which is also the longest record. */
    static final int BLOCK_BYTES = 1 << 20;

    private static final int BLOCKS_A_THREAD = 2;

    /** Takes what is written, in order. */
    @FunctionalInterface
    public interface Sink {
        /**
         * Takes some bytes, whole rows.
         *
         * @param bytes where they are. Not modified, not kept.
         * @param length how many
         * @throws IOException if they could not be written
         */
        void write(byte[] bytes, int length) throws IOException;
    }

    /**
     * Checks the parts.
     *
     * @throws UsageException if there is no thread, or no reader of this format for this pricing
     */
    public Clearing {
        if (format == ClearingFormat.PARQUET || (format == ClearingFormat.JSONL && pricing.looksBack())) {
            throw new UsageException(
                    "--format: expected csv" + (pricing.looksBack() ? " together with --model" : " or jsonl") + ", got "
                            + format.name().toLowerCase(Locale.ROOT));
        }
        if (threads < 1) {
            throw new UsageException("--threads: expected at least 1, got " + threads);
        }
    }

    /** Told of the bytes that were read. */
    @FunctionalInterface
    public interface ReadListener {
        /**
         * Takes note.
         *
         * @param bytes how many were read so far
         */
        void read(long bytes);
    }

    /**
     * Clears a stream.
     *
     * @param in the rows
     * @param out receives the outcomes
     * @param complaints told of the first bad rows that were skipped, a line each
     * @param progress told of the bytes that were read
     * @return the totals
     * @throws IOException if reading or writing failed
     * @throws UsageException if there is no header, or at the first bad row unless such are skipped. All rows before it
     *     are then cleared and written.
     */
    public ClearingTotals run(InputStream in, Sink out, Consumer<String> complaints, ReadListener progress)
            throws IOException {
        return run(in, out, complaints, progress, BLOCK_BYTES);
    }

    /** The same by blocks of another size, which no one sees but by what a record may at most have. */
    ClearingTotals run(InputStream in, Sink out, Consumer<String> complaints, ReadListener progress, int blockBytes)
            throws IOException {
        ExecutorService workers = threads == 1 || pricing.looksBack() ? null : Executors.newFixedThreadPool(threads);
        try {
            return new Run(in, out, complaints, progress, workers, blockBytes).run();
        } finally {
            if (workers != null) {
                workers.shutdownNow();
            }
        }
    }

    /** One stream on its way through the blocks. */
    private final class Run {
        private final BlockReader reader;
        private final Sink out;
        private final Consumer<String> complaints;
        private final ReadListener progress;
        private final @Nullable ExecutorService workers;
        private final int blockBytes;
        private final Deque<Future<RecordBlock>> underWay = new ArrayDeque<>();
        private final Deque<RecordBlock> free = new ArrayDeque<>();
        private final Deque<BlockClearer> idle = new ArrayDeque<>();
        private ClearingTotals totals = new ClearingTotals(0, 0, 0, 0.0);

        Run(
                InputStream in,
                Sink out,
                Consumer<String> complaints,
                ReadListener progress,
                @Nullable ExecutorService workers,
                int blockBytes) {
            this.blockBytes = blockBytes;
            this.reader = new BlockReader(in, format == ClearingFormat.CSV);
            this.out = out;
            this.complaints = complaints;
            this.progress = progress;
            this.workers = workers;
        }

        ClearingTotals run() throws IOException {
            RecordBlock block = new RecordBlock(blockBytes);
            boolean more = reader.next(block);
            while (more && format == ClearingFormat.CSV && CsvClearer.header(block) == null) {
                more = reader.next(block); // blank lines, and nothing else
            }
            Supplier<BlockClearer> clearers = clearers(block, more);
            while (more) {
                hand(block, clearers);
                if (reader.isWaiting()) {
                    finishAll();
                }
                block = free.isEmpty() ? new RecordBlock(blockBytes) : free.remove();
                block.hasHeader = false;
                more = next(block);
                progress.read(reader.bytesRead());
            }
            finishAll();
            return totals;
        }

        /** Reads a block; if the stream is refused, the blocks before are written first, or refused themselves. */
        private boolean next(RecordBlock block) throws IOException {
            try {
                return reader.next(block);
            } catch (UsageException e) {
                finishAll();
                throw e;
            }
        }

        private void finishAll() throws IOException {
            while (!underWay.isEmpty()) {
                finish(await(underWay.remove()));
            }
        }

        private Supplier<BlockClearer> clearers(RecordBlock first, boolean any) throws IOException {
            if (format == ClearingFormat.JSONL && pricing instanceof Pricing.Fixed fixed) {
                return () -> new JsonLinesClearer(fixed.rho(), skipBadRows);
            }
            CsvClearer.Header header = any ? CsvClearer.header(first) : null;
            if (header == null) {
                throw new UsageException("line 1: expected a header with columns bid1, bid2, ..., got an empty file");
            }
            first.hasHeader = true;
            Supplier<BlockClearer> clearers = () -> new CsvClearer(header, new RoundRows(header, pricing), skipBadRows);
            idle.add(clearers.get()); // refuses the columns before anything is written
            byte[] names = header.ofOutcomes(RoundRows.COLUMNS);
            out.write(names, names.length);
            return clearers;
        }

        private void hand(RecordBlock block, Supplier<BlockClearer> clearers) throws IOException {
            BlockClearer clearer = take(clearers);
            if (workers == null) {
                finish(clear(block, clearer));
                return;
            }
            underWay.add(workers.submit(() -> clear(block, clearer)));
            if (underWay.size() >= BLOCKS_A_THREAD * threads) {
                finish(await(underWay.remove()));
            }
        }

        private BlockClearer take(Supplier<BlockClearer> clearers) {
            synchronized (idle) {
                BlockClearer clearer = idle.poll();
                return clearer == null ? clearers.get() : clearer;
            }
        }

        private RecordBlock clear(RecordBlock block, BlockClearer clearer) {
            block.clearResults();
            clearer.clear(block);
            synchronized (idle) {
                idle.add(clearer);
            }
            return block;
        }

        private RecordBlock await(Future<RecordBlock> future) throws IOException {
            try {
                return future.get();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IOException("clearing was interrupted", e);
            } catch (ExecutionException e) {
                throw new IllegalStateException("a block could not be cleared", e.getCause());
            }
        }

        /** Writes a cleared block; called in the order of the blocks. */
        private void finish(RecordBlock block) throws IOException {
            out.write(block.output.bytes(), block.output.size());
            if (block.badRowCount > 0 && !skipBadRows) {
                throw new UsageException(block.badRows.get(0).toString());
            }
            if (block.refusal != null && !skipBadRows) {
                throw new UsageException(block.refusal.toString());
            }
            for (int i = 0; i < block.badRows.size() && totals.badRows() + i < RecordBlock.DESCRIBED; i++) {
                complaints.accept(block.badRows.get(i).toString());
            }
            totals = new ClearingTotals(
                    totals.groundRows() + block.groundRows,
                    totals.uavRows() + block.uavRows,
                    totals.badRows() + block.badRowCount,
                    totals.groundPayments() + block.groundPayments);
            if (block.refusal != null) { // after the complaints about the bad rows before it
                throw new UsageException(block.refusal + "; such a row cannot be skipped");
            }
            free.add(block);
        }
    }
}
