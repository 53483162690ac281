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
    private final double[] upTo;
    private int tasks; // of the slot at hand
    private int first; // the place of its first task

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
        upTo = new double[maxTasks];
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
        begin(memory, slot, actions, firstAction);
        double now = served(memory);
        for (int m = 0; m < tasks; m++) {
            write(memory, m, now, rewards, firstReward);
        }
    }

    /**
     * The same for tasks that are decided one after the other: of each task with the actions of the tasks before it as they are,
     * and those of the tasks behind it as in a second vector, which does not depend on its action. Takes 2 M assignments.
     *
     * @param memory holds the slot. Not modified.
     * @param slot its index
     * @param actions the action of each task. Not modified.
     * @param behind the action of each task where another one before it is changed. Not modified.
     * @param firstAction where both begin
     * @param rewards receives the surplus of all actions, each task's less its mean over its actions. Modified.
     * @param firstReward where they begin
     * @param remainders receives of each task how much more {@code actions} bring than its own action with the tasks behind it
     *     as in the second vector. Modified.
     */
    public void computeInTurn(
            SlotMemory memory,
            int slot,
            int[] actions,
            int[] behind,
            int firstAction,
            float[] rewards,
            int firstReward,
            float[] remainders) {
        begin(memory, slot, behind, firstAction);
        for (int m = 0; m < tasks; m++) {
            kept[m] = isKept(memory, m, actions[firstAction + m]);
            upTo[m] = served(memory);
            write(memory, m, upTo[m], rewards, firstReward);
            upTo[m] += sold(memory);
        }
        for (int m = 0; m < tasks; m++) {
            remainders[firstAction + m] = (float) (upTo[tasks - 1] - upTo[m]);
        }
    }

    /**
     * The surplus of a vector of actions, in units of the slot's scale. Units of batteries count their price.
     *
     * @param memory holds the slot. Not modified.
     * @param slot its index
     * @param actions the action of each task. Not modified.
     * @param firstAction where they begin
     * @return the surplus
     */
    public double of(SlotMemory memory, int slot, int[] actions, int firstAction) {
        begin(memory, slot, actions, firstAction);
        return served(memory) + sold(memory);
    }

    private void begin(SlotMemory memory, int slot, int[] actions, int firstAction) {
        tasks = memory.tasks(slot);
        first = memory.first(slot);
        for (int u = 0; u < uavs; u++) {
            capacities[u] = memory.batteries[slot * uavs + u];
            prices[u] = memory.unitPrices[slot * uavs + u];
            for (int m = 0; m < tasks; m++) {
                worths[u * maxTasks + m] = memory.declared(u, first + m);
            }
        }
        for (int m = 0; m < tasks; m++) {
            kept[m] = isKept(memory, m, actions[firstAction + m]);
        }
    }

    private boolean isKept(SlotMemory memory, int task, int action) {
        return action >= memory.soldBelow[first + task];
    }

    /** Writes the surplus of a task's actions; {@code now} is what the UAVs' work is worth with its action as it is. */
    private void write(SlotMemory memory, int task, double now, float[] rewards, int firstReward) {
        int count = memory.actions();
        kept[task] = !kept[task];
        double other = served(memory);
        kept[task] = !kept[task];
        double left = kept[task] ? now : other;
        double sold = memory.highest[first + task] + (kept[task] ? other : now);
        int below = memory.soldBelow[first + task];
        double difference = sold - left;
        float whereSold = (float) (difference * (count - below) / count);
        float whereLeft = (float) (-difference * below / count);
        for (int a = 0; a < count; a++) {
            rewards[firstReward + task * count + a] = a < below ? whereSold : whereLeft;
        }
    }

    /** What the stations' tasks are worth. */
    private double sold(SlotMemory memory) {
        double sum = 0.0;
        for (int m = 0; m < tasks; m++) {
            sum += kept[m] ? 0.0 : memory.highest[first + m];
        }
        return sum;
    }

    /** What the UAVs' work on the tasks left to them is worth, assigned by declarations, less the price of energy. */
    private double served(SlotMemory memory) {
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
