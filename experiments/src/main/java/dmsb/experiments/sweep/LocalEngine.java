package dmsb.experiments.sweep;

import dmsb.experiments.config.UsageException;
import dmsb.experiments.run.RunFailedException;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** Executes runs on threads of this process, one run a thread, the longest first. */
public final class LocalEngine implements Engine {
    private final int jobs;

    /**
     * An engine.
     *
     * @param jobs how many runs side by side, at least 1; changes the time, not the result
     */
    public LocalEngine(int jobs) {
        if (jobs < 1) {
            throw new IllegalArgumentException("jobs: expected at least 1, got " + jobs);
        }
        this.jobs = jobs;
    }

    @Override
    public void execute(List<Run> runs, Path folders, RunListener listener) throws IOException, InterruptedException {
        ExecutorService executor = Executors.newFixedThreadPool(jobs, LocalEngine::daemon);
        try {
            List<Future<?>> pending = new ArrayList<>();
            runs.stream()
                    .sorted(Comparator.comparingLong(Run::work).reversed())
                    .forEach(run -> pending.add(executor.submit(() -> {
                        execute(run, folders.resolve(run.key()), listener);
                        return null;
                    })));
            for (Future<?> future : pending) {
                future.get();
            }
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException io) {
                throw io;
            }
            throw new IllegalStateException("a run's outcome could not be recorded", e.getCause());
        } finally {
            executor.shutdownNow();
            executor.awaitTermination(1, TimeUnit.MINUTES);
        }
    }

    private static Thread daemon(Runnable task) {
        Thread thread = new Thread(task, "dmsb-run");
        thread.setDaemon(true);
        return thread;
    }

    /** A run may fail by anything, memory and broken classes included; what it throws is recorded, not thrown. */
    private static void execute(Run run, Path folder, RunListener listener) throws IOException {
        try {
            RunFolder.execute(run.description(), folder, (done, detail) -> {
                if (Thread.currentThread().isInterrupted()) {
                    throw new CancellationException();
                }
                listener.progressed(run, done, detail);
            });
        } catch (Throwable e) {
            if (Thread.currentThread().isInterrupted()) {
                return; // stopped, which is no failure
            }
            String reason = reason(e);
            RunFolder.fail(folder, reason + "\n\n" + trace(e));
            listener.failed(run, reason);
            return;
        }
        listener.finished(run);
    }

    private static String reason(Throwable e) {
        boolean told = e instanceof UsageException || e instanceof RunFailedException;
        String reason = told ? String.valueOf(e.getMessage()) : e.toString();
        return reason.replaceAll("\\s*\\R\\s*", " ");
    }

    private static String trace(Throwable e) {
        StringWriter trace = new StringWriter();
        e.printStackTrace(new PrintWriter(trace, true));
        return trace.toString();
    }
}
