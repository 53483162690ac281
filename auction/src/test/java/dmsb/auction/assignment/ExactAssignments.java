package dmsb.auction.assignment;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Every assignment of a small slot, one after the other, in exact arithmetic: the oracle for the solvers. */
public final class ExactAssignments {
    private final int tasks;
    private final int uavs;
    private final double[] weights;
    private final double[] worths;
    private final double[] outside;
    private final int[] capacities;
    private final double[] costs;

    /**
     * A slot.
     *
     * @param weights the weights of the places
     * @param worths w_um, UAV after UAV, NaN where the UAV does not serve the task
     * @param outside o_m of every task
     * @param capacities how many tasks each UAV can serve
     * @param costs the price of a unit of each UAV's battery
     */
    public ExactAssignments(double[] weights, double[] worths, double[] outside, int[] capacities, double[] costs) {
        this.tasks = outside.length;
        this.uavs = capacities.length;
        this.weights = weights;
        this.worths = worths;
        this.outside = outside;
        this.capacities = capacities;
        this.costs = costs;
    }

    /**
     * The largest worth of an assignment. Places are enumerated one by one for up to four tasks; for more, tasks are
     * given to UAVs in every way, and each UAV works them off by falling worth.
     *
     * @return the maximum
     */
    public BigDecimal best() {
        return tasks <= 4
                ? bestPlaces(0, new boolean[uavs][weights.length], new int[uavs])
                : bestUavs(new int[tasks], 0);
    }

    private BigDecimal bestPlaces(int task, boolean[][] taken, int[] load) {
        if (task == tasks) {
            return BigDecimal.ZERO;
        }
        BigDecimal best = bestPlaces(task + 1, taken, load).add(new BigDecimal(outside[task]));
        for (int u = 0; u < uavs; u++) {
            if (Double.isNaN(worths[u * tasks + task]) || load[u] == capacities[u]) {
                continue;
            }
            for (int j = 0; j < weights.length; j++) {
                if (!taken[u][j]) {
                    taken[u][j] = true;
                    load[u]++;
                    best = best.max(bestPlaces(task + 1, taken, load).add(counted(u, task, j)));
                    load[u]--;
                    taken[u][j] = false;
                }
            }
        }
        return best;
    }

    private BigDecimal bestUavs(int[] uavOf, int task) {
        if (task < tasks) {
            BigDecimal best = new BigDecimal(-Double.MAX_VALUE);
            for (int u = -1; u < uavs; u++) {
                if (u == -1 || !Double.isNaN(worths[u * tasks + task])) {
                    uavOf[task] = u;
                    BigDecimal rest = bestUavs(uavOf, task + 1);
                    best = best.max(rest);
                }
            }
            return best;
        }
        BigDecimal sum = BigDecimal.ZERO;
        for (int u = 0; u < uavs; u++) {
            List<Integer> own = new ArrayList<>();
            for (int m = 0; m < tasks; m++) {
                if (uavOf[m] == u) {
                    own.add(m);
                }
            }
            if (own.size() > Math.min(capacities[u], weights.length)) {
                return new BigDecimal(-Double.MAX_VALUE);
            }
            int row = u * tasks;
            own.sort(Comparator.comparingDouble(m -> -worths[row + m]));
            for (int j = 0; j < own.size(); j++) {
                sum = sum.add(counted(u, own.get(j), j));
            }
        }
        for (int m = 0; m < tasks; m++) {
            sum = uavOf[m] < 0 ? sum.add(new BigDecimal(outside[m])) : sum;
        }
        return sum;
    }

    /**
     * The worth of a solution, after a check that it is an assignment.
     *
     * @param solution the solution
     * @return its worth
     */
    public BigDecimal worthOf(UavAssignment solution) {
        boolean[][] taken = new boolean[uavs][weights.length];
        int[] load = new int[uavs];
        BigDecimal sum = BigDecimal.ZERO;
        for (int m = 0; m < tasks; m++) {
            int u = solution.uav(m);
            if (u < 0) {
                sum = sum.add(new BigDecimal(outside[m]));
                continue;
            }
            int place = solution.place(m) - 1;
            if (taken[u][place] || ++load[u] > capacities[u]) {
                throw new AssertionError("no assignment: UAV " + u + ", place " + (place + 1));
            }
            taken[u][place] = true;
            sum = sum.add(counted(u, m, place));
        }
        return sum;
    }

    private BigDecimal counted(int uav, int task, int place) {
        return new BigDecimal(worths[uav * tasks + task])
                .multiply(new BigDecimal(weights[place]))
                .subtract(new BigDecimal(costs[uav]));
    }
}
