package dmsb.auction.dense;

import dmsb.auction.assignment.PlaceWeights;
import dmsb.auction.market.DenseSettings;
import dmsb.auction.market.Market;
import dmsb.auction.market.ObservationMode;
import dmsb.auction.market.Scenario;
import dmsb.auction.market.Stations;
import dmsb.core.argument.Require;

/**
 * A market of several tasks and UAVs: an immutable value.
 *
 * @param market the market of one of its tasks: resources, physics, valuation and what is known
 * @param tasks the tasks of a slot, M, from 1 to {@value DenseSettings#MOST}
 * @param uavs the UAVs, U, from 1 to {@value DenseSettings#MOST}
 * @param weights what a task counts in each place of a UAV's order of work, delta
 * @param uavTasksPerEpisode the battery: how many tasks a UAV can serve in the scored slots of an episode; {@link
 *     #UNLIMITED} if as many as there are
 */
public record Intersection(Scenario market, int tasks, int uavs, PlaceWeights weights, int uavTasksPerEpisode) {
    /** The battery that is never empty. */
    public static final int UNLIMITED = Integer.MAX_VALUE;

    /**
     * Checks the components.
     *
     * @throws IllegalArgumentException if a component is out of its range, naming it; or if there are several tasks or UAVs
     *     and slots have a length or the spectrum is shared; or if the number of stations varies; or if the scenario observes
     *     anything but past bids, as no rule for slots does
     */
    public Intersection {
        Require.within("tasks", tasks, 1, DenseSettings.MOST);
        Require.within("uavs", uavs, 1, DenseSettings.MOST);
        Require.atLeast("uavTasksPerEpisode", uavTasksPerEpisode, 0);
        Stations.requireOne(market, "slots of several tasks");
        if (market.observation() != ObservationMode.PAST_BIDS) {
            throw Scenario.OBSERVATION.refusal(
                    ObservationMode.PAST_BIDS + " with slots of several tasks",
                    market.observation().toString());
        }
        if (tasks * uavs > 1) {
            Market.requirePlain("tasks, uavs", market);
        }
    }

    /**
     * The intersection of a scenario, by its keys {@code tasks}, {@code uavs}, {@code uavTasksPerEpisode} and {@code
     * placeDiscount}.
     *
     * @param scenario the scenario
     * @return the intersection
     * @throws IllegalArgumentException if there are several tasks or UAVs and slots have a length or the spectrum is shared
     */
    public static Intersection of(Scenario scenario) {
        int tasks = scenario.get(DenseSettings.TASKS);
        int battery = scenario.get(DenseSettings.UAV_TASKS_PER_EPISODE);
        return new Intersection(
                DenseSettings.ofOneTask(scenario),
                tasks,
                scenario.get(DenseSettings.UAVS),
                PlaceWeights.discounted(tasks, scenario.get(DenseSettings.PLACE_DISCOUNT)),
                battery == 0 ? UNLIMITED : battery);
    }

    /**
     * The intersection of a scenario with other numbers of tasks and UAVs.
     *
     * @param scenario the scenario
     * @param tasks the tasks of a slot, M
     * @param uavs the UAVs, U
     * @return the intersection
     * @throws IllegalArgumentException if a number is out of its range, or does not go with the scenario
     */
    public static Intersection of(Scenario scenario, int tasks, int uavs) {
        return of(scenario.with(DenseSettings.TASKS, tasks).with(DenseSettings.UAVS, uavs));
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
