package dmsb.auction.round;

import dmsb.auction.market.ConditionLayout;
import dmsb.auction.market.ConditionScale;
import dmsb.auction.market.Market;
import dmsb.auction.market.Range;
import dmsb.auction.market.Scenario;
import dmsb.core.argument.Require;
import java.util.Arrays;
import java.util.Comparator;

/**
 * The market conditions m^k of one round in the units of a scenario file, for programs that measure them. It writes
 * them into an {@link Announcement} in the form of {@link Market#conditions}. Each number is scaled to [0, 1] by its
 * range in the scenario. The order of the ground base stations does not depend on their names.
 *
 * <p>A condition that is not set has the middle of its range. A number outside of its range is replaced by the nearest
 * end, because the model was not trained on such numbers. {@link #outside} tells how many there are. Values stay set
 * from round to round. For one thread at a time.
 *
 * <pre>{@code
 * MarketConditions conditions = new MarketConditions(model.scenario());
 * conditions.taskMB(32).userPowerDbm(7.5).uav(45, 38, 1.2, 1.9, 31);
 * auctioneer.announce(conditions, estimate, contract); // every round
 * }</pre>
 */
public final class MarketConditions {
    private static final Comparator<double[]> LEXICOGRAPHIC = Arrays::compare;

    private final Range[] ranges;
    private final double[] slot = middle(ConditionLayout.SLOT);
    private final double[] uav = middle(ConditionLayout.RESOURCES);
    private final double[][] stations;
    private final double[][] ordered;
    private final boolean[] slotOutside = new boolean[ConditionLayout.SLOT];
    private final int[] providerOutside;

    /**
     * Conditions in the middle of all ranges.
     *
     * @param scenario gives the ranges and N
     */
    public MarketConditions(Scenario scenario) {
        this.ranges = ConditionLayout.ranges(scenario);
        this.stations = new double[scenario.groundStations()][];
        Arrays.setAll(stations, n -> middle(ConditionLayout.RESOURCES));
        this.ordered = stations.clone();
        this.providerOutside = new int[scenario.providers()];
    }

    private static double[] middle(int count) {
        double[] middle = new double[count];
        Arrays.fill(middle, ConditionScale.MIDDLE);
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
        return slot(ConditionLayout.TASK, value);
    }

    /**
     * Sets the user's transmit power p^u.
     *
     * @param value in dBm
     * @return this
     * @throws IllegalArgumentException if the number is not finite
     */
    public MarketConditions userPowerDbm(double value) {
        return slot(ConditionLayout.USER_POWER, value);
    }

    private MarketConditions slot(int kind, double value) {
        slot[kind] = scaled(kind, value);
        slotOutside[kind] = isOutside(kind, value);
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
        Require.within("n", n, 1, stations.length);
        return provider(n, stations[n - 1], uplinkMHz, downlinkMHz, gpuGbps, cpuGbps, powerDbm);
    }

    private MarketConditions provider(int n, double[] target, double... resources) {
        double[] scaled = new double[ConditionLayout.RESOURCES];
        int outside = 0;
        for (int i = 0; i < scaled.length; i++) {
            int kind = ConditionLayout.SLOT + i;
            scaled[i] = scaled(kind, resources[i]);
            outside += isOutside(kind, resources[i]) ? 1 : 0;
        }
        System.arraycopy(scaled, 0, target, 0, scaled.length);
        providerOutside[n] = outside;
        return this;
    }

    private boolean isOutside(int kind, double value) {
        return value < ranges[kind].low() || value > ranges[kind].high();
    }

    private double scaled(int kind, double value) {
        Require.finite(ConditionLayout.key(kind), value);
        Range range = ranges[kind];
        double width = range.high() - range.low();
        return width == 0.0 ? ConditionScale.MIDDLE : Math.max(0.0, Math.min(1.0, (value - range.low()) / width));
    }

    /**
     * How many of the numbers that are set are outside of their ranges.
     *
     * @return 0 if the market is one that the scenario knows
     */
    public int outside() {
        return Arrays.stream(providerOutside).sum()
                + (slotOutside[ConditionLayout.TASK] ? 1 : 0)
                + (slotOutside[ConditionLayout.USER_POWER] ? 1 : 0);
    }

    /**
     * Sets the conditions on an announcement.
     *
     * @param announcement receives the conditions. Modified.
     * @throws IllegalArgumentException if the announcement has room for another number of conditions
     */
    public void announce(Announcement announcement) {
        double[] target = announcement.conditions();
        Require.size("conditions", target.length, ConditionLayout.count(stations.length));
        System.arraycopy(slot, 0, target, 0, slot.length);
        System.arraycopy(uav, 0, target, ConditionLayout.provider(0), uav.length);
        Arrays.sort(ordered, LEXICOGRAPHIC);
        for (int i = 0; i < ordered.length; i++) {
            System.arraycopy(ordered[i], 0, target, ConditionLayout.provider(i + 1), ordered[i].length);
        }
    }
}
