package dmsb.experiments.sweep;

import java.io.IOException;

/** Told how the runs of an engine get on, from any thread, one call at a time for each run. */
public interface RunListener {
    /**
     * A run has got further.
     *
     * @param run the run
     * @param done the work done, in units of {@link Run#work}
     * @param detail a few words about the state, may be empty
     */
    void progressed(Run run, long done, String detail);

    /**
     * A run's folder is there.
     *
     * @param run the run
     * @throws IOException if that could not be recorded
     */
    void finished(Run run) throws IOException;

    /**
     * A run has failed and is marked.
     *
     * @param run the run
     * @param reason why, one line
     * @throws IOException if that could not be recorded
     */
    void failed(Run run, String reason) throws IOException;
}
