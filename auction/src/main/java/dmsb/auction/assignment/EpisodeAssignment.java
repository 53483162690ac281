package dmsb.auction.assignment;

import dmsb.core.argument.Require;
import java.util.Arrays;

/**
 * The best assignment of all tasks of an episode where every UAV has energy for so many tasks: each task outside or in a
 * UAV's place of its slot, no UAV with more tasks than its battery holds. A flow of least cost: from the source through
 * tasks, the places of their slots and UAVs to the sink.
 *
 * <p>The result carries its certificate: with every {@link #unitPrice}, the sum over slots of {@link
 * UavAssignment#value} at these prices plus the batteries at them is a bound that no assignment exceeds.
 */
public final class EpisodeAssignment {
    private final int tasks;
    private final int uavs;
    private final double[] weights;
    private final int battery;
    private double[] worths = new double[0];
    private double[] outside = new double[0];
    private int slots;
    private final double[] unitPrices;
    private int[] loads = new int[0];

    /**
     * An episode without slots.
     *
     * @param tasks the tasks of a slot
     * @param uavs the UAVs
     * @param weights the weights of a UAV's places
     * @param battery how many tasks each UAV can serve in the episode, at least 0
     * @throws IllegalArgumentException if a number is too small
     */
    public EpisodeAssignment(int tasks, int uavs, PlaceWeights weights, int battery) {
        this.tasks = Require.atLeast("tasks", tasks, 0);
        this.uavs = Require.atLeast("uavs", uavs, 1);
        this.weights = weights.toArray();
        this.battery = Require.atLeast("battery", battery, 0);
        unitPrices = new double[uavs];
    }

    /** Forgets all slots. */
    public void clear() {
        slots = 0;
    }

    /**
     * Adds a slot.
     *
     * @param slotWorths w_um, UAV after UAV, as of {@link UavAssignment#solve}. Not modified, copied.
     * @param slotOutside o_m. Not modified, copied.
     */
    public void add(double[] slotWorths, double[] slotOutside) {
        if ((slots + 1) * tasks > outside.length) {
            int capacity = Math.max(64, 2 * slots);
            outside = Arrays.copyOf(outside, capacity * tasks);
            worths = Arrays.copyOf(worths, capacity * tasks * uavs);
        }
        System.arraycopy(slotWorths, 0, worths, slots * tasks * uavs, tasks * uavs);
        System.arraycopy(slotOutside, 0, outside, slots * tasks, tasks);
        slots++;
    }

    /**
     * Finds the best assignment of the slots added so far.
     *
     * @return what it is worth: the sum of w_um delta_j and o_m
     */
    public double solve() {
        int places = Math.min(tasks, weights.length);
        int firstPlace = 1 + slots * tasks;
        int firstUav = firstPlace + slots * uavs * places;
        int sink = firstUav + uavs;
        MinimumCostFlow network = new MinimumCostFlow(sink + 1);
        int[] edges = new int[slots * tasks * uavs * places];
        Arrays.fill(edges, -1);
        for (int t = 0; t < slots; t++) {
            for (int m = 0; m < tasks; m++) {
                network.edge(0, 1 + t * tasks + m, 1, 0.0);
                for (int u = 0; u < uavs; u++) {
                    for (int j = 0; j < places; j++) {
                        double gain = gain(t, u, m, j);
                        if (gain > 0.0) {
                            int place = (t * uavs + u) * places + j;
                            edges[((t * tasks + m) * uavs + u) * places + j] =
                                    network.edge(1 + t * tasks + m, firstPlace + place, 1, -gain);
                        }
                    }
                }
            }
            for (int u = 0; u < uavs; u++) {
                for (int j = 0; j < places; j++) {
                    network.edge(firstPlace + (t * uavs + u) * places + j, firstUav + u, 1, 0.0);
                }
            }
        }
        for (int u = 0; u < uavs; u++) {
            network.edge(firstUav + u, sink, battery, 0.0);
        }
        network.solve();
        for (int u = 0; u < uavs; u++) {
            unitPrices[u] = network.price(firstUav + u);
        }
        loads = new int[slots * uavs];
        return value(network, edges, places);
    }

    private double gain(int slot, int uav, int task, int place) {
        return worths[(slot * uavs + uav) * tasks + task] * weights[place] - outside[slot * tasks + task];
    }

    private double value(MinimumCostFlow network, int[] edges, int places) {
        double sum = 0.0;
        for (int t = 0; t < slots; t++) {
            for (int m = 0; m < tasks; m++) {
                double counted = outside[t * tasks + m];
                for (int i = 0; i < uavs * places; i++) {
                    int edge = edges[(t * tasks + m) * uavs * places + i];
                    if (edge >= 0 && network.flow(edge) == 1) {
                        int uav = i / places;
                        counted = worths[(t * uavs + uav) * tasks + m] * weights[i % places];
                        loads[t * uavs + uav]++;
                    }
                }
                sum += counted;
            }
        }
        return sum;
    }

    /**
     * What a unit more of a UAV's battery would have been worth.
     *
     * @param uav the UAV, from 0
     * @return the price, at least 0
     */
    public double unitPrice(int uav) {
        return unitPrices[uav];
    }

    /**
     * How many tasks a UAV serves in a slot of the solution.
     *
     * @param slot the slot, from 0
     * @param uav the UAV, from 0
     * @return how many
     */
    public int load(int slot, int uav) {
        return loads[slot * uavs + uav];
    }
}
