package dmsb.auction.dense;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dmsb.auction.evaluation.Evaluation;
import dmsb.auction.evaluation.Sellers;
import dmsb.auction.market.DenseSettings;
import dmsb.auction.market.Scenario;
import dmsb.auction.rule.ActionGrid;
import dmsb.auction.rule.filter.LinearFilterModel;
import dmsb.core.random.RandomStream;
import dmsb.core.random.SeedTree;
import dmsb.core.rl.SetPolicy;
import org.junit.jupiter.api.Test;

/** What actions would have brought, against auctions that are held again with these actions. */
class CounterfactualSurplusTest {
    private static final SeedTree SEEDS = SeedTree.of(21);
    private static final LinearFilterModel MODEL = Sellers.fittedFilter(
                    new Evaluation(Scenario.standard(), SEEDS.child("fit")), 20)
            .withOptimism(0);

    private static final SetPolicy ANY = (elements, own, shared, random, actions) -> {
        for (int m = 0; m < elements; m++) {
            actions[m] = random.nextInt(20);
        }
    };

    /** With a battery too: in the second half of an episode it is empty or nearly so. */
    @Test
    void everyActionBringsWhatTheAuctionHeldAgainBrings() {
        for (Scenario scenario : new Scenario[] {
            Scenario.preset("dense"),
            Scenario.preset("city").with(DenseSettings.TASKS, 5),
            Scenario.preset("battery").with(DenseSettings.UAVS, 2).with(DenseSettings.UAV_TASKS_PER_EPISODE, 40)
        }) {
            Intersection intersection = Intersection.of(scenario.with(Scenario.ROUNDS_PER_EPISODE, 60));
            LearnedVectorRule rule = new LearnedVectorRule(intersection, MODEL, ANY);
            SlotMemory memory = new SlotMemory(intersection, rule.encoder(), 7 * intersection.tasks());
            DenseHouse house = new DenseHouse(intersection);
            house.reset(SEEDS);
            rule.reset(SEEDS.stream());
            for (int t = 0; t < 60; t++) {
                house.award(rule, 60 - t);
                rule.remember(house, memory);
                check(intersection, house, rule, memory, memory.newest(0));
                house.settle();
                rule.observe(house.slot());
                house.next();
            }
            assertEquals(7, memory.size());
        }
    }

    /** Where a UAV's value is uncertain, it counts for more: serving reveals it. */
    @Test
    void valuesCountWithTheFiltersOptimism() {
        Intersection intersection = Intersection.of(Scenario.preset("city").with(Scenario.ROUNDS_PER_EPISODE, 10));
        LearnedVectorRule rule = new LearnedVectorRule(intersection, MODEL.withOptimism(0.5), ANY);
        SlotMemory memory = new SlotMemory(intersection, rule.encoder(), 80);
        DenseHouse house = new DenseHouse(intersection);
        house.reset(SEEDS);
        rule.reset(SEEDS.stream());
        house.award(rule, 10);
        rule.remember(house, memory);
        int place = memory.first(memory.newest(0));
        for (int m = 0; m < 8; m++) {
            double optimism = rule.encoder().optimism(1, m);
            assertTrue(optimism > 1.0, "optimism " + optimism);
            double value = house.slot().terms().worth(house.market().task(m).uavValue(1));
            assertEquals((float) (value * optimism / rule.encoder().scale()), memory.value(1, place + m));
        }
    }

    /** Of each task: those before it as they are, those behind it as in the other vector. The surplus is pinned down above. */
    @Test
    void inTurnTheTasksBehindAreThoseOfTheOtherVector() {
        Intersection intersection = Intersection.of(Scenario.preset("city").with(Scenario.ROUNDS_PER_EPISODE, 20));
        LearnedVectorRule rule = new LearnedVectorRule(intersection, MODEL, ANY);
        SlotMemory memory = new SlotMemory(intersection, rule.encoder(), 80);
        DenseHouse house = new DenseHouse(intersection);
        house.reset(SEEDS);
        rule.reset(SEEDS.stream());
        CounterfactualSurplus surplus = new CounterfactualSurplus(intersection);
        RandomStream random = SEEDS.child("actions").stream();
        int count = rule.encoder().actions();
        float largest = 0f;
        for (int t = 20; t > 0; t--) {
            house.award(rule, t);
            rule.remember(house, memory);
            int[] actions = any(8, count, random);
            int[] behind = any(8, count, random);
            float[] rewards = new float[8 * count];
            float[] remainders = new float[8];
            surplus.computeInTurn(memory, memory.newest(0), actions, behind, 0, rewards, 0, remainders);
            double all = surplus.of(memory, memory.newest(0), actions, 0);
            for (int m = 0; m < 8; m++) {
                int[] mixed = behind.clone();
                System.arraycopy(actions, 0, mixed, 0, m + 1);
                float[] expected = new float[8 * count];
                surplus.compute(memory, memory.newest(0), mixed, 0, expected, 0);
                for (int a = 0; a < count; a++) {
                    assertEquals(expected[m * count + a], rewards[m * count + a]);
                }
                assertEquals(all - surplus.of(memory, memory.newest(0), mixed, 0), remainders[m], 1e-6);
                largest = Math.max(largest, Math.abs(remainders[m]));
            }
            assertEquals(0f, remainders[7], "nothing is behind the last one");
            house.settle();
            rule.observe(house.slot());
            house.next();
        }
        assertTrue(largest > 0.1f, "largest remainder " + largest);
    }

    private static int[] any(int tasks, int count, RandomStream random) {
        int[] actions = new int[tasks];
        for (int m = 0; m < tasks; m++) {
            actions[m] = random.nextInt(count);
        }
        return actions;
    }

    /** Every slot was remembered, as the warm-up is longer than what the filter reads. */
    private static void check(
            Intersection intersection, DenseHouse house, LearnedVectorRule rule, SlotMemory memory, int slot) {
        ActionGrid grid = ActionGrid.of(intersection.market());
        int tasks = intersection.tasks();
        int[] actions = new int[tasks];
        for (int m = 0; m < tasks; m++) {
            actions[m] = grid.nearest(house.slot().view(0, m).rho());
        }
        double[] prices = new double[intersection.uavs()];
        int[] batteries = new int[intersection.uavs()];
        for (int u = 0; u < prices.length; u++) {
            prices[u] = (double) memory.unitPrices[slot * prices.length + u]
                    * rule.encoder().scale();
            batteries[u] = house.battery(u);
        }
        float[] rewards = new float[tasks * grid.size()];
        CounterfactualSurplus counterfactual = new CounterfactualSurplus(intersection);
        counterfactual.compute(memory, slot, actions, 0, rewards, 0);
        double all = counterfactual.of(memory, slot, actions, 0);
        double[] rhos = new double[tasks];
        RandomStream random = SEEDS.child("tasks").stream();
        int task = random.nextInt(tasks);
        for (int m = 0; m < tasks; m++) {
            rhos[m] = grid.rho(actions[m]);
        }
        double[] surplus = new double[grid.size()];
        double mean = 0.0;
        for (int a = 0; a < grid.size(); a++) {
            rhos[task] = grid.rho(a);
            house.slot().award(rhos, batteries, prices);
            surplus[a] = house.surplus();
            for (int u = 0; u < prices.length; u++) {
                surplus[a] -= prices[u] * house.slot().load(u);
            }
            mean += surplus[a] / grid.size();
        }
        assertEquals(surplus[actions[task]] / rule.encoder().scale(), all, 1e-5, "of the whole vector");
        for (int a = 0; a < grid.size(); a++) {
            // amounts are floats of at most some units: 2^-24 of each of a slot's terms
            assertEquals(
                    (surplus[a] - mean) / rule.encoder().scale(), rewards[task * grid.size() + a], 1e-5, "action " + a);
        }
        rhos[task] = grid.rho(actions[task]);
        house.slot().award(rhos, batteries, prices);
    }
}
