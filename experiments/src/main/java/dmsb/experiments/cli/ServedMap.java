package dmsb.experiments.cli;

import dmsb.auction.market.Market;
import dmsb.auction.market.Scenario;
import dmsb.auction.market.TownSettings;
import dmsb.auction.market.town.Town;
import dmsb.auction.market.town.TownRadio;
import dmsb.auction.market.town.TrafficTrace;
import dmsb.experiments.config.UsageException;
import dmsb.experiments.figure.MapChart;
import java.util.ArrayList;
import java.util.List;

/** Takes down where the tasks of a town are served and by whom, for a map. */
final class ServedMap {
    private static final int MOST_TASKS = 5_000;
    private static final int MOST_JOURNEYS = 1_000;

    private final Town town;
    private final int[] served;
    private final List<MapChart.ServedTask> tasks = new ArrayList<>();
    private final List<MapChart.Spot> flight = new ArrayList<>();

    /**
     * A map without tasks.
     *
     * @throws UsageException if the scenario has no places
     */
    ServedMap(Scenario scenario) {
        if (!TownSettings.isTown(scenario)) {
            throw new UsageException("--map: expected a scenario with places, kind: town, got kind: table");
        }
        this.town = TownSettings.town(scenario);
        this.served = new int[town.sites().size()];
    }

    /** Takes down the round under way; the way of the UAV is that of the first episode. */
    void add(int episode, Market market, int winner) {
        if (!(market.radio() instanceof TownRadio radio) || tasks.size() == MOST_TASKS) {
            return;
        }
        if (episode == 0) {
            flight.add(new MapChart.Spot(radio.uavX(), radio.uavY()));
        }
        if (winner > 0) {
            served[radio.station(winner) - 1]++;
        }
        tasks.add(new MapChart.ServedTask(new MapChart.Spot(radio.vehicleX(), radio.vehicleY()), winner == 0));
    }

    /** The map: the sites are those that have served, or stand among the streets. */
    MapChart chart() {
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
        String which = tasks.size() == MOST_TASKS ? "the first " + MOST_TASKS + " tasks" : tasks.size() + " tasks";
        return new MapChart("Who served where: " + which, streets, sites, flight, tasks);
    }
}
