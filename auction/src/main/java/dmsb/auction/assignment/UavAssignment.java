package dmsb.auction.assignment;

import dmsb.core.argument.Require;
import java.util.Arrays;

/**
 * The best assignment of a slot's tasks to UAVs and places: the one with the largest sum of {@code w_um delta_j - c_u}
 * over the tasks that UAVs serve and of {@code o_m} over the others. Here w_um is what task m is worth to UAV u, delta_j
 * the weight of its j-th place, c_u the price of a unit of its battery, and o_m what the task counts if no UAV serves it.
 *
 * <p>One UAV and o = 0: tasks are taken by falling worth (Hardy, Littlewood and Pólya's rearrangement inequality) as long
 * as they pay. Otherwise the assignment problem of K tasks and P places is solved by shortest augmenting paths with
 * potentials, the Hungarian method (Kuhn 1955; Jonker and Volgenant 1987), in O(K^2 P). A task that is as good in a
 * place as outside gets the place; of tasks that are equal the first in the list goes first.
 *
 * <p>The result carries its certificate. Every place has a {@link #price}; by duality no assignment of any kind is worth
 * more than the sum of all prices and, over tasks, of the largest of o_m and {@code w_um delta_j - c_u - price}. In
 * doubles the two sums differ by rounding alone.
 *
 * <p>Reused from slot to slot; a solution allocates nothing. For one thread at a time.
 */
public final class UavAssignment {
    /** The place of a task that no UAV serves. */
    public static final int NOWHERE = 0;

    private static final int NONE = -1;

    private final int maxTasks;
    private final int uavs;
    private final double[] weights;

    // The problem: of task m the place j and the UAV of the solution, and of each column (a place) its UAV and number.
    private final int[] uavOf;
    private final int[] placeOf;
    private final int[] firstColumn;
    private final double[] unitPrices;
    private final double[] prices;
    private double value;
    private int listed;
    private int entry = NONE; // the column that the task of the last question would get

    // The search: rows are tasks by their index in the list.
    private final double[] potentials;
    private final double[] distances;
    private final int[] rowOf;
    private final int[] from;
    private final boolean[] reached;
    private final int[] sorted;

    /**
     * Room for problems.
     *
     * @param maxTasks the largest number of tasks of a slot, at least 0
     * @param uavs the number of UAVs, at least 1
     * @param weights the weights of a UAV's places
     * @throws IllegalArgumentException if a number is too small
     */
    public UavAssignment(int maxTasks, int uavs, PlaceWeights weights) {
        this.maxTasks = Require.atLeast("tasks", maxTasks, 0);
        this.uavs = Require.atLeast("uavs", uavs, 1);
        this.weights = weights.toArray();
        int columns = Math.multiplyExact(uavs, Math.min(maxTasks, this.weights.length));
        uavOf = new int[maxTasks];
        placeOf = new int[maxTasks];
        firstColumn = new int[uavs + 1];
        unitPrices = new double[uavs];
        prices = new double[columns];
        potentials = new double[maxTasks];
        distances = new double[columns];
        rowOf = new int[columns];
        from = new int[columns];
        reached = new boolean[columns];
        sorted = new int[maxTasks];
    }

    /**
     * Finds the best assignment of some tasks.
     *
     * @param tasks the numbers of the tasks to assign, different from each other, each below maxTasks. Not modified.
     * @param count how many of them, the front of the array
     * @param worths w_um, UAV after UAV, maxTasks numbers each; finite and not negative, or NaN if the UAV does not serve
     *     the task. Not modified.
     * @param outside o_m by the number of the task, finite and not negative. Not modified.
     * @param capacities how many tasks each UAV can serve at most. Not modified.
     * @param costs c_u, the price of a unit of each UAV's battery, finite and not negative. Not modified.
     */
    public void solve(int[] tasks, int count, double[] worths, double[] outside, int[] capacities, double[] costs) {
        listed = count;
        Arrays.fill(uavOf, NONE);
        Arrays.fill(placeOf, NOWHERE);
        System.arraycopy(costs, 0, unitPrices, 0, uavs);
        boolean nothingOutside = true;
        for (int i = 0; i < count; i++) {
            nothingOutside &= outside[tasks[i]] == 0.0;
        }
        int places = uavs == 1 ? count : Math.min(count + 1, maxTasks); // one is free for changeWith
        int columns = 0;
        for (int u = 0; u < uavs; u++) {
            firstColumn[u] = columns;
            columns += Math.max(0, Math.min(capacities[u], Math.min(places, weights.length)));
        }
        firstColumn[uavs] = columns;
        Arrays.fill(prices, 0, columns, 0.0);
        if (uavs == 1 && nothingOutside) {
            rearrange(tasks, count, worths);
        } else {
            augment(tasks, count, worths, outside);
        }
        value = 0.0;
        for (int i = 0; i < count; i++) {
            value += counted(tasks[i], worths, outside);
        }
    }

    private double counted(int task, double[] worths, double[] outside) {
        int u = uavOf[task];
        return u == NONE ? outside[task] : worths[u * maxTasks + task] * weights[placeOf[task] - 1] - unitPrices[u];
    }

    /** One UAV, nothing outside: by falling worth. The places' prices are those of the dual, from the last place up. */
    private void rearrange(int[] tasks, int count, double[] worths) {
        int known = 0;
        for (int i = 0; i < count; i++) {
            int task = tasks[i];
            if (!Double.isNaN(worths[task])) {
                int k = known++;
                for (; k > 0 && worths[sorted[k - 1]] < worths[task]; k--) {
                    sorted[k] = sorted[k - 1];
                }
                sorted[k] = task;
            }
        }
        int served = 0;
        int most = Math.min(known, firstColumn[1]);
        while (served < most && worths[sorted[served]] * weights[served] - unitPrices[0] >= 0.0) {
            uavOf[sorted[served]] = 0;
            placeOf[sorted[served]] = served + 1;
            served++;
        }
        for (int j = served - 1; j >= 0; j--) {
            if (j + 1 < served) {
                prices[j] = prices[j + 1] + worths[sorted[j + 1]] * (weights[j] - weights[j + 1]);
            } else if (served < known) {
                prices[j] = Math.max(0.0, worths[sorted[served]] * weights[j] - unitPrices[0]);
            }
        }
    }

    /**
     * Adds the tasks one by one, each along the shortest path to a free place or to a task that goes outside. A path is
     * measured in reduced costs, which the potentials of tasks and the prices of places keep from being negative.
     */
    private void augment(int[] tasks, int count, double[] worths, double[] outside) {
        int columns = firstColumn[uavs];
        Arrays.fill(rowOf, 0, columns, NONE);
        for (int start = 0; start < count; start++) {
            Arrays.fill(distances, 0, columns, Double.POSITIVE_INFINITY);
            Arrays.fill(reached, 0, columns, false);
            potentials[start] = 0.0;
            double wayOut = Double.POSITIVE_INFINITY; // the shortest path at whose end a task goes outside
            int lastBeforeOut = NONE;
            int column = NONE; // where the search stands; NONE is the new task itself
            boolean out = false;
            do {
                int row = column == NONE ? start : rowOf[column];
                double leave = -outside[tasks[row]] - potentials[row];
                if (leave < wayOut) {
                    wayOut = leave;
                    lastBeforeOut = column;
                }
                relax(tasks[row], potentials[row], column, worths);
                int next = NONE;
                double step = Double.POSITIVE_INFINITY;
                for (int c = 0; c < columns; c++) {
                    if (!reached[c] && distances[c] < step) {
                        step = distances[c];
                        next = c;
                    }
                }
                out = wayOut < step;
                double length = out ? wayOut : step;
                potentials[start] += length;
                for (int c = 0; c < columns; c++) {
                    if (reached[c]) {
                        potentials[rowOf[c]] += length;
                        prices[c] += length;
                    } else {
                        distances[c] -= length;
                    }
                }
                wayOut -= length;
                if (!out) {
                    column = next;
                    reached[next] = true;
                }
            } while (!out && rowOf[column] != NONE);
            shift(start, out ? lastBeforeOut : column);
        }
        for (int u = 0; u < uavs; u++) {
            for (int c = firstColumn[u]; c < firstColumn[u + 1]; c++) {
                if (rowOf[c] != NONE) {
                    uavOf[tasks[rowOf[c]]] = u;
                    placeOf[tasks[rowOf[c]]] = c - firstColumn[u] + 1;
                }
            }
        }
    }

    private void relax(int task, double potential, int origin, double[] worths) {
        for (int u = 0; u < uavs; u++) {
            double worth = worths[u * maxTasks + task];
            if (!Double.isNaN(worth)) {
                double base = unitPrices[u] - potential;
                int first = firstColumn[u];
                for (int c = first; c < firstColumn[u + 1]; c++) {
                    double length = base - worth * weights[c - first] + prices[c];
                    if (!reached[c] && length < distances[c]) {
                        distances[c] = length;
                        from[c] = origin;
                    }
                }
            }
        }
    }

    /** Moves every task along the path one place on; the first place becomes the new task's. */
    private void shift(int start, int end) {
        int column = end;
        while (column != NONE) {
            int before = from[column];
            rowOf[column] = before == NONE ? start : rowOf[before];
            column = before;
        }
    }

    /**
     * What a task more would change, with several UAVs and nothing outside. The tasks would move as the worths of the problem
     * say; what that changes is counted by other worths. The solution stays as it is. It takes one shortest path, O(K P), where
     * the larger problem would take O(K^2 P). A task that is as good in a place as outside gets the place.
     *
     * @param tasks the list of the last problem. Not modified.
     * @param task the number of a task that is not in it
     * @param worths as in the last problem. Not modified.
     * @param counted what is counted in place of the worths; the prices of units are taken off it. Not modified.
     * @return the change of the sum of counted worths less prices
     */
    public double changeWith(int[] tasks, int task, double[] worths, double[] counted) {
        int columns = firstColumn[uavs];
        Arrays.fill(distances, 0, columns, Double.POSITIVE_INFINITY);
        Arrays.fill(reached, 0, columns, false);
        relax(task, 0.0, NONE, worths);
        double shortest = 0.0; // the task stays out
        int end = NONE;
        boolean out = true;
        int next = nearest(columns);
        while (next != NONE && distances[next] <= shortest) { // as good inside as outside: it gets the place
            reached[next] = true;
            int row = rowOf[next];
            if (row == NONE) {
                end = next;
                out = false;
                break;
            }
            if (distances[next] - potentials[row] < shortest) {
                shortest = distances[next] - potentials[row]; // its task goes out
                end = next;
            }
            relax(tasks[row], potentials[row] - distances[next], next, worths);
            next = nearest(columns);
        }
        double change = 0.0;
        entry = end;
        for (int c = end; c != NONE; c = from[c]) {
            int before = rowOf[c];
            if (before != NONE && (c != end || out)) {
                change -= at(tasks[before], c, counted);
            }
            change += at(from[c] == NONE ? task : tasks[rowOf[from[c]]], c, counted);
            entry = c;
        }
        return change;
    }

    private int nearest(int columns) {
        int nearest = NONE;
        double least = Double.POSITIVE_INFINITY;
        for (int c = 0; c < columns; c++) {
            if (!reached[c] && distances[c] < least) {
                least = distances[c];
                nearest = c;
            }
        }
        return nearest;
    }

    /** What a task is counted in a column. */
    private double at(int task, int column, double[] counted) {
        int u = uavOfColumn(column);
        return counted[u * maxTasks + task] * weights[column - firstColumn[u]] - unitPrices[u];
    }

    private int uavOfColumn(int column) {
        int u = 0;
        while (column >= firstColumn[u + 1]) {
            u++;
        }
        return u;
    }

    /**
     * The UAV that the task of the last {@link #changeWith} would get.
     *
     * @return the UAV, from 0; -1 if none would serve it
     */
    public int otherUav() {
        return entry == NONE ? NONE : uavOfColumn(entry);
    }

    /**
     * The place that it would get.
     *
     * @return j, from 1; {@link #NOWHERE} if no UAV would serve it
     */
    public int otherPlace() {
        return entry == NONE ? NOWHERE : entry - firstColumn[uavOfColumn(entry)] + 1;
    }

    /**
     * What a task less would change, as {@link #changeWith} tells it of a task more. Where several assignments of the others are the
     * best, as with worths of 0, it counts one of them, which need not be the one that {@link #solve} finds.
     *
     * @param tasks the list of the last problem. Not modified.
     * @param index the index of the task in it
     * @param worths as in the last problem. Not modified.
     * @param counted what is counted in place of the worths; the prices of units are taken off it. Not modified.
     * @return the change of the sum of counted worths less prices
     */
    public double changeWithout(int[] tasks, int index, double[] worths, double[] counted) {
        int task = tasks[index];
        if (uavOf[task] == NONE) {
            return 0.0;
        }
        int columns = firstColumn[uavs];
        int vacant = firstColumn[uavOf[task]] + placeOf[task] - 1;
        Arrays.fill(distances, 0, columns, Double.POSITIVE_INFINITY);
        Arrays.fill(reached, 0, columns, false);
        distances[vacant] = 0.0;
        double shortest = Double.POSITIVE_INFINITY;
        int end = vacant;
        int entering = NONE;
        int next = vacant;
        while (next != NONE && distances[next] < shortest) {
            reached[next] = true;
            if (distances[next] + prices[next] < shortest) {
                shortest = distances[next] + prices[next]; // it stays vacant
                end = next;
                entering = NONE;
            }
            int u = uavOfColumn(next);
            double weight = weights[next - firstColumn[u]];
            double base = distances[next] + unitPrices[u] + prices[next];
            for (int c = 0; c < columns; c++) {
                int row = rowOf[c];
                if (row != NONE && row != index && !reached[c]) {
                    double length = base - worths[u * maxTasks + tasks[row]] * weight - potentials[row];
                    if (length < distances[c]) { // no NaN is
                        distances[c] = length;
                        from[c] = next;
                    }
                }
            }
            for (int row = 0; row < listed; row++) {
                double length = base - worths[u * maxTasks + tasks[row]] * weight - potentials[row];
                if (uavOf[tasks[row]] == NONE && length < shortest) {
                    shortest = length;
                    end = next;
                    entering = row;
                }
            }
            next = nearest(columns);
        }
        double change = -at(task, vacant, counted);
        if (entering != NONE) {
            change += at(tasks[entering], end, counted);
        }
        for (int c = end; c != vacant; c = from[c]) {
            int moved = tasks[rowOf[c]];
            change += at(moved, from[c], counted) - at(moved, c, counted);
        }
        return change;
    }

    /**
     * The UAV that serves a task.
     *
     * @param task the task's number
     * @return the UAV, from 0; -1 if no UAV does, or the task was not to be assigned
     */
    public int uav(int task) {
        return uavOf[task];
    }

    /**
     * The place of a task in its UAV's order of work.
     *
     * @param task the task's number
     * @return j, from 1; {@link #NOWHERE} if no UAV serves it
     */
    public int place(int task) {
        return placeOf[task];
    }

    /**
     * What the assignment is worth: the sum over the listed tasks in the order of the list.
     *
     * @return the sum of w_um delta_j - c_u and o_m
     */
    public double value() {
        return value;
    }

    /**
     * The price of a place by duality: what is lost, at least, if the place falls away.
     *
     * @param uav the UAV, from 0
     * @param place j, from 1
     * @return the price, not negative but for rounding; 0 of a place that could not be filled
     */
    public double price(int uav, int place) {
        int column = firstColumn[uav] + place - 1;
        return column < firstColumn[uav + 1] ? prices[column] : 0.0;
    }
}
