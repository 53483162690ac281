package dmsb.experiments.cli;

import dmsb.experiments.sweep.Run;
import dmsb.experiments.sweep.RunListener;
import java.io.IOException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A page that is written again and again while its runs are made, on a thread of its own. Writing takes a small part of the time:
 * after each page nothing is written for so many times what it took.
 */
final class GrowingPage implements AutoCloseable {
    private static final int REST = 12;

    /** Writes the page as the runs are at this moment. */
    interface PageWriter {
        void write() throws IOException;
    }

    private final PageWriter page;
    private final ExecutorService writer = Executors.newSingleThreadExecutor(task -> {
        Thread thread = new Thread(task, "dmsb-page");
        thread.setDaemon(true);
        return thread;
    });
    private final AtomicBoolean writing = new AtomicBoolean();
    private final AtomicLong nextNanos = new AtomicLong(System.nanoTime());

    GrowingPage(PageWriter page) {
        this.page = page;
    }

    /** A listener that tells another one all it hears, and lets the page grow with every run that ends. */
    RunListener hearing(RunListener listener) {
        return new RunListener() {
            @Override
            public void progressed(Run run, long done, String detail) {
                listener.progressed(run, done, detail);
            }

            @Override
            public void finished(Run run) throws IOException {
                listener.finished(run);
                grow();
            }

            @Override
            public void failed(Run run, String reason) throws IOException {
                listener.failed(run, reason);
                grow();
            }
        };
    }

    private void grow() {
        if (System.nanoTime() - nextNanos.get() >= 0 && writing.compareAndSet(false, true)) {
            writer.execute(this::write);
        }
    }

    private void write() {
        long start = System.nanoTime();
        try {
            page.write();
        } catch (IOException | RuntimeException e) {
            // The last page, which is written after all runs, says what is wrong.
        } finally {
            long end = System.nanoTime();
            nextNanos.set(end + REST * (end - start));
            writing.set(false);
        }
    }

    /** Ends the growth, so that nothing writes beside what follows; a thread that is interrupted does not wait for that. */
    @Override
    public void close() {
        writer.shutdown();
        try {
            writer.awaitTermination(1, TimeUnit.MINUTES);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
