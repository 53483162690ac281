package dmsb.auction.mechanism;

import java.util.ArrayList;
import java.util.List;

/** The objective of the auctioneer, eq. (12): the total surplus, and the constraints under which it is maximised. */
public final class Surplus {
    private Surplus() {}

    /**
     * The total surplus of one round, (12a): zeta v_0 x_0 + sum v_n x_n.
     *
     * @param outcome who serves
     * @param zeta the UAV's bargaining power, positive
     * @param uavValue v_0
     * @param values the ground base stations' values v_1..v_N from index 0 on. Not modified.
     * @return the surplus
     * @throws IllegalArgumentException if there are not N values
     */
    public static double of(Outcome outcome, double zeta, double uavValue, double... values) {
        if (values.length != outcome.groundStations()) {
            throw new IllegalArgumentException("values: expected one for each of " + outcome.groundStations()
                    + " ground base stations, got " + values.length);
        }
        return outcome.uavServes() ? zeta * uavValue : values[outcome.winner() - 1];
    }

    /**
     * The largest possible surplus of one round: max(zeta v_0, v_(1)).
     *
     * @param zeta the UAV's bargaining power, positive
     * @param uavValue v_0
     * @param values the ground base stations' values, v_1 at index 0. Not modified.
     * @return the first best
     */
    public static double firstBest(double zeta, double uavValue, double... values) {
        return Math.max(zeta * uavValue, Bids.highestOfOthers(values, values.length, -1));
    }

    /**
     * The constraints of (12) that an allocation violates. For mechanisms from elsewhere; an {@link Outcome} cannot
     * violate (12c) to (12e).
     *
     * @param allocation x_0 (the UAV) to x_N. Not modified.
     * @param bids b_1..b_N from index 0 on. Not modified.
     * @param values v_1..v_N from index 0 on. Not modified.
     * @return the violated constraints in the paper's order, for example {@code (12c)}; empty if none is
     * @throws IllegalArgumentException if the lengths do not fit together
     */
    public static List<String> violations(double[] allocation, double[] bids, double[] values) {
        if (values.length != bids.length) {
            throw new IllegalArgumentException("values: expected " + bids.length + " of them, got " + values.length);
        }
        if (allocation.length != bids.length + 1) {
            throw new IllegalArgumentException(
                    "allocation: expected " + (bids.length + 1) + " of them, got " + allocation.length);
        }
        boolean truthful = true;
        boolean groundWhole = true;
        double sum = allocation[0];
        for (int n = 1; n < allocation.length; n++) {
            truthful &= bids[n - 1] == values[n - 1];
            groundWhole &= isWhole(allocation[n]);
            sum += allocation[n];
        }
        List<String> violated = new ArrayList<>();
        add(violated, "(12b)", truthful);
        add(violated, "(12c)", sum == 1.0);
        add(violated, "(12d)", groundWhole);
        add(violated, "(12e)", isWhole(allocation[0]));
        return List.copyOf(violated);
    }

    private static boolean isWhole(double allocation) {
        return allocation == 0.0 || allocation == 1.0;
    }

    private static void add(List<String> violated, String constraint, boolean holds) {
        if (!holds) {
            violated.add(constraint);
        }
    }
}
