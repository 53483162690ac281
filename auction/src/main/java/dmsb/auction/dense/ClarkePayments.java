package dmsb.auction.dense;

import dmsb.auction.assignment.UavAssignment;

/**
 * What the UAVs pay in a slot under {@code contract: pivot}, Clarke's rule: UAV u pays
 *
 * <pre>
 * [A_-u - (sum of the bids of sold tasks) - zeta (the others' declared values in their places)] / zeta,
 * </pre>
 *
 * <p>whether or not it serves. A_-u is the largest sum that an assignment without u reaches at bids and the others'
 * declarations: every task to its highest bid or to another UAV's place. It does not depend on what u declares. So u's
 * utility is (W' - A_-u) / zeta, W' the surplus in which the others count as they declare: <em>a declaration that lowers
 * W' pays nothing</em>. Truth need not be optimal: a rule for rho that is not the best one leaves lies that raise W'.
 *
 * <p>Where units of battery have a price, it counts like a bid in both sums, and W' is the surplus less these prices. A
 * payment can be negative. Values are private, UAVs risk-neutral and estimates without bias; with a battery the rule is
 * not truthful over slots.
 *
 * <p>For one UAV without a battery the payment is the sum of the highest bids of all unsold tasks over zeta. Reused; for
 * one thread at a time.
 */
public final class ClarkePayments {
    private final int maxTasks;
    private final int uavs;
    private final double[] worths;
    private final double[] bids;
    private final int[] tasks;
    private final int[] capacities;
    private final UavAssignment without;

    /**
     * Room for the payments of slots.
     *
     * @param slot a slot of the shape; not kept
     * @param maxTasks the largest number of tasks of a slot
     */
    public ClarkePayments(Slot slot, int maxTasks) {
        this.maxTasks = maxTasks;
        this.uavs = slot.uavs();
        worths = new double[uavs * maxTasks];
        bids = new double[maxTasks];
        tasks = new int[maxTasks];
        capacities = new int[uavs];
        without = new UavAssignment(maxTasks, uavs, slot.weights());
        for (int m = 0; m < maxTasks; m++) {
            tasks[m] = m;
        }
    }

    /**
     * Computes every UAV's payment. One assignment a UAV.
     *
     * @param slot an awarded slot. Not modified.
     * @param batteries how many tasks each UAV could serve when the slot was awarded. Not modified.
     * @param unitPrices the prices by which it was awarded. Not modified.
     * @param payments receives the payment of each UAV. Modified.
     */
    public void compute(Slot slot, int[] batteries, double[] unitPrices, double[] payments) {
        for (int m = 0; m < slot.tasks(); m++) {
            bids[m] = slot.view(0, m).highest();
            for (int u = 0; u < uavs; u++) {
                worths[u * maxTasks + m] = slot.declaredWorth(u, m);
            }
        }
        for (int u = 0; u < uavs; u++) {
            System.arraycopy(batteries, 0, capacities, 0, uavs);
            capacities[u] = 0;
            without.solve(tasks, slot.tasks(), worths, bids, capacities, unitPrices);
            payments[u] = (without.value() - othersCounted(slot, u, unitPrices))
                    / slot.terms().zeta();
        }
    }

    /** The bids of sold tasks, the declared worths of the others in their places, less the prices of all units used. */
    private double othersCounted(Slot slot, int uav, double[] unitPrices) {
        double sum = 0.0;
        for (int m = 0; m < slot.tasks(); m++) {
            int server = slot.uav(m);
            if (server < 0) {
                sum += slot.server(m) > 0 ? bids[m] : 0.0;
            } else {
                double counted = server == uav
                        ? 0.0
                        : worths[server * maxTasks + m] * slot.weights().weight(slot.place(m));
                sum += counted - unitPrices[server];
            }
        }
        return sum;
    }
}
