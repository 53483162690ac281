package dmsb.auction.dense;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dmsb.auction.environment.AuctionHouse;
import dmsb.auction.evaluation.Evaluation;
import dmsb.auction.evaluation.Sellers;
import dmsb.auction.market.DenseSettings;
import dmsb.auction.market.Market;
import dmsb.auction.market.Scenario;
import dmsb.auction.round.RoundTerms;
import dmsb.auction.round.SealedBids;
import dmsb.auction.round.UavContract;
import dmsb.auction.rule.ActionGrid;
import dmsb.auction.rule.ConstantRule;
import dmsb.auction.rule.LaggedReserveRule;
import dmsb.auction.rule.filter.LinearFilterModel;
import dmsb.core.checkpoint.SavedState;
import dmsb.core.random.RandomStream;
import dmsb.core.random.SeedTree;
import dmsb.core.rl.SetPolicy;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** Slots of an embedding program: the protocol, what may be missing, and that a rule sells here as it was measured. */
class SlotAuctioneerTest {
    private static final SeedTree SEEDS = SeedTree.of(41);
    private static final Scenario TWO_STATIONS = Scenario.standard().with(Scenario.GROUND_STATIONS, 2);
    private static final LinearFilterModel MODEL =
            Sellers.fittedFilter(new Evaluation(Scenario.standard(), SEEDS.child("fit")), 20);

    private static SlotAuctioneer selling(int tasks, int uavs, double rho) {
        return new SlotAuctioneer(
                Intersection.of(TWO_STATIONS, tasks, uavs), new EachTaskAlone(tasks, () -> new ConstantRule(rho)));
    }

    private static SealedBids bids(double first, double second) {
        return new SealedBids(2).bid(1, first).bid(2, second);
    }

    /** The second case of docs/dense.md: nothing is sold, the UAV serves task 2 first. */
    @Test
    void twoTasksAndOneUavByHand() {
        SlotAuctioneer auctioneer = selling(2, 1, 4);
        auctioneer.begin(2).announce(0, 0, 9, 0).announce(0, 1, 10, 0);
        assertArrayEquals(new double[] {4, 4}, auctioneer.post(1));
        SlotSettlement settlement = auctioneer.clear(bids(8, 5), bids(6, 2));
        assertEquals(
                List.of(new SlotSettlement.TaskOutcome(4, 0, 0, 2, 0), new SlotSettlement.TaskOutcome(4, 0, 0, 1, 0)),
                settlement.tasks());
        assertEquals(List.of(14.0), settlement.uavPayments());
        auctioneer.reveal(1, 11).close();
    }

    @Test
    void whatIsMissingHasItsMeaning() {
        SlotAuctioneer auctioneer = selling(3, 2, 1);
        auctioneer.begin(0);
        assertEquals(0, auctioneer.post(1).length);
        assertEquals(List.of(), auctioneer.clear().tasks());
        auctioneer.close();

        auctioneer.begin(3).announce(1, 0, 5, 0);
        auctioneer.post(1);
        List<SlotSettlement.TaskOutcome> tasks = auctioneer
                .clear(new SealedBids(2), new SealedBids(2), new SealedBids(2).bid(2, 3))
                .tasks();
        assertEquals(new SlotSettlement.TaskOutcome(1, 0, 1, 1, 0), tasks.get(0), "no bids: to the UAV that declared");
        assertEquals(Slot.NOBODY, tasks.get(1).server(), "no bids and no UAV");
        assertEquals(new SlotSettlement.TaskOutcome(1, 2, -1, 0, 0), tasks.get(2), "one bid, a price of 0");
        assertThrows(IllegalArgumentException.class, () -> auctioneer.reveal(1, 5));
        auctioneer.close();
    }

    /** A rule that would keep everything: what no UAV has announced anything for goes to the highest bid all the same. */
    @Test
    void whatNoUavAnnouncesIsSold() {
        SlotAuctioneer auctioneer = selling(2, 2, Double.POSITIVE_INFINITY);
        auctioneer.begin(2).announce(1, 0, 5, 0);
        assertArrayEquals(new double[] {Double.POSITIVE_INFINITY, 1}, auctioneer.post(1));
        List<SlotSettlement.TaskOutcome> tasks =
                auctioneer.clear(bids(8, 5), bids(6, 2)).tasks();
        assertEquals(0, tasks.get(0).server());
        assertEquals(new SlotSettlement.TaskOutcome(1, 1, -1, 0, 2), tasks.get(1));
        auctioneer.close();
    }

    /** Rules that price energy sell what is left once there is none. */
    @Test
    void nothingIsKeptForAnEmptyBattery() {
        Intersection shape = Intersection.of(Scenario.preset("battery"));
        List<VectorRule> rules = List.of(
                new MeanFieldRule(shape, MODEL),
                new DualPriceRule(shape, MODEL),
                new PlannerRule(shape, MODEL, 8, SEEDS.child("draws").stream()),
                new LearnedVectorRule(shape, MODEL, keepingAll()));
        DenseHouse house = new DenseHouse(shape);
        for (VectorRule rule : rules) {
            house.reset(SEEDS.child("empty"));
            rule.reset(SEEDS.child("rule").stream());
            int empty = 0;
            for (int t = 100; t > 0; t--) {
                house.award(rule, t);
                if (house.battery(0) == 0) {
                    empty++;
                    for (int m = 0; m < house.slot().tasks(); m++) {
                        assertTrue(house.slot().server(m) > 0, rule + ", " + t + " slots left, task " + m);
                    }
                }
                house.settle();
                rule.observe(house.slot());
                house.next();
            }
            assertTrue(
                    empty > 0 || !(rule instanceof LearnedVectorRule), "a policy that keeps all empties the battery");
        }
    }

    private static SetPolicy keepingAll() {
        return (tasks, own, shared, random, actions) -> Arrays.fill(
                actions, 0, tasks, ActionGrid.of(Scenario.standard()).size() - 1);
    }

    /** What a rule must not post is refused when it is posted, and the slot is still there. */
    @Test
    void whatIsNoFactorIsNotPosted() {
        for (double wrong : new double[] {0.5, Double.NaN}) {
            double[] rho = {wrong};
            SlotAuctioneer auctioneer = posting((rhos, unitPrices) -> rhos[0] = rho[0]);
            auctioneer.begin(1).announce(0, 0, 5, 0);
            assertThrows(IllegalArgumentException.class, () -> auctioneer.post(1));
            rho[0] = 2;
            assertArrayEquals(new double[] {2}, auctioneer.post(1));
            assertEquals(1, auctioneer.clear(bids(8, 2)).tasks().get(0).server());
            auctioneer.close();
        }
        for (double wrong : new double[] {-50, Double.NaN, Double.POSITIVE_INFINITY}) {
            SlotAuctioneer auctioneer = posting((rhos, unitPrices) -> {
                rhos[0] = 1;
                unitPrices[0] = wrong;
            });
            auctioneer.begin(1).announce(0, 0, 5, 0);
            assertThrows(IllegalArgumentException.class, () -> auctioneer.post(1));
        }
    }

    /** Of the tasks that there is room for, a rule sees those of the slot. */
    @Test
    void aRuleThatLooksAtAnotherTaskIsRefused() {
        List<Consumer<SlotAnnouncement>> looks = List.of(
                slot -> slot.view(0, 1),
                slot -> slot.view(1, 0),
                slot -> slot.keenest(1),
                slot -> slot.battery(1),
                slot -> slot.serves(0, 1),
                slot -> slot.serves(-1, 0),
                slot -> slot.isServable(1),
                slot -> slot.isDeclared(-1));
        for (Consumer<SlotAnnouncement> look : looks) {
            SlotAuctioneer auctioneer = new SlotAuctioneer(
                    Intersection.of(TWO_STATIONS, 2, 1), (announcement, rhos, unitPrices) -> look.accept(announcement));
            auctioneer.begin(1).announce(0, 0, 5, 0);
            assertThrows(IllegalArgumentException.class, () -> auctioneer.post(1));
        }
    }

    private static SlotAuctioneer posting(BiConsumer<double[], double[]> rule) {
        return new SlotAuctioneer(
                Intersection.of(TWO_STATIONS, 1, 1), (announcement, rhos, unitPrices) -> rule.accept(rhos, unitPrices));
    }

    /** A factor of one station that is none is found before anything is settled; the slot can still be cleared. */
    @Test
    void whatIsNoFactorOfAStationSettlesNothing() {
        double[] ofStationTwo = {0.5};
        OthersPastVectorRule rule = (announcement, task, station) -> station == 2 ? ofStationTwo[0] : 1.5;
        SlotAuctioneer auctioneer = new SlotAuctioneer(Intersection.of(TWO_STATIONS, 2, 1), rule);
        auctioneer.begin(2).announce(0, 0, 5, 0).announce(0, 1, 5, 0);
        auctioneer.post(1);
        byte[] before = SavedState.of(auctioneer).toBytes();
        assertThrows(IllegalArgumentException.class, () -> auctioneer.clear(bids(8, 2), bids(2, 8)));
        assertArrayEquals(before, SavedState.of(auctioneer).toBytes());
        ofStationTwo[0] = 3;
        assertEquals(3, auctioneer.clear(bids(8, 2), bids(2, 8)).tasks().get(1).rho());
        auctioneer.close();
    }

    /** Another vehicle: neither the past nor the conditions of the one before. */
    @Test
    void aForgottenTaskHasNoConditions() {
        double[] seen = new double[2];
        SlotAuctioneer auctioneer =
                new SlotAuctioneer(Intersection.of(TWO_STATIONS, 1, 1), (announcement, rhos, prices) -> {
                    seen[0] = announcement.view(0, 0).conditions()[0];
                    rhos[0] = 1;
                });
        double[] conditions = new double[RoundTerms.of(TWO_STATIONS).conditionCount()];
        Arrays.fill(conditions, 0.7);
        auctioneer.begin(1).announce(0, 0, 5, 0).conditions(0, 0, conditions);
        auctioneer.post(1);
        auctioneer.clear(bids(8, 2));
        auctioneer.close();
        assertEquals(0.7, seen[0]);
        auctioneer.forget(0);
        auctioneer.begin(1).announce(0, 0, 5, 0);
        auctioneer.post(1);
        assertEquals(0, seen[0]);
    }

    /** One factor for all tasks; the rule is neither asked nor shown the slot, and the past has it. */
    @Test
    void aFixedFactorIsNotTheRules() {
        List<Integer> rounds = new ArrayList<>();
        List<Integer> shown = new ArrayList<>();
        SlotAuctioneer auctioneer = new SlotAuctioneer(Intersection.of(TWO_STATIONS, 2, 1), new VectorRule() {
            @Override
            public void reset(RandomStream random) {}

            @Override
            public void post(SlotAnnouncement announcement, double[] rhos, double[] unitPrices) {
                rounds.add(announcement.view(0, 0).history().size());
                Arrays.fill(rhos, 1.0);
            }

            @Override
            public void observe(Slot slot) {
                shown.add(slot.tasks());
            }
        });
        auctioneer.begin(2).postFixed(1.5);
        assertEquals(1.5, auctioneer.factor(1, 2));
        SlotSettlement settlement = auctioneer.clear(bids(3, 2.5), bids(2, 4));
        assertEquals(Slot.NOBODY, settlement.tasks().get(0).server());
        assertEquals(3.0, settlement.tasks().get(1).price());
        auctioneer.close();
        assertEquals(List.of(), shown);
        assertThrows(IllegalStateException.class, () -> auctioneer.postFixed(1));
        auctioneer.begin(1);
        assertThrows(IllegalArgumentException.class, () -> auctioneer.postFixed(0.99));
        assertThrows(IllegalArgumentException.class, () -> auctioneer.postFixed(Double.NaN));
        auctioneer.post(1);
        auctioneer.clear(bids(3, 2));
        auctioneer.close();
        assertEquals(List.of(1), rounds);
        assertEquals(List.of(1), shown);
    }

    /** A network is not asked about no task. */
    @Test
    void aLearnedRulePassesOverASlotWithoutTasks() {
        Intersection intersection = Intersection.of(Scenario.standard(), 2, 1);
        VectorRule rule = new LearnedVectorRule(intersection, MODEL, (count, own, shared, random, chosen) -> {
            throw new AssertionError("asked about " + count + " tasks");
        });
        SlotAuctioneer auctioneer = new SlotAuctioneer(intersection, rule);
        auctioneer.begin(0);
        assertEquals(0, auctioneer.post(1).length);
        assertEquals(List.of(), auctioneer.clear().tasks());
    }

    @Test
    void callsOutOfOrderChangeNothing() {
        SlotAuctioneer auctioneer = selling(2, 1, 1);
        assertThrows(IllegalStateException.class, () -> auctioneer.post(1));
        assertThrows(IllegalStateException.class, auctioneer::close);
        assertThrows(IllegalArgumentException.class, () -> auctioneer.begin(3));
        auctioneer.begin(1);
        assertThrows(IllegalStateException.class, () -> auctioneer.forget(0));
        assertThrows(IllegalArgumentException.class, () -> auctioneer.announce(0, 1, 5, 0));
        assertThrows(IllegalArgumentException.class, () -> auctioneer.announce(0, 0, Double.NaN, 0));
        assertThrows(IllegalArgumentException.class, () -> auctioneer.post(0));
        auctioneer.announce(0, 0, 5, 0).post(1);
        String late = String.valueOf(assertThrows(IllegalStateException.class, () -> auctioneer.announce(0, 0, 6, 0))
                .getMessage());
        assertEquals("announce: expected a slot that is begun and not posted, got one that is posted", late);
        assertThrows(IllegalArgumentException.class, auctioneer::clear);
        assertThrows(IllegalArgumentException.class, () -> auctioneer.clear(new SealedBids(3)));
        assertEquals(1, auctioneer.clear(bids(3, 2)).tasks().get(0).server());
        auctioneer.close();
        auctioneer.charge(0, 0);
        auctioneer.begin(1).announce(0, 0, 5, 0).post(1);
        assertEquals(Slot.NOBODY, auctioneer.clear(bids(2, 2)).tasks().get(0).server(), "a tie, and no energy");
        auctioneer.close();
        assertEquals(0, auctioneer.battery(0));
    }

    /** Saved and taken up by another program at every point of its slots, with values that are revealed late. */
    @Test
    void aRestoredMarketGoesOnAsIfItHadNeverStopped() {
        Scenario late = Scenario.standard().with(Scenario.REVEAL_LAG, 1);
        Intersection intersection = Intersection.of(late, 3, 2).withBattery(25);
        SetPolicy drawing = (count, own, shared, random, chosen) -> {
            for (int m = 0; m < count; m++) {
                chosen[m] = random.nextInt(5);
            }
        };
        List<Supplier<VectorRule>> rules = List.of(
                () -> new EachTaskAlone(3, MODEL::open),
                () -> new DualPriceRule(intersection, MODEL),
                () -> new MeanFieldRule(intersection, MODEL),
                () -> new PlannerRule(intersection, MODEL, 8, SEEDS.child("draws").stream()),
                () -> new LearnedVectorRule(intersection, MODEL, drawing));
        for (Supplier<VectorRule> rule : rules) {
            SlotAuctioneer whole = new SlotAuctioneer(intersection, rule.get());
            SlotAuctioneer restored = new SlotAuctioneer(intersection, rule.get());
            RandomStream market = SEEDS.child("market").stream();
            for (int t = 0; t < 40; t++) {
                int tasks = market.nextInt(4);
                int point = t % 4;
                whole.begin(tasks);
                restored.begin(tasks);
                for (int u = 0; u < 2; u++) {
                    for (int m = 0; m < tasks; m++) {
                        double estimate = 50 + 50 * market.nextDouble();
                        whole.announce(u, m, estimate, 10);
                        restored.announce(u, m, estimate, 10);
                    }
                }
                restored = point == 0 ? taken(restored, new SlotAuctioneer(intersection, rule.get())) : restored;
                if (t % 5 == 0) {
                    whole.postFixed(1.2);
                    restored.postFixed(1.2);
                } else {
                    assertArrayEquals(whole.post(40 - t), restored.post(40 - t));
                }
                restored = point == 1 ? taken(restored, new SlotAuctioneer(intersection, rule.get())) : restored;
                SealedBids[] bids = new SealedBids[tasks];
                for (int m = 0; m < tasks; m++) {
                    bids[m] = new SealedBids(3);
                    for (int n = 1; n <= 3; n++) {
                        bids[m].bid(n, 100 * market.nextDouble());
                    }
                }
                SlotSettlement settlement = whole.clear(bids);
                assertEquals(settlement, restored.clear(bids));
                for (int m = 0; m < tasks; m++) {
                    if (settlement.tasks().get(m).uav() >= 0) {
                        whole.reveal(m, 70 + m);
                        restored.reveal(m, 70 + m);
                    }
                }
                restored = point == 2 ? taken(restored, new SlotAuctioneer(intersection, rule.get())) : restored;
                whole.close();
                restored.close();
                restored = point == 3 ? taken(restored, new SlotAuctioneer(intersection, rule.get())) : restored;
                assertEquals(whole.battery(1), restored.battery(1));
            }
            assertTrue(whole.battery(0) < 25);
        }
    }

    private static SlotAuctioneer taken(SlotAuctioneer from, SlotAuctioneer to) {
        SavedState.of(from).restoreTo(to);
        return to;
    }

    @Test
    void aMarketOfAnotherShapeIsNotTakenUp() {
        String message = String.valueOf(assertThrows(
                        IllegalArgumentException.class, () -> taken(selling(2, 1, 1), selling(2, 2, 1)))
                .getMessage());
        assertEquals(
                "shape: expected 2 tasks, 2 UAVs, places [1.0, 0.5], got 2 tasks, 1 UAVs, places [1.0, 0.5]", message);
    }

    @Test
    void aRuleSellsAsItWasMeasured() {
        Scenario two = Scenario.preset("battery")
                .with(DenseSettings.UAVS, 2)
                .with(Scenario.REVEAL_LAG, 1)
                .with(Scenario.ROUNDS_PER_EPISODE, 30);
        Intersection intersection = Intersection.of(two).withBattery(20);
        List<Supplier<VectorRule>> rules = List.of(
                () -> new EachTaskAlone(4, LaggedReserveRule::new),
                () -> new DualPriceRule(intersection, MODEL),
                () -> new MeanFieldRule(intersection, MODEL),
                () -> new PlannerRule(intersection, MODEL, 8, SEEDS.child("draws").stream()));
        for (Supplier<VectorRule> rule : rules) {
            deployedIsMeasured(intersection, rule.get(), rule.get());
        }
    }

    private static void deployedIsMeasured(Intersection intersection, VectorRule measured, VectorRule deployed) {
        DenseHouse house = new DenseHouse(intersection);
        house.reset(SEEDS);
        measured.reset(SEEDS.stream());
        Program program = new Program(intersection, deployed);
        int byUavs = 0;
        for (int t = 0; t < 30; t++) {
            house.award(measured, 30 - t);
            SlotSettlement settlement = program.hold(30 - t);
            for (int m = 0; m < intersection.tasks(); m++) {
                SlotSettlement.TaskOutcome outcome = settlement.tasks().get(m);
                assertEquals(house.slot().view(0, m).rho(), outcome.rho());
                assertEquals(house.slot().server(m), outcome.server());
                assertEquals(house.slot().uav(m), outcome.uav());
                assertEquals(house.slot().place(m), outcome.place());
                assertEquals(outcome.server() > 0 ? house.slot().view(0, m).price() : 0.0, outcome.price());
                byUavs += outcome.uav() >= 0 ? 1 : 0;
            }
            house.settle();
            measured.observe(house.slot());
            house.next();
            program.next();
            assertEquals(house.battery(0), program.auctioneer.battery(0));
        }
        assertTrue(byUavs > 10);
    }

    /** An embedding program in the simulated market, warm-up and all. */
    private static final class Program {
        private final Intersection intersection;
        private final DenseMarket market;
        private final SlotAuctioneer auctioneer;
        private final UavContract[][] contracts;
        private boolean warm;

        Program(Intersection intersection, VectorRule rule) {
            this.intersection = intersection;
            market = new DenseMarket(intersection);
            market.reset(SEEDS);
            contracts = new UavContract[intersection.uavs()][intersection.tasks()];
            for (UavContract[] own : contracts) {
                for (int m = 0; m < own.length; m++) {
                    own[m] = new UavContract();
                }
            }
            auctioneer = new SlotAuctioneer(intersection, rule);
            for (int u = 0; u < contracts.length; u++) {
                auctioneer.charge(u, Intersection.UNLIMITED);
            }
            for (int t = AuctionHouse.warmUp(intersection.market()); t > 0; t--) {
                hold(1);
                next();
            }
            for (int u = 0; u < contracts.length; u++) {
                auctioneer.charge(u, intersection.uavTasksPerEpisode());
            }
            rule.reset(SEEDS.stream());
            warm = true;
        }

        SlotSettlement hold(int slotsLeft) {
            int tasks = intersection.tasks();
            auctioneer.begin(tasks);
            SealedBids[] bids = new SealedBids[tasks];
            for (int m = 0; m < tasks; m++) {
                Market task = market.task(m);
                double[] conditions = new double[2 + 5 * intersection.market().providers()];
                task.conditions(conditions);
                bids[m] = new SealedBids(task.groundStations());
                for (int n = 1; n <= task.groundStations(); n++) {
                    bids[m].bid(n, task.value(n));
                }
                for (int u = 0; u < contracts.length; u++) {
                    auctioneer.conditions(u, m, conditions);
                    auctioneer.announce(u, m, task.uavEstimate(u), contracts[u][m].value());
                    double highest = 0.0;
                    for (int n = 1; n <= task.groundStations(); n++) {
                        highest = Math.max(highest, task.value(n));
                    }
                    contracts[u][m].add(task.uavEstimate(u), highest);
                }
            }
            if (warm) {
                auctioneer.post(slotsLeft);
            } else {
                auctioneer.postFixed(1);
            }
            SlotSettlement settlement = auctioneer.clear(bids);
            for (int m = 0; m < tasks; m++) {
                int uav = settlement.tasks().get(m).uav();
                if (uav >= 0) {
                    auctioneer.reveal(m, market.task(m).uavValue(uav));
                }
            }
            return settlement;
        }

        void next() {
            auctioneer.close();
            market.advance();
        }
    }
}
