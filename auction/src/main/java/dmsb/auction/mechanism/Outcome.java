package dmsb.auction.mechanism;

import dmsb.core.argument.Require;

/**
 * The outcome of one auction: who serves, and what the server pays. The winner is one number. So allocations sum to one,
 * eq. (12c), each is 0 or 1, eq. (12d) and eq. (12e), and losers pay nothing.
 *
 * @param groundStations the number of ground base stations, N, at least 1
 * @param winner who serves: 0 is the UAV, 1 to N are the ground base stations
 * @param price what the server pays; not NaN, not negative
 */
public record Outcome(int groundStations, int winner, double price) {
    /**
     * Checks the components.
     *
     * @param groundStations the number of ground base stations, N, at least 1
     * @param winner who serves: 0 is the UAV, 1 to N are the ground base stations
     * @param price what the server pays; not NaN, not negative
     * @throws IllegalArgumentException if there is no such winner or the price is negative or NaN
     */
    public Outcome {
        Require.atLeast("groundStations", groundStations, 1);
        Require.within("winner", winner, 0, groundStations);
        Require.within("price", price, 0, Double.POSITIVE_INFINITY);
    }

    /**
     * Whether the UAV serves.
     *
     * @return true if the winner is 0
     */
    public boolean uavServes() {
        return winner == 0;
    }

    /**
     * The allocation x_n.
     *
     * @param n the provider, 0 (the UAV) to N
     * @return 1 if it serves, else 0
     * @throws IllegalArgumentException if there is no such provider
     */
    public int allocation(int n) {
        requireProvider(n);
        return n == winner ? 1 : 0;
    }

    /**
     * The payment p_n.
     *
     * @param n the provider, 0 (the UAV) to N
     * @return the price if it serves, else 0
     * @throws IllegalArgumentException if there is no such provider
     */
    public double payment(int n) {
        requireProvider(n);
        return n == winner ? price : 0.0;
    }

    private void requireProvider(int n) {
        Require.within("n", n, 0, groundStations);
    }
}
