package dmsb.experiments.sweep;

import dmsb.core.argument.Require;
import dmsb.experiments.run.Rules;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** Executes runs on threads of this process, one run a thread, the longest first. */
public final class LocalEngine implements Engine {
    private final int jobs;
    private final Rules rules;

    /**
     * An engine without rules of the user's own.
     *
     * @param jobs how many runs side by side, at least 1; changes the time, not the result
     */
    public LocalEngine(int jobs) {
        this(jobs, Rules.BUILT_IN);
    }

    /**
     * An engine.
     *
     * @param jobs how many runs side by side, at least 1; changes the time, not the result
     * @param rules the rules there are
     */
    public LocalEngine(int jobs, Rules rules) {
        Require.atLeast("jobs", jobs, 1);
        this.jobs = jobs;
        this.rules = rules;
    }

    @Override
    public void execute(List<Run> runs, Path folders, RunListener listener) throws IOException, InterruptedException {
        ExecutorService executor = Executors.newFixedThreadPool(jobs, LocalEngine::daemon);
        try {
            List<Future<?>> pending = new ArrayList<>();
            for (Run run : runs) {
                pending.add(executor.submit(() -> {
                    execute(run, folders.resolve(run.key()), listener);
                    return null;
                }));
            }
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

    private void execute(Run run, Path folder, RunListener listener) throws IOException {
        Optional<String> failure;
        try {
            failure = RunFolder.attempt(run, folder, rules, (done, detail) -> listener.progressed(run, done, detail));
        } catch (InterruptedIOException e) {
            return; // stopped, which is no failure
        }
        if (failure.isPresent()) {
            listener.failed(run, failure.get());
        } else {
            listener.finished(run);
        }
    }
}
