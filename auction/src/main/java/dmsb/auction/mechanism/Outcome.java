package dmsb.auction.mechanism;

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
        if (groundStations < 1) {
            throw new IllegalArgumentException("groundStations: expected a whole number from 1, got " + groundStations);
        }
        if (winner < 0 || winner > groundStations) {
            throw new IllegalArgumentException(
                    "winner: expected a whole number from 0 to " + groundStations + ", got " + winner);
        }
        if (!(price >= 0.0)) {
            throw new IllegalArgumentException("price: expected a number from 0, got " + price);
        }
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
        if (n < 0 || n > groundStations) {
            throw new IllegalArgumentException("n: expected a whole number from 0 to " + groundStations + ", got " + n);
        }
    }
}
