package dmsb.auction.market;

import java.util.List;

/**
 * Where each of the market conditions m^k stands: first the {@value #SLOT} of the slot, the task's size and the user's
 * power; then, provider after provider, the UAV first, {@value #RESOURCES} resources each: uplink and downlink bandwidth,
 * GPU and CPU efficiency, power. {@link Market#conditions} says in which order ground base stations follow.
 */
public final class ConditionLayout {
    /** The place of the task's size. */
    public static final int TASK = 0;

    /** The place of the user's power. */
    public static final int USER_POWER = 1;

    /** How many conditions describe the slot. */
    public static final int SLOT = 2;

    /** How many conditions describe a provider: its resources. */
    public static final int RESOURCES = 5;

    /** The keys of a scenario whose ranges scale the conditions: those of the slot, then those of a provider. */
    private static final List<String> KEYS =
            List.of("taskMB", "userPowerDbm", "uplinkMHz", "downlinkMHz", "gpuGbps", "cpuGbps", "powerDbm");

    private ConditionLayout() {}

    /**
     * How many market conditions there are.
     *
     * @param groundStations the number of ground base stations, N
     * @return the number
     */
    public static int count(int groundStations) {
        return provider(groundStations + 1);
    }

    /**
     * Where the resources of a provider begin.
     *
     * @param row the provider's row: 0 is the UAV, 1 to N are the ground base stations in the order in which they follow
     * @return the place of the first of its {@value #RESOURCES} resources
     */
    public static int provider(int row) {
        return SLOT + RESOURCES * row;
    }

    /**
     * What kind of condition stands at a place.
     *
     * @param place the place
     * @return {@link #TASK}, {@link #USER_POWER}, or {@link #SLOT} + i for the i-th resource of a provider
     */
    public static int kind(int place) {
        return place < SLOT ? place : SLOT + (place - SLOT) % RESOURCES;
    }

    /**
     * What a condition of a kind is called.
     *
     * @param kind the kind
     * @return the key
     */
    public static String key(int kind) {
        return KEYS.get(kind);
    }

    /**
     * The ranges that scale the conditions to [0, 1], kind after kind.
     *
     * @param scenario the scenario
     * @return a new array
     */
    public static Range[] ranges(Scenario scenario) {
        return new Range[] {
            scenario.taskMB(),
            scenario.userPowerDbm(),
            scenario.uplinkMHz(),
            scenario.downlinkMHz(),
            scenario.gpuGbps(),
            scenario.cpuGbps(),
            scenario.providerPowerDbm()
        };
    }
}
