package dmsb.auction.dense;

import dmsb.auction.assignment.UavAssignment;

/**
 * What every action of every task of a slot would have brought with the other tasks' actions as they are. An action only decides
 * whether a station gets its task or it is left to the UAVs. So two assignments decide about all actions of a task, and one of
 * them is the same for all tasks: M + 1 assignments a slot. For one thread at a time.
 */
public final class CounterfactualSurplus {
    private final int maxTasks;
    private final int uavs;
    private final double[] weights;
    private final UavAssignment assignment;
    private final double[] worths;
    private final double[] nothing;
    private final int[] capacities;
    private final double[] prices;
    private final int[] list;
    private final boolean[] kept;

    /**
     * Room for slots.
     *
     * @param intersection gives the shape
     */
    public CounterfactualSurplus(Intersection intersection) {
        maxTasks = intersection.tasks();
        uavs = intersection.uavs();
        weights = intersection.weights().toArray();
        assignment = new UavAssignment(maxTasks, uavs, intersection.weights());
        worths = new double[uavs * maxTasks];
        nothing = new double[maxTasks];
        capacities = new int[uavs];
        prices = new double[uavs];
        list = new int[maxTasks];
        kept = new boolean[maxTasks];
    }

    /**
     * Computes the surplus of all actions of all tasks, each task's less its mean over its actions, in units of the slot's
     * scale. Units of batteries count their price.
     *
     * @param memory holds the slot. Not modified.
     * @param slot its index
     * @param actions the action of each task. Not modified.
     * @param firstAction where they begin
     * @param rewards receives them, task after task. Modified.
     * @param firstReward where they begin
     */
    public void compute(SlotMemory memory, int slot, int[] actions, int firstAction, float[] rewards, int firstReward) {
        int tasks = memory.tasks(slot);
        int first = memory.first(slot);
        for (int u = 0; u < uavs; u++) {
            capacities[u] = memory.batteries[slot * uavs + u];
            prices[u] = memory.unitPrices[slot * uavs + u];
            for (int m = 0; m < tasks; m++) {
                worths[u * maxTasks + m] = memory.declared(u, first + m);
            }
        }
        for (int m = 0; m < tasks; m++) {
            kept[m] = actions[firstAction + m] >= memory.soldBelow[first + m];
        }
        double now = served(memory, first, tasks);
        int count = memory.actions();
        for (int m = 0; m < tasks; m++) {
            kept[m] = !kept[m];
            double other = served(memory, first, tasks);
            kept[m] = !kept[m];
            double left = kept[m] ? now : other;
            double sold = memory.highest[first + m] + (kept[m] ? other : now);
            int below = memory.soldBelow[first + m];
            double difference = sold - left;
            float whereSold = (float) (difference * (count - below) / count);
            float whereLeft = (float) (-difference * below / count);
            for (int a = 0; a < count; a++) {
                rewards[firstReward + m * count + a] = a < below ? whereSold : whereLeft;
            }
        }
    }

    /** What the UAVs' work on the tasks left to them is worth, assigned by declarations, less the price of energy. */
    private double served(SlotMemory memory, int first, int tasks) {
        int left = 0;
        for (int m = 0; m < tasks; m++) {
            if (kept[m]) {
                list[left++] = m;
            }
        }
        assignment.solve(list, left, worths, nothing, capacities, prices);
        double sum = 0.0;
        for (int i = 0; i < left; i++) {
            int uav = assignment.uav(list[i]);
            if (uav >= 0) {
                sum += memory.value(uav, first + list[i]) * weights[assignment.place(list[i]) - 1] - prices[uav];
            }
        }
        return sum;
    }
}
