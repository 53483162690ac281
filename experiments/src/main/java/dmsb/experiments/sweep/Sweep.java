package dmsb.experiments.sweep;

import dmsb.experiments.config.UsageException;
import dmsb.experiments.run.RunLock;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A study executed in a folder. Complete runs whose hashes hold are kept; missing, damaged and failed runs are executed. A
 * process that is killed loses only the work of unfinished runs since their last checkpoint.
 */
public final class Sweep {
    private final Study study;
    private final SweepFolder folder;
    private final boolean replace;
    private final String only;

    /**
     * A sweep that keeps all that is done in its folder.
     *
     * @param study what is to be run
     * @param folder where to
     */
    public Sweep(Study study, SweepFolder folder) {
        this(study, folder, false);
    }

    /**
     * A sweep.
     *
     * @param study what is to be run
     * @param folder where to
     * @param replace whether the table may lose runs that are done and that the study has not
     */
    public Sweep(Study study, SweepFolder folder, boolean replace) {
        this(study, folder, replace, "");
    }

    /**
     * A sweep of one run only.
     *
     * @param study what is to be run
     * @param folder where to
     * @param replace whether the table may lose runs that are done and that the study has not
     * @param only the key of the run that is executed, or its first digits; empty for all that are missing
     * @throws UsageException if no run of the study has such a key, or several
     */
    public Sweep(Study study, SweepFolder folder, boolean replace, String only) {
        this.only = only.isEmpty() ? "" : RunKey.of("--only", only, study.runs().keySet(), "run of the study");
        this.study = study;
        this.folder = folder;
        this.replace = replace;
    }

    /**
     * Whether a run is among those that this sweep executes as far as they are missing.
     *
     * @param key the run's key
     * @return true unless the sweep is one of another run only
     */
    public boolean asksFor(String key) {
        return only.isEmpty() || only.equals(key);
    }

    /**
     * What there is and what is missing. Every recorded file is read and compared with its hash.
     *
     * @return the status of every run, by key, in the study's order
     * @throws IOException if a file could not be read
     */
    public Map<String, RunFolder.Status> status() throws IOException {
        Map<String, RunFolder.Status> status = new LinkedHashMap<>();
        for (Map.Entry<String, Run> run : study.runs().entrySet()) {
            status.put(run.getKey(), RunFolder.status(folder.run(run.getKey()), run.getValue()));
        }
        return status;
    }

    /**
     * Executes what is missing.
     *
     * @param engine executes it
     * @param audience hears what is to be done, and then how it goes
     * @return the table of runs as it stands at the end
     * @throws UsageException if another sweep is at work in the folder, it has files that no sweep wrote, or the study leaves out
     *     what is done
     * @throws IOException if an outcome could not be recorded
     * @throws InterruptedException if this thread was interrupted
     */
    public RunTable run(Engine engine, Audience audience) throws IOException, InterruptedException {
        RunLock lock = RunLock.of(folder.path());
        try {
            Files.createDirectories(folder.runs());
            folder.require(study, replace);
            RunFolder.clean(folder.runs());
            Map<String, RunFolder.Status> status = status();
            List<Run> pending = new ArrayList<>();
            study.runs().forEach((key, run) -> {
                if (status.get(key) != RunFolder.Status.DONE && asksFor(key)) {
                    status.put(key, RunFolder.Status.PENDING);
                    pending.add(run);
                }
            });
            Set<String> first = firstToShow();
            pending.sort(Comparator.comparing((Run run) -> first.contains(run.key()))
                    .thenComparingLong(Run::work)
                    .reversed());
            if (only.isEmpty()) {
                UnfinishedRun.clean(folder.runs(), pending);
            }
            Ledger ledger = new Ledger(status, audience.open(pending));
            ledger.write(); // before the study: with a table the folder is known to be a sweep's
            folder.write(study);
            engine.execute(pending, folder.runs(), ledger);
            return ledger.table();
        } finally {
            lock.close();
        }
    }

    /** The keys of the first experiment's rules: these take seconds, and then there is something to look at. */
    private Set<String> firstToShow() {
        Set<String> keys = new HashSet<>();
        String first = study.rows().get(0).experiment();
        for (StudyRow row : study.rows()) {
            if (row.experiment().equals(first) && isOfRule(row.key())) {
                keys.add(row.key());
            }
        }
        return keys;
    }

    private boolean isOfRule(String key) {
        Run run = study.runs().get(key);
        return run != null && run.isOfRule();
    }

    /** Keeps the table of runs up to date. */
    private final class Ledger implements RunListener {
        private final Map<String, RunFolder.Status> status;
        private final RunListener listener;

        Ledger(Map<String, RunFolder.Status> status, RunListener listener) {
            this.status = status;
            this.listener = listener;
        }

        synchronized RunTable table() {
            return new RunTable(study.rows(), status);
        }

        synchronized void write() throws IOException {
            folder.write(table());
        }

        private synchronized void record(Run run, RunFolder.Status outcome) throws IOException {
            status.put(run.key(), outcome);
            write();
        }

        @Override
        public void progressed(Run run, long done, String detail) {
            listener.progressed(run, done, detail);
        }

        @Override
        public void finished(Run run) throws IOException {
            record(run, RunFolder.Status.DONE);
            listener.finished(run);
        }

        @Override
        public void failed(Run run, String reason) throws IOException {
            record(run, RunFolder.Status.FAILED);
            listener.failed(run, reason);
        }
    }

    /** Whoever follows a sweep. */
    @FunctionalInterface
    public interface Audience {
        /**
         * Called once, before anything is executed.
         *
         * @param pending what is going to be executed
         * @return told how it goes
         */
        RunListener open(List<Run> pending);
    }
}
