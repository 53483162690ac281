package dmsb.experiments.sweep;

import dmsb.experiments.config.UsageException;
import dmsb.experiments.run.OwnFiles;
import dmsb.experiments.run.RunLock;
import dmsb.experiments.run.TrainingRun;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a run that is stopped leaves to go on from, in a folder beside the run's own: it is there while the run is executed and
 * after it was stopped or has broken down, and no more when the run is done. One execution at a time has it.
 */
final class UnfinishedRun implements AutoCloseable {
    private static final String SUFFIX = ".unfinished";
    private static final String TRAINING = "training";
    private static final Pattern UNFINISHED =
            Pattern.compile("\\.[0-9a-f]{" + Run.KEY_LENGTH + "}" + Pattern.quote(SUFFIX));

    private final Path folder;
    private final @Nullable RunLock lock;

    private UnfinishedRun(Path folder, @Nullable RunLock lock) {
        this.folder = folder;
        this.lock = lock;
    }

    /** Opens what there is of a run, or nothing if somebody else is about to execute the same run. */
    static UnfinishedRun open(Path runFolder) throws IOException {
        Path folder = runFolder.resolveSibling("." + runFolder.getFileName() + SUFFIX);
        try {
            return new UnfinishedRun(folder, RunLock.of(folder));
        } catch (UsageException e) {
            return new UnfinishedRun(folder, null);
        }
    }

    /** Where a training is kept; null if somebody else has it. */
    @Nullable
    Path training() {
        return lock == null ? null : folder.resolve(TRAINING);
    }

    /** Forgets it. */
    void remove() throws IOException {
        if (lock != null) {
            TrainingRun.remove(folder.resolve(TRAINING));
        }
    }

    @Override
    public void close() throws IOException {
        if (lock != null) {
            lock.close();
            OwnFiles.deleteIfEmpty(folder); // else there is something to go on from, or somebody else goes on already
        }
    }

    /** Removes what is left of other runs than these. */
    static void clean(Path folders, Collection<Run> runs) throws IOException {
        List<String> kept = runs.stream().map(run -> "." + run.key() + SUFFIX).toList();
        for (Path entry : RunFolder.entries(folders, UNFINISHED)) {
            if (!kept.contains(String.valueOf(entry.getFileName()))) {
                TrainingRun.remove(entry.resolve(TRAINING));
                TrainingRun.remove(entry); // its lock
            }
        }
    }
}
