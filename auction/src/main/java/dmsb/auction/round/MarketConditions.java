package dmsb.auction.round;

import dmsb.auction.market.Market;
import dmsb.auction.market.Range;
import dmsb.auction.market.Scenario;
import dmsb.core.tensorfile.ShortestDecimal;
import java.util.Arrays;
import java.util.Comparator;

/**
 * The market conditions m^k of one round in the units of a scenario file, for programs that measure them: sets them on an
 * {@link Announcement} as {@link Market#conditions} does, scaled to [0, 1] by the scenario's ranges, the ground base
 * stations in an order that does not depend on their names.
 *
 * <p>What is not set stands in the middle of its range, where it says least. What is outside of its range, so that nothing
 * like it was trained on, is taken at the range's nearest end; {@link #outside} tells how many such numbers there are.
 * Values stay set from round to round. For one thread at a time.
 *
 * <pre>{@code
 * MarketConditions conditions = new MarketConditions(model.scenario());
 * conditions.taskMB(32).userPowerDbm(7.5).uav(45, 38, 1.2, 1.9, 31);
 * auctioneer.announce(conditions, estimate, contract); // every round
 * }</pre>
 */
public final class MarketConditions {
    private static final int SLOT = 2;
    private static final int RESOURCES = 5;
    private static final Comparator<double[]> LEXICOGRAPHIC = Arrays::compare;

    private final Scenario scenario;
    private final double[] slot = {0.5, 0.5};
    private final double[] uav = middle();
    private final double[][] stations;
    private final double[][] ordered;
    private final boolean[] slotOutside = new boolean[SLOT];
    private final int[] providerOutside;

    /**
     * Conditions in the middle of all ranges.
     *
     * @param scenario gives the ranges and N
     */
    public MarketConditions(Scenario scenario) {
        this.scenario = scenario;
        this.stations = new double[scenario.groundStations()][];
        Arrays.setAll(stations, n -> middle());
        this.ordered = stations.clone();
        this.providerOutside = new int[scenario.providers()];
    }

    private static double[] middle() {
        double[] middle = new double[RESOURCES];
        Arrays.fill(middle, 0.5);
        return middle;
    }

    /**
     * Sets the task's size D.
     *
     * @param value in MB
     * @return this
     * @throws IllegalArgumentException if the number is not finite
     */
    public MarketConditions taskMB(double value) {
        return slot(0, "taskMB", scenario.taskMB(), value);
    }

    /**
     * Sets the user's transmit power p^u.
     *
     * @param value in dBm
     * @return this
     * @throws IllegalArgumentException if the number is not finite
     */
    public MarketConditions userPowerDbm(double value) {
        return slot(1, "userPowerDbm", scenario.userPowerDbm(), value);
    }

    private MarketConditions slot(int i, String key, Range range, double value) {
        slot[i] = scaled(key, range, value);
        slotOutside[i] = isOutside(range, value);
        return this;
    }

    /**
     * Sets the UAV's resources.
     *
     * @param uplinkMHz the uplink bandwidth B^u in MHz; of a shared spectrum, the pool's
     * @param downlinkMHz the downlink bandwidth B^d in MHz; of a shared spectrum, the pool's
     * @param gpuGbps the GPU efficiency f^g in Gbit/s
     * @param cpuGbps the CPU efficiency f^c in Gbit/s
     * @param powerDbm the transmit power p^d in dBm
     * @return this
     * @throws IllegalArgumentException if a number is not finite
     */
    public MarketConditions uav(double uplinkMHz, double downlinkMHz, double gpuGbps, double cpuGbps, double powerDbm) {
        return provider(0, uav, uplinkMHz, downlinkMHz, gpuGbps, cpuGbps, powerDbm);
    }

    /**
     * Sets a ground base station's resources.
     *
     * @param n the ground base station, 1 to N
     * @param uplinkMHz the uplink bandwidth B^u in MHz; of a shared spectrum, the pool's
     * @param downlinkMHz the downlink bandwidth B^d in MHz; of a shared spectrum, the pool's
     * @param gpuGbps the GPU efficiency f^g in Gbit/s
     * @param cpuGbps the CPU efficiency f^c in Gbit/s
     * @param powerDbm the transmit power p^d in dBm
     * @return this
     * @throws IllegalArgumentException if there is no such station or a number is not finite
     */
    public MarketConditions station(
            int n, double uplinkMHz, double downlinkMHz, double gpuGbps, double cpuGbps, double powerDbm) {
        if (n < 1 || n > stations.length) {
            throw new IllegalArgumentException(
                    "n: expected a whole number from 1 to " + stations.length + ", got " + n);
        }
        return provider(n, stations[n - 1], uplinkMHz, downlinkMHz, gpuGbps, cpuGbps, powerDbm);
    }

    private MarketConditions provider(
            int n, double[] target, double uplink, double downlink, double gpu, double cpu, double power) {
        double[] scaled = {
            scaled("uplinkMHz", scenario.uplinkMHz(), uplink),
            scaled("downlinkMHz", scenario.downlinkMHz(), downlink),
            scaled("gpuGbps", scenario.gpuGbps(), gpu),
            scaled("cpuGbps", scenario.cpuGbps(), cpu),
            scaled("powerDbm", scenario.providerPowerDbm(), power)
        };
        System.arraycopy(scaled, 0, target, 0, RESOURCES);
        providerOutside[n] = (isOutside(scenario.uplinkMHz(), uplink) ? 1 : 0)
                + (isOutside(scenario.downlinkMHz(), downlink) ? 1 : 0)
                + (isOutside(scenario.gpuGbps(), gpu) ? 1 : 0)
                + (isOutside(scenario.cpuGbps(), cpu) ? 1 : 0)
                + (isOutside(scenario.providerPowerDbm(), power) ? 1 : 0);
        return this;
    }

    private static boolean isOutside(Range range, double value) {
        return value < range.low() || value > range.high();
    }

    private static double scaled(String key, Range range, double value) {
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException(key + ": expected a finite number, got " + ShortestDecimal.of(value));
        }
        double width = range.high() - range.low();
        return width == 0.0 ? 0.5 : Math.max(0.0, Math.min(1.0, (value - range.low()) / width));
    }

    /**
     * How many of the numbers that are set are outside of their ranges.
     *
     * @return 0 if the market is one that the scenario knows
     */
    public int outside() {
        return Arrays.stream(providerOutside).sum() + (slotOutside[0] ? 1 : 0) + (slotOutside[1] ? 1 : 0);
    }

    /**
     * Sets the conditions on an announcement.
     *
     * @param announcement receives the conditions. Modified.
     * @throws IllegalArgumentException if the announcement has room for another number of conditions
     */
    public void announce(Announcement announcement) {
        double[] target = announcement.conditions();
        if (target.length != Market.conditionCount(stations.length)) {
            throw new IllegalArgumentException("conditions: expected " + Market.conditionCount(stations.length)
                    + ", got an announcement with " + target.length);
        }
        System.arraycopy(slot, 0, target, 0, SLOT);
        System.arraycopy(uav, 0, target, SLOT, RESOURCES);
        Arrays.sort(ordered, LEXICOGRAPHIC);
        for (int i = 0; i < ordered.length; i++) {
            System.arraycopy(ordered[i], 0, target, SLOT + RESOURCES * (i + 1), RESOURCES);
        }
    }
}
