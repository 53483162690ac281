package dmsb.experiments.run;

import dmsb.core.checkpoint.CheckpointFolder;
import dmsb.core.checkpoint.StateReader;
import dmsb.core.tensorfile.Excerpt;
import dmsb.experiments.config.UsageException;
import dmsb.nn.kernel.Kernels;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The execution of a training in its folder: from the beginning, or from what is there.
 *
 * @param run the training
 * @param checkpointing how it is kept safe, and whether it goes on from a checkpoint
 * @param <R> what comes of it
 */
record FolderRun<R>(FolderTraining<R> run, Checkpointing checkpointing) {
    R run(@Nullable Path folder, Kernels kernels, Progress progress) throws IOException {
        if (folder == null) {
            return new TrainingSession<>(run, kernels).play(null, checkpointing, progress);
        }
        try (TrainingFolder place = TrainingFolder.open(folder)) {
            Optional<CheckpointFolder.Checkpoint> last = checkpointing.replace()
                    ? Optional.empty()
                    : place.checkpoints().read();
            if (last.isPresent() && !checkpointing.resume()) {
                throw new UsageException("--out: expected a folder without a checkpoint, got " + folder
                        + ", which has one after " + last.get().number()
                        + " steps; --resume goes on from it, --replace gives it up");
            }
            if (last.isEmpty() && !checkpointing.replace() && place.isComplete(run.configuration())) {
                checkpointing.notes().accept(folder + " is complete: nothing is left to do" + place.madeBy());
                return run.read(folder);
            }
            FolderTraining<R> whole = last.isPresent() ? continued(last.get()) : run;
            TrainingSession<R> session = new TrainingSession<>(whole, kernels);
            if (last.isPresent()) {
                session.resume(last.get(), checkpointing.notes());
            }
            place.begin(last.isEmpty(), whole.configuration());
            R result = session.play(place, checkpointing, progress);
            place.finish(whole.steps(), whole.configuration(), session, checkpointing.keep());
            return result;
        }
    }

    /** This run as it goes on from a state: the points of the curve keep their distance. */
    private FolderTraining<R> continued(CheckpointFolder.Checkpoint checkpoint) throws IOException {
        try {
            return continued(checkpoint.state().under(TrainingSession.CONFIGURATION));
        } catch (IllegalArgumentException e) {
            throw new IOException("the checkpoint after " + checkpoint.number() + " steps: " + e.getMessage(), e);
        }
    }

    private FolderTraining<R> continued(StateReader before) throws IOException {
        Set<String> free = new HashSet<>(Set.of("steps", "evaluations"));
        String build = before.text(RunConfiguration.CODE);
        if (checkpointing.otherBuild() && !build.equals(Version.build())) {
            free.add(RunConfiguration.CODE);
            checkpointing
                    .notes()
                    .accept("the checkpoint is of build " + Excerpt.of(build) + ", this is " + Version.build()
                            + ": the bytes may be those of neither");
        }
        RunConfiguration.of(run.configuration()).requireSame(before, free);
        long steps = run.steps();
        int evaluations = run.evaluations();
        long stepsBefore = positive(before, "steps", Long.MAX_VALUE);
        int evaluationsBefore = (int) positive(before, "evaluations", Integer.MAX_VALUE);
        if (steps == stepsBefore && evaluations == evaluationsBefore) {
            return run;
        }
        if (steps < stepsBefore
                || Math.multiplyHigh(steps, evaluationsBefore) != 0
                || steps * evaluationsBefore % stepsBefore != 0) {
            throw new UsageException(
                    "steps: expected those of the run so far, " + stepsBefore + ", or more of the curve's points, "
                            + evaluationsBefore + " in " + stepsBefore + " steps; got " + steps);
        }
        long points = steps * evaluationsBefore / stepsBefore;
        if (points > Integer.MAX_VALUE || (evaluations != evaluationsBefore && evaluations != points)) {
            throw new UsageException("evaluations: expected " + evaluationsBefore + " as before, or " + points
                    + ", which gives the curve's points the same distance, got " + evaluations);
        }
        return run.withEvaluations((int) points);
    }

    private static long positive(StateReader before, String key, long most) throws IOException {
        String text = before.text(key);
        long number = text.matches("[0-9]{1,18}") ? Long.parseLong(text) : 0;
        if (number < 1 || number > most) {
            throw new IOException(
                    "the checkpoint's " + key + ": expected a whole number from 1, got " + Excerpt.of(text));
        }
        return number;
    }
}
