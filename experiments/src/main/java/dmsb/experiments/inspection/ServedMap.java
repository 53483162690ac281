package dmsb.experiments.inspection;

import dmsb.auction.environment.HindsightRound;
import dmsb.auction.environment.Rounds;
import dmsb.auction.environment.SimulatedRounds;
import dmsb.auction.evaluation.RoundListener;
import dmsb.auction.market.Scenario;
import dmsb.auction.market.TownSettings;
import dmsb.auction.market.town.Town;
import dmsb.auction.market.town.TownRadio;
import dmsb.auction.market.town.TrafficTrace;
import dmsb.core.argument.Require;
import dmsb.experiments.figure.MapChart;
import java.util.ArrayList;
import java.util.List;

/** A listener that takes down where the tasks of a town are served and by whom, for a map. For one thread at a time. */
public final class ServedMap implements RoundListener {
    /** The most tasks that a map shows: those played first. */
    public static final int MOST_TASKS = 5_000;

    private static final int MOST_JOURNEYS = 1_000;

    private final Town town;
    private final int[] served;
    private final List<MapChart.ServedTask> tasks = new ArrayList<>();
    private final List<MapChart.Spot> flight = new ArrayList<>();

    /**
     * A map without tasks.
     *
     * @param scenario a scenario with places
     * @throws IllegalArgumentException if it has none, or a file of the town is missing, cannot be read, or is malformed
     */
    public ServedMap(Scenario scenario) {
        if (!TownSettings.isTown(scenario)) {
            throw Require.refusal("map", "a scenario with places, kind: town", "kind: table");
        }
        this.town = TownSettings.town(scenario);
        this.served = new int[town.sites().size()];
    }

    /** Takes down the round. The way of the UAV is that of episode 0. */
    @Override
    public void onRound(int episode, int index, Rounds rounds, HindsightRound round) {
        if (!(rounds instanceof SimulatedRounds simulated)
                || !(simulated.market().radio() instanceof TownRadio radio)
                || tasks.size() == MOST_TASKS) {
            return;
        }
        if (episode == 0) {
            flight.add(new MapChart.Spot(radio.uavX(), radio.uavY()));
        }
        int winner = round.round().winner();
        if (winner > 0) {
            served[radio.station(winner) - 1]++;
        }
        tasks.add(new MapChart.ServedTask(new MapChart.Spot(radio.vehicleX(), radio.vehicleY()), winner == 0));
    }

    /**
     * The tasks that were taken down, in words.
     *
     * @return for example {@code 300 tasks}, or {@code the first 5000 tasks}
     */
    public String tasks() {
        return tasks.size() == MOST_TASKS ? "the first " + MOST_TASKS + " tasks" : tasks.size() + " tasks";
    }

    /**
     * The map. Its sites are those that have served, or stand among the streets.
     *
     * @param title what the map shows
     * @return the chart
     * @throws IllegalArgumentException if the title is blank
     */
    public MapChart chart(String title) {
        TrafficTrace traffic = town.traffic();
        List<List<MapChart.Spot>> streets = new ArrayList<>();
        for (int journey = 0; journey < Math.min(MOST_JOURNEYS, traffic.journeys()); journey++) {
            List<MapChart.Spot> street = new ArrayList<>();
            for (int step = 0; step < traffic.length(journey); step++) {
                street.add(new MapChart.Spot(traffic.x(journey, step), traffic.y(journey, step)));
            }
            streets.add(street);
        }
        List<MapChart.Site> sites = new ArrayList<>();
        for (int site = 0; site < served.length; site++) {
            double x = town.sites().xs()[site];
            double y = town.sites().ys()[site];
            if (traffic.bounds().contains(x, y) || served[site] > 0) {
                sites.add(new MapChart.Site(town.sites().names().get(site), new MapChart.Spot(x, y), served[site]));
            }
        }
        return new MapChart(title, streets, sites, flight, tasks);
    }
}
