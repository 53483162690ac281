package dmsb.auction.dense;

import dmsb.auction.assignment.PlaceWeights;
import dmsb.auction.market.Market;
import dmsb.auction.market.Scenario;
import dmsb.core.argument.Require;
import java.util.List;

/**
 * A market of several tasks and UAVs: an immutable value.
 *
 * @param market resources, physics, valuation and what is known, as for one task; N ground base stations
 * @param tasks the tasks of a slot, M, from 1 to {@value #MAX_TASKS}
 * @param uavs the UAVs, U, from 1 to {@value #MAX_UAVS}
 * @param weights what a task counts in each place of a UAV's order of work, delta
 * @param uavTasksPerEpisode the battery: how many tasks a UAV can serve in the scored slots of an episode; {@link
 *     #UNLIMITED} if as many as there are
 */
public record Intersection(Scenario market, int tasks, int uavs, PlaceWeights weights, int uavTasksPerEpisode) {
    /** The battery that is never empty. */
    public static final int UNLIMITED = Integer.MAX_VALUE;

    static final int MAX_TASKS = 64;
    static final int MAX_UAVS = 64;

    private static final List<String> PRESETS = List.of("dense", "city", "battery");

    /**
     * Checks the components.
     *
     * @throws IllegalArgumentException if a component is out of its range, naming it; or if there are several tasks or UAVs
     *     and slots have a length, the spectrum is shared, or it is a town
     */
    public Intersection {
        Require.within("tasks", tasks, 1, MAX_TASKS);
        Require.within("uavs", uavs, 1, MAX_UAVS);
        Require.atLeast("uavTasksPerEpisode", uavTasksPerEpisode, 0);
        if (tasks * uavs > 1) {
            Market.requirePlain("tasks, uavs", market);
        }
    }

    /**
     * A market without batteries, in which the task in a UAV's j-th place counts 1 / j of its value.
     *
     * @param market resources, physics, valuation and what is known
     * @param tasks the tasks of a slot, M
     * @param uavs the UAVs, U
     * @return the intersection
     * @throws IllegalArgumentException if a number is out of its range
     */
    public static Intersection of(Scenario market, int tasks, int uavs) {
        Require.within("tasks", tasks, 1, MAX_TASKS);
        return new Intersection(market, tasks, uavs, PlaceWeights.harmonic(tasks), UNLIMITED);
    }

    /**
     * The preset of the given name, each on the market {@code paper}: {@code dense} has 4 tasks and 1 UAV, {@code city} 8
     * and 2, {@code battery} 4 and 1 with energy for one task a slot.
     *
     * @param name one of {@link #presetNames()}
     * @return the preset
     * @throws IllegalArgumentException if there is no such preset
     */
    public static Intersection preset(String name) {
        Scenario paper = Scenario.standard();
        return switch (name) {
            case "dense" -> of(paper, 4, 1);
            case "city" -> of(paper, 8, 2);
            case "battery" -> of(paper, 4, 1).withBattery(paper.roundsPerEpisode());
            default -> throw Require.refusal("intersection", "one of " + String.join(", ", PRESETS), name);
        };
    }

    /**
     * The names of the presets.
     *
     * @return the names
     */
    public static List<String> presetNames() {
        return PRESETS;
    }

    /**
     * The same intersection with another battery.
     *
     * @param units how many tasks a UAV can serve in an episode, at least 0
     * @return the intersection
     * @throws IllegalArgumentException if the number is negative
     */
    public Intersection withBattery(int units) {
        return new Intersection(market, tasks, uavs, weights, units);
    }
}
