package dmsb.auction.dense;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dmsb.auction.evaluation.Evaluation;
import dmsb.auction.evaluation.Sellers;
import dmsb.auction.market.Market;
import dmsb.auction.market.Scenario;
import dmsb.auction.market.TownSettings;
import dmsb.auction.market.radio.AerialMicro;
import dmsb.auction.market.radio.Antennas;
import dmsb.auction.market.radio.CircuitMobility;
import dmsb.auction.market.radio.Mobility;
import dmsb.auction.market.radio.UrbanMicro;
import dmsb.auction.market.town.FleetMobility;
import dmsb.auction.market.town.GapTraffic;
import dmsb.auction.market.town.RadioPlan;
import dmsb.auction.market.town.Town;
import dmsb.auction.market.town.TownRadio;
import dmsb.auction.rule.ConstantRule;
import dmsb.auction.rule.LaggedReserveRule;
import dmsb.auction.rule.filter.LinearFilterModel;
import dmsb.core.random.SeedTree;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Several vehicles of a town, each a task of the slot: each is the one vehicle of a town, and a slot has those that are there. */
class TownSlotsTest {
    private static final Scenario TOWN = Scenario.preset("town");
    private static final SeedTree SEEDS = SeedTree.of(13);

    /** A path that was driven before, from its second step on the time of {@link #advance}. */
    private static final class Driven implements Mobility {
        private final double[] path;
        private final boolean[] changes;
        private int slot;

        Driven(Mobility vehicle, SeedTree episode, int slots) {
            path = new double[2 * slots];
            changes = new boolean[slots];
            vehicle.reset(episode);
            for (int t = 0; t < slots; t++) {
                path[2 * t] = vehicle.x();
                path[2 * t + 1] = vehicle.y();
                changes[t] = vehicle.changed();
                vehicle.advance();
            }
        }

        @Override
        public void reset(SeedTree episode) {
            slot = 0;
        }

        @Override
        public void advance() {
            slot++;
        }

        @Override
        public double x() {
            return path[2 * slot];
        }

        @Override
        public double y() {
            return path[2 * slot + 1];
        }

        @Override
        public boolean changed() {
            return changes[slot];
        }
    }

    /** A UAV that takes its place from other seeds than the vehicle's. */
    private static Mobility circuit(Town town, SeedTree seeds) {
        double x = town.traffic().bounds().middleX();
        double y = town.traffic().bounds().middleY();
        CircuitMobility circuit =
                new CircuitMobility(x, y, 200, 15 * town.traffic().stepSeconds());
        return new Mobility() {
            @Override
            public void reset(SeedTree episode) {
                circuit.reset(seeds);
            }

            @Override
            public void advance() {
                circuit.advance();
            }

            @Override
            public double x() {
                return circuit.x();
            }

            @Override
            public double y() {
                return circuit.y();
            }
        };
    }

    private static TownRadio radio(Town town, Mobility vehicle, Mobility uav) {
        return new TownRadio(
                town.sites(),
                vehicle,
                uav,
                new RadioPlan(
                        3,
                        new UrbanMicro(),
                        new Antennas(10, 1.5, 3.5),
                        new AerialMicro(),
                        new Antennas(100, 1.5, 3.5),
                        5,
                        9,
                        7.4,
                        10));
    }

    /** To the bit: the market of one vehicle on the same way, from the same streams. */
    @Test
    void everyVehicleIsTheOneVehicleOfATownOnItsWay(@TempDir Path folder) throws IOException {
        for (Scenario scenario : new Scenario[] {TOWN, TOWN.with(TownSettings.TRACE, GapTraffic.write(folder))}) {
            Town town = TownSettings.town(scenario);
            DenseMarket many = new DenseMarket(Intersection.of(scenario, 4, 1));
            many.reset(SEEDS);
            Market[] alone = new Market[4];
            for (int m = 0; m < 4; m++) {
                Mobility way = new Driven(new FleetMobility(town.traffic(), 4, m), SEEDS, 400);
                alone[m] = new Market(scenario, radio(town, way, circuit(town, SEEDS)));
                alone[m].reset(SEEDS, m == 0 ? SEEDS : SEEDS.child("task").child(m));
            }
            for (int t = 0; t < 300; t++) {
                for (int m = 0; m < 4; m++) {
                    Market task = many.task(m);
                    for (int n = 0; n <= 3; n++) {
                        assertEquals(
                                alone[m].provider(n).station(), task.provider(n).station());
                        assertEquals(
                                alone[m].provider(n).gain(), task.provider(n).gain());
                        assertEquals(alone[m].value(n), task.value(n));
                    }
                    assertEquals(alone[m].estimate(), task.uavEstimate(0));
                    alone[m].advance();
                }
                many.advance();
            }
        }
    }

    @Test
    void vehiclesMeetTheSameSitesAndUavsOverLinksOfTheirOwn() {
        DenseMarket market = new DenseMarket(Intersection.of(TOWN, 6, 2));
        Map<Integer, Double> bandwidths = new HashMap<>();
        Map<Integer, Double> gains = new HashMap<>();
        int shared = 0;
        market.reset(SEEDS);
        for (int t = 0; t < 100; t++) {
            gains.clear();
            double uavX = ((TownRadio) market.task(0).radio()).uavX();
            for (int m = 0; m < 6; m++) {
                assertEquals(uavX, ((TownRadio) market.task(m).radio()).uavX());
                for (int n = 1; n <= 3; n++) {
                    var station = market.task(m).provider(n);
                    Double before = bandwidths.put(station.station(), station.uplinkHz());
                    assertTrue(before == null || before == station.uplinkHz());
                    Double another = gains.put(station.station(), station.gain());
                    shared += another == null ? 0 : 1;
                    assertTrue(another == null || another != station.gain());
                }
            }
            market.advance();
        }
        assertTrue(shared > 100, shared + " sites of two vehicles");
    }

    /** The second UAV's values have the law of the first one's: their mean logs agree within four standard errors. */
    @Test
    void aFurtherUavHasTheLawOfTheFirst() {
        int episodes = 600;
        Market market = new Market(TOWN, 2);
        double[] differences = new double[episodes];
        double[] squares = new double[episodes];
        for (int e = 0; e < episodes; e++) {
            market.reset(SEEDS.child(e));
            double first = StrictMath.log(market.uavValue(0));
            double second = StrictMath.log(market.uavValue(1));
            differences[e] = second - first;
            squares[e] = second * second - first * first;
        }
        for (double[] sample : new double[][] {differences, squares}) {
            double mean = Arrays.stream(sample).average().orElseThrow();
            double variance =
                    Arrays.stream(sample).map(x -> (x - mean) * (x - mean)).sum() / (episodes - 1);
            assertEquals(0.0, mean, 4 * Math.sqrt(variance / episodes)); // false alarm 6e-5
        }
    }

    @Test
    void withOneTaskAnotherUavMovesNothing() {
        Market one = new Market(TOWN);
        Market two = new Market(TOWN, 2);
        one.reset(SEEDS);
        two.reset(SEEDS);
        for (int t = 0; t < 200; t++) {
            for (int n = 0; n <= 3; n++) {
                assertEquals(one.value(n), two.value(n));
            }
            one.advance();
            two.advance();
        }
    }

    /** The past that a rule is shown for a task is that of its place, whichever tasks a slot has. */
    @Test
    void aSlotHasTheVehiclesThatAreThereAndEachThePastOfItsPlace(@TempDir Path folder) throws IOException {
        Intersection town = Intersection.of(TOWN.with(TownSettings.TRACE, GapTraffic.write(folder)), 3, 2);
        DenseHouse house = new DenseHouse(town);
        VectorRule lagged = new EachTaskAlone(3, LaggedReserveRule::new);
        int[] slots = new int[4];
        for (int e = 0; e < 20; e++) {
            house.reset(SEEDS.child(e));
            Map<Market, Double> last = new HashMap<>();
            for (int t = 0; t < 80; t++) {
                int present = 0;
                for (int place = 0; place < 3; place++) {
                    if (house.market().task(place).present()) {
                        assertEquals(house.market().task(place), house.task(present++));
                    }
                }
                assertEquals(present, house.slot().tasks());
                slots[present]++;
                VectorRule looking = (announcement, rhos, prices) -> {
                    for (int m = 0; m < announcement.tasks(); m++) {
                        for (int u = 0; u < 2; u++) {
                            double seen = announcement.view(u, m).history().bid(0, 0);
                            assertEquals(seen, last.getOrDefault(house.task(m), seen));
                            assertEquals(
                                    house.task(m).uavEstimate(u),
                                    announcement.view(u, m).estimate());
                        }
                    }
                    lagged.post(announcement, rhos, prices);
                };
                house.award(looking, 80 - t);
                double surplus = 0;
                for (int m = 0; m < present; m++) {
                    Market task = house.task(m);
                    int server = house.slot().server(m);
                    surplus += server > 0
                            ? task.value(server)
                            : task.uavValue(house.slot().uav(m)) / house.slot().place(m);
                    last.put(task, house.slot().view(0, m).highest());
                }
                assertEquals(surplus, house.surplus(), 1e-12 * surplus);
                house.settle();
                house.next();
            }
        }
        for (int count : slots) {
            assertTrue(count > 50, Arrays.toString(slots));
        }
    }

    /** Every rule on slots of none to four tasks; without a battery slot by slot, with one the episode. */
    @Test
    void firstBestIsACeilingOfEveryRule(@TempDir Path folder) throws IOException {
        Scenario gaps = TOWN.with(TownSettings.TRACE, GapTraffic.write(folder));
        LinearFilterModel model = Sellers.fittedFilter(new Evaluation(TOWN, SEEDS.child("fit")), 20);
        for (int battery : new int[] {Intersection.UNLIMITED, 40}) {
            boolean limited = battery == 40;
            Intersection town = Intersection.of(gaps.with(Scenario.ROUNDS_PER_EPISODE, limited ? 60 : 1), 4, 2)
                    .withBattery(battery);
            VectorRule[] rules = {
                new EachTaskAlone(4, LaggedReserveRule::new),
                new EachTaskAlone(4, model::open),
                new EachTaskAlone(4, () -> new ConstantRule(Double.POSITIVE_INFINITY)),
                new DualPriceRule(town, model),
                new MeanFieldRule(town, model),
                new PlannerRule(town, model, 16, SEEDS.stream())
            };
            DenseEvaluation evaluation = new DenseEvaluation(town, SEEDS);
            for (VectorRule rule : rules) {
                DenseEvaluation.SlotMeans means = evaluation.run(rule, limited ? 5 : 100);
                for (int e = 0; e < means.surplus().length; e++) {
                    assertTrue(means.surplus()[e] <= means.firstBest()[e] * (1 + 160 * 0x1p-52));
                    assertTrue(means.uavShare()[e] >= 0 && means.uavShare()[e] <= 1);
                }
                assertTrue(means.fraction() > 0.3, rule + " " + means.fraction());
            }
            DenseEvaluation.SlotMeans again = new DenseEvaluation(town, SEEDS).run(rules[0], limited ? 5 : 100);
            assertArrayEquals(evaluation.run(rules[0], limited ? 5 : 100).surplus(), again.surplus());
            assertArrayEquals(evaluation.run(rules[0], limited ? 5 : 100).firstBest(), again.firstBest());
        }
    }

    /** Energy for all tasks is no limit: the episode's best assignment is that of its slots. */
    @Test
    void firstBestOfAnEpisodeIsThatOfItsSlotsWhereEnergySuffices(@TempDir Path folder) throws IOException {
        Scenario gaps = TOWN.with(TownSettings.TRACE, GapTraffic.write(folder)).with(Scenario.ROUNDS_PER_EPISODE, 60);
        Intersection town = Intersection.of(gaps, 4, 2);
        VectorRule rule = new EachTaskAlone(4, LaggedReserveRule::new);
        double[] bySlots = new DenseEvaluation(town, SEEDS).run(rule, 5).firstBest();
        double[] whole =
                new DenseEvaluation(town.withBattery(240), SEEDS).run(rule, 5).firstBest();
        assertArrayEquals(bySlots, whole, 1e-9);
    }

    @Test
    void anEpisodeDependsOnItsSeedsAloneAndFewerTasksAreThoseOfTheFirstPlaces() {
        DenseMarket fresh = new DenseMarket(Intersection.of(TOWN, 5, 2));
        DenseMarket used = new DenseMarket(Intersection.of(TOWN, 5, 2));
        used.reset(SEEDS.child("another"));
        used.advance();
        fresh.reset(SEEDS);
        used.reset(SEEDS, 3);
        for (int t = 0; t < 100; t++) {
            for (int m = 0; m < 3; m++) {
                for (int n = 0; n <= 3; n++) {
                    assertEquals(fresh.task(m).value(n), used.task(m).value(n));
                }
                assertEquals(fresh.task(m).uavEstimate(1), used.task(m).uavEstimate(1));
                assertEquals(fresh.task(m).present(), used.task(m).present());
            }
            fresh.advance();
            used.advance();
        }
    }
}
