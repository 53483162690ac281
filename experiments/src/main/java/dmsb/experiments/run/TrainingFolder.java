package dmsb.experiments.run;

import dmsb.core.checkpoint.CheckpointFolder;
import dmsb.core.checkpoint.Checkpointed;
import dmsb.core.tensorfile.AtomicFile;
import dmsb.experiments.config.UsageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The folder of a training: {@code metrics.csv} and {@code model.safetensors}, which depend on the configuration and the seed
 * alone, {@code timing.csv}, {@code begun.json} and {@code checkpoint/} while it runs, and {@code manifest.json} once it is
 * complete. Locked while it is open.
 *
 * <p>Nothing of somebody else's is replaced or removed: a folder that has a file under one of these names is a training's if it
 * has a training's manifest, the note that one has begun, or a checkpoint, and is refused otherwise.
 */
final class TrainingFolder implements AutoCloseable {
    static final String CHECKPOINT = "checkpoint";

    /** Says what has begun here and is not complete. */
    static final String BEGUN = "begun.json";

    private static final List<String> OUTPUTS = List.of(TrainingRun.METRICS, TrainingRun.MODEL, TrainingRun.TIMING);
    private static final List<String> NAMES =
            List.of(TrainingRun.METRICS, TrainingRun.MODEL, TrainingRun.TIMING, BEGUN, Manifest.FILE);

    private final Path folder;
    private final RunLock lock;
    private final CheckpointFolder checkpoints;

    private TrainingFolder(Path folder, RunLock lock) {
        this.folder = folder;
        this.lock = lock;
        this.checkpoints = new CheckpointFolder(folder.resolve(CHECKPOINT));
    }

    /**
     * Opens a folder that no other run has open, and makes it where needed.
     *
     * @throws UsageException if another run has it open, or it holds files that no training wrote
     */
    static TrainingFolder open(Path folder) throws IOException {
        RunLock lock = RunLock.of(folder);
        try {
            TrainingFolder opened = new TrainingFolder(folder, lock);
            opened.requireOwn();
            return opened;
        } catch (IOException | RuntimeException e) {
            lock.close();
            throw e;
        }
    }

    private void requireOwn() throws IOException {
        Optional<Path> foreign = checkpoints.foreign();
        if (foreign.isEmpty() && !isOwn()) {
            foreign = NAMES.stream()
                    .map(folder::resolve)
                    .filter(file -> Files.exists(file, LinkOption.NOFOLLOW_LINKS))
                    .findFirst();
        }
        if (foreign.isPresent()) {
            throw new UsageException("--out: expected a new folder, or that of a training, got " + folder
                    + ", in which " + foreign.get() + " was not written by one");
        }
    }

    private boolean isOwn() throws IOException {
        return isOfTraining(Manifest.FILE) || isOfTraining(BEGUN) || checkpoints.exists();
    }

    private boolean isOfTraining(String file) {
        Path path = folder.resolve(file);
        if (!Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)) {
            return false;
        }
        try {
            return Manifest.readFile(path).command().equals(TrainingRun.COMMAND);
        } catch (UsageException e) {
            return false;
        }
    }

    /** Removes what a training has left, and the folder if nothing else is in it. */
    static void remove(Path folder) throws IOException {
        if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        new CheckpointFolder(folder.resolve(CHECKPOINT)).delete();
        if (RunLock.isOwn(folder.resolve(RunLock.FILE))) {
            Files.deleteIfExists(folder.resolve(RunLock.FILE));
        }
        OwnFiles.delete(folder, NAMES);
    }

    CheckpointFolder checkpoints() {
        return checkpoints;
    }

    /**
     * Whether a run of this configuration has left all of its results, unchanged.
     *
     * @throws UsageException if a run of another configuration is complete here
     */
    boolean isComplete(Map<String, ?> configuration) throws IOException {
        if (!Files.exists(folder.resolve(Manifest.FILE))) {
            return false;
        }
        Manifest manifest = Manifest.read(folder);
        SettingDifference.between(manifest.configuration().toMap(), configuration)
                .ifPresent(difference -> {
                    throw new UsageException("--out: " + difference.told("in the complete run in " + folder)
                            + "; --replace gives that run up");
                });
        return manifest.sha256().keySet().containsAll(OUTPUTS)
                && manifest.differences(folder).isEmpty();
    }

    /** Which other build of the code made a complete run, if one did. */
    String madeBy() {
        String build = Manifest.read(folder).codeVersion();
        return build.equals(Version.build()) ? "" : "; it was made by build " + build + ", this is " + Version.build();
    }

    /** Makes place for the outputs of a run that is not complete; {@code anew} if no checkpoint of it is used. */
    void begin(boolean anew, Map<String, ?> configuration) throws IOException {
        Manifest.writeFile(folder.resolve(BEGUN), TrainingRun.COMMAND, configuration, List.of());
        if (anew) {
            checkpoints.delete();
        }
        Files.deleteIfExists(folder.resolve(Manifest.FILE));
    }

    /** Writes the outputs, each whole. */
    void write(TrainingRecord curve, LiveTraining<?> training) throws IOException {
        AtomicFile.write(folder.resolve(TrainingRun.METRICS), curve.metrics());
        AtomicFile.write(folder.resolve(TrainingRun.TIMING), curve.timing());
        training.writeModel(folder.resolve(TrainingRun.MODEL));
    }

    /** What there is to go on from, in a few words. */
    String left() throws IOException {
        return checkpoints
                .read()
                .map(last -> "the last checkpoint, in " + folder.resolve(CHECKPOINT) + ", is that after "
                        + last.number() + " steps")
                .orElse("there is no checkpoint");
    }

    /** Completes the run. */
    void finish(long steps, Map<String, ?> configuration, Checkpointed session, boolean keep) throws IOException {
        if (keep) {
            checkpoints.write(steps, session);
        }
        Manifest.write(folder, TrainingRun.COMMAND, configuration, OUTPUTS);
        Files.deleteIfExists(folder.resolve(BEGUN));
        if (!keep) {
            checkpoints.delete();
        }
    }

    @Override
    public void close() throws IOException {
        lock.close();
    }
}
