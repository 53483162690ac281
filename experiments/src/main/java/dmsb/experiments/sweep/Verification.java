package dmsb.experiments.sweep;

import dmsb.experiments.config.UsageException;
import dmsb.experiments.extension.OwnClasses;
import dmsb.experiments.run.Manifest;
import dmsb.experiments.run.TrainingRun;
import dmsb.experiments.run.Version;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * The comparison of recorded runs with what is there and with what comes out when they are executed again: every recorded
 * hash, but that of {@code timing.csv} with the file that is there only. For one use.
 */
public final class Verification {
    private final List<String> differences = new ArrayList<>();
    private final Set<String> otherBuilds = new TreeSet<>();
    private int compared;

    /**
     * What did not hold.
     *
     * @return a line for each difference, empty if all holds
     */
    public List<String> differences() {
        return List.copyOf(differences);
    }

    /**
     * Which other builds of the code than this one recorded what was compared.
     *
     * @return the builds, empty if it was this one
     */
    public Set<String> otherBuilds() {
        return Set.copyOf(otherBuilds);
    }

    /**
     * The number of outputs that were made again and compared.
     *
     * @return the files
     */
    public int compared() {
        return compared;
    }

    /** Executes a recorded run once more. */
    @FunctionalInterface
    public interface Execution {
        /**
         * Executes it.
         *
         * @param folder where its outputs go
         * @throws IOException if an output could not be written
         * @throws InterruptedException if this thread was interrupted
         */
        void into(Path folder) throws IOException, InterruptedException;
    }

    /**
     * Verifies one recorded run.
     *
     * @param folder its folder
     * @param execution executes what its manifest describes
     * @throws IOException if a file could not be read or written
     * @throws InterruptedException if this thread was interrupted
     */
    public void run(Path folder, Execution execution) throws IOException, InterruptedException {
        inTemporaryFolder(temporary -> {
            Path again = temporary.resolve("again");
            execution.into(again);
            compare(String.valueOf(folder), folder, again);
        });
    }

    /**
     * Verifies runs of a sweep.
     *
     * @param folder the sweep's folder
     * @param keys the keys of the runs
     * @param own the classes that they may name
     * @param engine executes them again
     * @param listener told how it goes
     * @throws IOException if a file could not be read or written
     * @throws InterruptedException if this thread was interrupted
     */
    public void runs(SweepFolder folder, List<String> keys, OwnClasses own, Engine engine, Sweep.Audience listener)
            throws IOException, InterruptedException {
        List<Run> runs = new ArrayList<>();
        Map<String, String> recorded = new HashMap<>();
        for (String key : keys) {
            try {
                Manifest manifest = Manifest.read(folder.run(key));
                Run run = Run.of(manifest.configuration(), own);
                if (run.key(manifest.codeVersion()).equals(key)) {
                    runs.add(run);
                    recorded.put(run.key(), key);
                } else {
                    differences.add("runs/" + key + ": the configuration is not that of this run" + madeBy(manifest));
                }
            } catch (UsageException e) {
                differences.add("runs/" + key + ": " + e.getMessage());
            }
        }
        inTemporaryFolder(
                again -> engine.execute(runs, again, new Comparing(folder, again, recorded, listener.open(runs))));
    }

    private static String madeBy(Manifest manifest) {
        return manifest.codeVersion().equals(Version.build())
                ? ""
                : "; it was recorded by build " + manifest.codeVersion() + ", this is " + Version.build();
    }

    private void compare(String name, Path recorded, Path again) throws IOException {
        Manifest before = Manifest.read(recorded);
        Manifest after = Manifest.read(again);
        if (!before.codeVersion().equals(after.codeVersion())) {
            otherBuilds.add(before.codeVersion());
        }
        for (String file : before.differences(recorded)) {
            differences.add(name + ": " + file + " is missing or not the file that was recorded");
        }
        Set<String> files = new TreeSet<>(before.sha256().keySet());
        files.addAll(after.sha256().keySet());
        files.remove(TrainingRun.TIMING);
        for (String file : files) {
            String expected = before.sha256().getOrDefault(file, "nothing");
            String got = after.sha256().getOrDefault(file, "nothing");
            compared++;
            if (!expected.equals(got)) {
                differences.add(name + ": " + file + ": recorded " + expected + ", made again " + got + madeBy(before));
            }
        }
    }

    private static void inTemporaryFolder(Execution work) throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory("dmsb-verify");
        try {
            work.into(folder);
        } finally {
            RunFolder.delete(folder);
        }
    }

    /** Compares each run as soon as it is there. */
    private final class Comparing implements RunListener {
        private final SweepFolder folder;
        private final Path again;
        private final Map<String, String> recorded;
        private final RunListener listener;

        Comparing(SweepFolder folder, Path again, Map<String, String> recorded, RunListener listener) {
            this.folder = folder;
            this.again = again;
            this.recorded = recorded;
            this.listener = listener;
        }

        @Override
        public void progressed(Run run, long done, String detail) {
            listener.progressed(run, done, detail);
        }

        @Override
        public void finished(Run run) throws IOException {
            String key = run.key();
            String name = recorded.getOrDefault(key, key);
            synchronized (Verification.this) {
                compare("runs/" + name, folder.run(name), again.resolve(key));
            }
            RunFolder.delete(again.resolve(key));
            listener.finished(run);
        }

        @Override
        public void failed(Run run, String reason) throws IOException {
            synchronized (Verification.this) {
                differences.add("runs/" + recorded.getOrDefault(run.key(), run.key()) + ": executed again, it failed: "
                        + reason);
            }
            listener.failed(run, reason);
        }
    }
}
