package dmsb.experiments.clearing;

import dmsb.auction.Auctioneer;
import dmsb.auction.mechanism.ModifiedSecondBid;
import dmsb.auction.pricing.LearnedModel;
import dmsb.experiments.config.UsageException;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Clears a stream of bids of any length: rows in, a row with winner, price and rho out for each, in the order in which they
 * came. Memory does not grow with the stream: there are two blocks a thread and no more.
 *
 * @param rho the price scaling factor, from 1 to infinity; NaN where a model fixes it
 * @param model fixes rho row by row, each from the rows before it; null for a fixed one
 * @param format of the rows that come in, and of those that go out
 * @param skipBadRows whether malformed rows are left out; otherwise the first one ends the clearing
 * @param threads how many blocks are cleared at a time, at least 1; by a model one, as the rows of a market have an order
 */
public record Clearing(
        double rho, @Nullable LearnedModel model, ClearingFormat format, boolean skipBadRows, int threads) {
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
     * Checks the numbers.
     *
     * @throws UsageException if rho is below 1 or NaN, there is no thread, or a model cannot clear such rows
     */
    public Clearing {
        try {
            if (model == null) {
                ModifiedSecondBid.requireRho(rho);
            } else {
                Auctioneer.trained(model); // refuses one that sees the bids
            }
        } catch (IllegalArgumentException e) {
            throw new UsageException("--" + e.getMessage(), e);
        }
        if (model != null && format != ClearingFormat.CSV) {
            throw new UsageException("--format: expected csv together with --model, got " + format);
        }
        if (threads < 1) {
            throw new UsageException("--threads: expected at least 1, got " + threads);
        }
        threads = model == null ? threads : 1;
    }

    /**
     * A clearing at a fixed rho.
     *
     * @param rho the price scaling factor, from 1 to infinity
     * @param format of the rows that come in, and of those that go out
     * @param skipBadRows whether malformed rows are left out; otherwise the first one ends the clearing
     * @param threads how many blocks are cleared at a time, at least 1
     * @throws UsageException if rho is below 1 or NaN, or there is no thread
     */
    public Clearing(double rho, ClearingFormat format, boolean skipBadRows, int threads) {
        this(rho, null, format, skipBadRows, threads);
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
        ExecutorService workers = threads == 1 ? null : Executors.newFixedThreadPool(threads);
        try {
            return new Run(in, out, complaints, progress, workers).run();
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
        private final Deque<Future<Block>> underWay = new ArrayDeque<>();
        private final Deque<Block> free = new ArrayDeque<>();
        private final Deque<BlockClearer> idle = new ArrayDeque<>();
        private ClearingTotals totals = new ClearingTotals(0, 0, 0, 0.0);

        Run(
                InputStream in,
                Sink out,
                Consumer<String> complaints,
                ReadListener progress,
                @Nullable ExecutorService workers) {
            this.reader = new BlockReader(in, format == ClearingFormat.CSV);
            this.out = out;
            this.complaints = complaints;
            this.progress = progress;
            this.workers = workers;
        }

        ClearingTotals run() throws IOException {
            Block block = new Block(BLOCK_BYTES);
            boolean more = reader.next(block);
            Supplier<BlockClearer> clearers = clearers(block, more);
            while (more) {
                hand(block, clearers);
                block = free.isEmpty() ? new Block(BLOCK_BYTES) : free.remove();
                block.hasHeader = false;
                more = reader.next(block);
                progress.read(reader.bytesRead());
            }
            while (!underWay.isEmpty()) {
                finish(await(underWay.remove()));
            }
            return totals;
        }

        private Supplier<BlockClearer> clearers(Block first, boolean any) throws IOException {
            if (format == ClearingFormat.JSONL) {
                return () -> new JsonLinesClearer(rho, skipBadRows);
            }
            ClearingColumns columns = any ? CsvClearer.columns(first) : null;
            if (columns == null) {
                throw new UsageException("line 1: expected a header with columns bid1, bid2, ..., got an empty file");
            }
            first.hasHeader = true;
            RowPricing pricing = model == null ? new RowPricing.Fixed(rho) : new ModelPricing(model, columns);
            byte[] header = CsvClearer.header(columns);
            out.write(header, header.length);
            return () -> new CsvClearer(columns, pricing, skipBadRows);
        }

        private void hand(Block block, Supplier<BlockClearer> clearers) throws IOException {
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

        private Block clear(Block block, BlockClearer clearer) {
            block.clearResults();
            clearer.clear(block);
            synchronized (idle) {
                idle.add(clearer);
            }
            return block;
        }

        private Block await(Future<Block> future) throws IOException {
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
        private void finish(Block block) throws IOException {
            out.write(block.output.bytes(), block.output.size());
            if (block.badRowCount > 0 && !skipBadRows) {
                throw new UsageException(block.badRows.get(0).toString());
            }
            for (int i = 0; i < block.badRows.size() && totals.badRows() + i < Block.DESCRIBED; i++) {
                complaints.accept(block.badRows.get(i).toString());
            }
            totals = new ClearingTotals(
                    totals.groundRows() + block.groundRows,
                    totals.uavRows() + block.uavRows,
                    totals.badRows() + block.badRowCount,
                    totals.groundPayments() + block.groundPayments);
            free.add(block);
        }
    }
}
