package dmsb.experiments.cluster;

import dmsb.experiments.clearing.ClearingTotals;
import dmsb.experiments.clearing.SlotTotals;
import dmsb.experiments.config.UsageException;
import dmsb.experiments.sweep.RunTable;
import dmsb.experiments.sweep.Study;
import dmsb.experiments.sweep.Sweep;
import java.io.IOException;
import java.util.function.Consumer;

/** Does on a cluster what the commands do on one machine, with the same results. */
public interface ClusterEngine {
    /**
     * What the engine is called on the command line.
     *
     * @return for example {@code spark}
     */
    String name();

    /**
     * Clears a log.
     *
     * @param cluster where
     * @param job what
     * @param complaints told of some of the bad rows that were skipped, a line each
     * @return the totals
     * @throws UsageException if the log is not one, or at a bad row unless such are skipped; nothing is left of the output
     * @throws IOException if reading or writing failed
     */
    ClearingTotals clear(Cluster cluster, ClusterClearing job, Consumer<String> complaints) throws IOException;

    /**
     * Clears a log of slots of several tasks.
     *
     * @param cluster where
     * @param job what
     * @return the totals
     * @throws UsageException if the log is not one, or at a bad row; nothing is left of the output
     * @throws IOException if reading or writing failed
     */
    SlotTotals clearSlots(Cluster cluster, ClusterSlotClearing job) throws IOException;

    /**
     * Carries out a study: what is there and holds is kept, what is missing, damaged or failed is executed.
     *
     * @param cluster where
     * @param study what is to be run
     * @param out the address of the sweep's folder
     * @param audience hears what is to be done, and then how it goes
     * @return the table of runs as it stands at the end
     * @throws UsageException if another sweep is at work in the folder
     * @throws IOException if an outcome could not be recorded
     * @throws InterruptedException if this thread was interrupted
     */
    RunTable sweep(Cluster cluster, Study study, String out, Sweep.Audience audience)
            throws IOException, InterruptedException;
}
