package dmsb.experiments.run;

import dmsb.core.checkpoint.CheckpointFolder;
import dmsb.core.checkpoint.Checkpointed;
import dmsb.core.tensorfile.AtomicFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The folder of a training: {@code metrics.csv} and {@code model.safetensors}, which depend on the configuration and the seed
 * alone, {@code timing.csv}, {@code checkpoint/} while it runs, and {@code manifest.json} once it is complete. Locked while
 * it is open.
 */
final class TrainingFolder implements AutoCloseable {
    static final String CHECKPOINT = "checkpoint";

    private static final List<String> OUTPUTS = List.of(TrainingRun.METRICS, TrainingRun.MODEL, TrainingRun.TIMING);

    private final Path folder;
    private final RunLock lock;
    private final CheckpointFolder checkpoints;

    private TrainingFolder(Path folder, RunLock lock) {
        this.folder = folder;
        this.lock = lock;
        this.checkpoints = new CheckpointFolder(folder.resolve(CHECKPOINT));
    }

    /** Opens a folder that no other run has open, and makes it where needed. */
    static TrainingFolder open(Path folder) throws IOException {
        return new TrainingFolder(folder, RunLock.of(folder));
    }

    CheckpointFolder checkpoints() {
        return checkpoints;
    }

    /** Whether a run of this configuration has left all of its results, unchanged. */
    boolean isComplete(Map<String, ?> configuration) throws IOException {
        if (!Files.exists(folder.resolve(Manifest.FILE))) {
            return false;
        }
        Manifest manifest = Manifest.read(folder);
        return manifest.command().equals(TrainingRun.COMMAND)
                && Json.printLine(manifest.configuration().toMap()).equals(Json.printLine(configuration))
                && manifest.differences(folder).isEmpty();
    }

    /** Which other build of the code made a complete run, if one did. */
    String madeBy() {
        String build = Manifest.read(folder).codeVersion();
        return build.equals(Version.build()) ? "" : "; it was made by build " + build + ", this is " + Version.build();
    }

    /** The results of a complete run, as its files have them. */
    TrainingRun.Result result() throws IOException {
        List<TrainingRun.Point> curve = new ArrayList<>();
        List<String> rows = Files.readAllLines(folder.resolve(TrainingRun.METRICS));
        for (String row : rows.subList(1, rows.size())) {
            curve.add(LearningCurve.point(row));
        }
        return new TrainingRun.Result(Model.read(folder.resolve(TrainingRun.MODEL)), curve);
    }

    /** Makes place for the outputs of a run that is not complete; {@code anew} if no checkpoint of it is used. */
    void begin(boolean anew) throws IOException {
        if (anew) {
            checkpoints.delete();
        }
        Files.deleteIfExists(folder.resolve(Manifest.FILE));
    }

    /** Writes the outputs, each whole. */
    void write(LearningCurve curve, Model model) throws IOException {
        AtomicFile.write(folder.resolve(TrainingRun.METRICS), curve.metrics());
        AtomicFile.write(folder.resolve(TrainingRun.TIMING), curve.timing());
        model.toFile().write(folder.resolve(TrainingRun.MODEL));
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
        if (!keep) {
            checkpoints.delete();
        }
    }

    @Override
    public void close() throws IOException {
        lock.close();
    }
}
