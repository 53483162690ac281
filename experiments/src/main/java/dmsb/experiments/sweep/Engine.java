package dmsb.experiments.sweep;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * Executes runs. An engine decides where and when, never what comes out: a run is a function of its description, and its
 * folder, named by its key, appears whole or not at all.
 */
public interface Engine {
    /**
     * Executes runs and waits for all of them. A run that fails is marked by {@code error.txt} in its folder and does not keep
     * the others from running.
     *
     * @param runs the runs, no two with the same key; they are begun in this order
     * @param folders the folder that the runs' folders go into
     * @param listener told of all that happens
     * @throws IOException if the outcome of a run could not be recorded
     * @throws InterruptedException if this thread was interrupted; runs that had not ended leave no folder
     */
    void execute(List<Run> runs, Path folders, RunListener listener) throws IOException, InterruptedException;
}
