package dmsb.auction.dense;

import dmsb.auction.assignment.PlaceWeights;
import dmsb.auction.assignment.UavAssignment;
import dmsb.auction.round.Round;
import dmsb.auction.round.RoundTerms;
import dmsb.core.argument.Require;
import dmsb.core.checkpoint.StateReader;
import dmsb.core.checkpoint.StateWriter;

/**
 * The auction of a slot's tasks. Task by task it is the modified second-bid auction, eq. (14) and eq. (15), with a factor
 * of its own: a {@link Round}, which alone compares and prices. The tasks that no station gets are given to UAVs and
 * places by the best {@link UavAssignment} at the UAVs' declarations, which looks at no bid.
 *
 * <p>Every UAV has a view of every task: a round with the stations' bids and that UAV's estimate. All views of a task are
 * awarded by the same factor, so a station wins in all of them or in none.
 *
 * <p>What is missing: a slot may have no task; a task without bids goes to the assignment; a UAV that declares NaN for a
 * task does not serve it; a task that nobody serves counts nothing. Values of stations are additive, as each task has a
 * slice of bandwidth of its own; if a station's tasks shared one, neither the values would be additive nor the auction
 * strategy-proof.
 *
 * <p>Reused from slot to slot; a slot allocates nothing. For one thread at a time. Every method refuses a UAV or a task that
 * the slot does not have by an {@link IllegalArgumentException}.
 */
public final class Slot {
    /** The server of a task that nobody serves. */
    public static final int NOBODY = -1;

    private final RoundTerms terms;
    private final int maxTasks;
    private final int uavs;
    private final PlaceWeights weights;
    private final Round[][] views;
    private final double[] worths;
    private final double[] outside;
    private final int[] left;
    private final UavAssignment assignment;
    private int tasks;
    private int leftCount;

    /**
     * Room for slots.
     *
     * @param terms the terms of every task's round
     * @param maxTasks the largest number of tasks of a slot, at least 0
     * @param uavs the number of UAVs, at least 1
     * @param weights what a task counts in each place
     * @throws IllegalArgumentException if a number is too small
     */
    public Slot(RoundTerms terms, int maxTasks, int uavs, PlaceWeights weights) {
        this.terms = terms;
        this.maxTasks = Require.atLeast("tasks", maxTasks, 0);
        this.uavs = Require.atLeast("uavs", uavs, 1);
        this.weights = weights;
        views = new Round[uavs][maxTasks];
        for (Round[] own : views) {
            for (int m = 0; m < maxTasks; m++) {
                own[m] = new Round(terms);
            }
        }
        worths = new double[uavs * maxTasks];
        outside = new double[maxTasks];
        left = new int[maxTasks];
        assignment = new UavAssignment(maxTasks, uavs, weights);
    }

    /**
     * Begins a slot. Then every view of every task is announced and opened, and every UAV {@link #declare declares}.
     *
     * @param newTasks the number of its tasks, from 0 to the largest
     * @throws IllegalArgumentException if there is no room for so many
     */
    public void begin(int newTasks) {
        tasks = Require.within("tasks", newTasks, 0, maxTasks);
        leftCount = 0;
    }

    /**
     * A UAV's view of a task.
     *
     * @param uav the UAV, from 0
     * @param task the task, from 0
     * @return the round itself, to be announced and opened by whoever holds the auctions
     */
    public Round view(int uav, int task) {
        return views[requireUav(uav)][requireTask(task)];
    }

    /**
     * Takes note of a UAV's declaration for a task.
     *
     * @param uav the UAV, from 0
     * @param task the task, from 0
     * @param estimate its estimate of v_0, finite and not negative; NaN if it does not serve the task
     * @throws IllegalArgumentException if the estimate is negative or infinite, or there is no such UAV or task
     */
    public void declare(int uav, int task, double estimate) {
        worths[requireUav(uav) * maxTasks + requireTask(task)] =
                Double.isNaN(estimate) ? estimate : terms.worth(Require.notNegative("estimate", estimate));
    }

    /**
     * Awards all tasks.
     *
     * @param rhos the factor of each task, at least 1, fixed before the bids. Not modified.
     * @param batteries how many more tasks each UAV can serve. Not modified.
     * @param unitPrices what a unit of each UAV's battery has to be worth at the least, fixed before the bids; 0 without a
     *     battery. Not modified.
     * @throws IllegalArgumentException if a factor is NaN or below 1
     */
    public void award(double[] rhos, int[] batteries, double[] unitPrices) {
        for (int m = 0; m < tasks; m++) {
            for (Round[] own : views) {
                own[m].awardBy(rhos[m]);
            }
        }
        assign(batteries, unitPrices);
    }

    private void assign(int[] batteries, double[] unitPrices) {
        leftCount = 0;
        for (int m = 0; m < tasks; m++) {
            if (views[0][m].uavServes()) {
                left[leftCount++] = m;
            }
        }
        assignment.solve(left, leftCount, worths, outside, batteries, unitPrices);
    }

    /** Saves the awarded slot. */
    void save(StateWriter state) {
        for (int u = 0; u < uavs; u++) {
            for (int m = 0; m < tasks; m++) {
                state.put("view" + u + "." + m, views[u][m]);
            }
        }
        state.put("worths", worths);
    }

    /** Restores an awarded slot of as many tasks as have begun, with the batteries and prices by which it was awarded. */
    void restore(StateReader state, int[] batteries, double[] unitPrices) {
        for (int u = 0; u < uavs; u++) {
            for (int m = 0; m < tasks; m++) {
                state.restore("view" + u + "." + m, views[u][m]);
            }
        }
        System.arraycopy(state.doubles("worths", worths.length), 0, worths, 0, worths.length);
        assign(batteries, unitPrices);
    }

    /**
     * The number of tasks.
     *
     * @return M of this slot
     */
    public int tasks() {
        return tasks;
    }

    /**
     * The number of UAVs.
     *
     * @return U
     */
    public int uavs() {
        return uavs;
    }

    /**
     * The terms of every task's round.
     *
     * @return the terms
     */
    public RoundTerms terms() {
        return terms;
    }

    /**
     * What a task counts in each place.
     *
     * @return the weights
     */
    public PlaceWeights weights() {
        return weights;
    }

    /**
     * Who serves a task.
     *
     * @param task the task, from 0
     * @return n for ground base station n, 0 for a UAV, {@link #NOBODY}
     */
    public int server(int task) {
        int winner = view(0, task).winner();
        return winner == 0 && assignment.uav(task) < 0 ? NOBODY : winner;
    }

    /**
     * The UAV that serves a task.
     *
     * @param task the task, from 0
     * @return the UAV, from 0; -1 if none does
     */
    public int uav(int task) {
        return assignment.uav(requireTask(task));
    }

    /**
     * The place of a task in its UAV's order of work.
     *
     * @param task the task, from 0
     * @return j, from 1; 0 if no UAV serves it
     */
    public int place(int task) {
        return assignment.place(requireTask(task));
    }

    /**
     * How many tasks a UAV serves in this slot.
     *
     * @param uav the UAV, from 0
     * @return how many
     */
    public int load(int uav) {
        requireUav(uav);
        int load = 0;
        for (int i = 0; i < leftCount; i++) {
            load += assignment.uav(left[i]) == uav ? 1 : 0;
        }
        return load;
    }

    /**
     * What a UAV's declaration for a task counts in the first place.
     *
     * @param uav the UAV, from 0
     * @param task the task, from 0
     * @return zeta times its estimate, NaN if it does not serve the task
     */
    public double declaredWorth(int uav, int task) {
        return worths[requireUav(uav) * maxTasks + requireTask(task)];
    }

    /**
     * What a task counts in the surplus, eq. (12a).
     *
     * @param task the task, from 0
     * @param uavValue v_0 of the UAV that serves it; of no meaning if none does
     * @return the bid of the station that serves it, or zeta v_0 delta_j, or 0
     */
    public double surplus(int task, double uavValue) {
        int server = server(task);
        return server > 0
                ? views[0][task].bids()[server - 1]
                : server == 0 ? terms.worth(uavValue) * weights.weight(assignment.place(task)) : 0.0;
    }

    /** A UAV's number, refused if there is no such UAV. */
    int requireUav(int uav) {
        return Require.within("uav", uav, 0, uavs - 1);
    }

    /** A task's number, refused if the slot has no such task. */
    int requireTask(int task) {
        if (task < 0 || task >= tasks) {
            throw Require.refusal("task", "one of the slot's " + tasks, task);
        }
        return task;
    }
}
