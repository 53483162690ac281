package dmsb.auction.dense;

import java.util.List;

/**
 * Who serves the tasks of a slot, and what is paid.
 *
 * @param tasks an outcome for each task
 * @param uavPayments what each UAV pays by Clarke's rule, {@link ClarkePayments}; may be negative
 */
public record SlotSettlement(List<TaskOutcome> tasks, List<Double> uavPayments) {
    /**
     * What became of a task.
     *
     * @param rho the factor that was posted for it
     * @param server n for ground base station n, 0 for a UAV, {@link Slot#NOBODY}
     * @param uav the UAV that serves it, from 0; -1 if none does
     * @param place its place in the UAV's order of work, from 1; 0 if no UAV serves it
     * @param price what the station pays that serves it, eq. (15); 0 if none does
     */
    public record TaskOutcome(double rho, int server, int uav, int place, double price) {}

    /** Copies the lists. */
    public SlotSettlement {
        tasks = List.copyOf(tasks);
        uavPayments = List.copyOf(uavPayments);
    }
}
