package dmsb.experiments.run;

/** Told how far something is. */
@FunctionalInterface
public interface Progress {
    /** Tells nobody. */
    Progress SILENT = (done, detail) -> {};

    /**
     * Reports the amount done so far.
     *
     * @param done how much is done, of a total known to the listener
     * @param detail a few words about the state, may be empty
     */
    void report(long done, String detail);
}
