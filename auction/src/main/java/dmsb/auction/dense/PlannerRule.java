package dmsb.auction.dense;

import dmsb.auction.assignment.UavAssignment;
import dmsb.auction.market.DenseSettings;
import dmsb.auction.round.RoundTerms;
import dmsb.auction.rule.ActionGrid;
import dmsb.auction.rule.LaggedReserveRule;
import dmsb.auction.rule.filter.LinearFilterModel;
import dmsb.auction.rule.filter.RoundForecast;
import dmsb.core.argument.Require;
import dmsb.core.checkpoint.StateReader;
import dmsb.core.checkpoint.StateWriter;
import dmsb.core.random.RandomStream;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * All tasks priced together: the linear filter forecasts every task, draws from its residuals stand for what may come, and
 * coordinate ascent finds a vector of factors of the grid whose mean surplus over the draws no single task can raise. What
 * is kept goes to UAVs and places by their declarations, as the mechanism will assign it.
 *
 * <p>The ascent begins at the factors that are best for each task alone, and takes the tasks in turn until none changes, at
 * most {@value #ROUNDS} times around. A unit of battery counts its {@link BatteryPrice}. The draws are made once: all
 * slots and vectors are compared on the same ones. Until there are enough past rounds the rule acts as {@link
 * LaggedReserveRule}. Sets of its tasks, at most {@value DenseSettings#MOST}, are the bits of a number.
 */
public final class PlannerRule implements VectorRule {
    private static final int ROUNDS = 6;

    private final LaggedReserveRule fallback = new LaggedReserveRule();
    private final RoundTerms terms;
    private final RoundForecast forecast;
    private final double[] rhos;
    private final double[] logRhos;
    private final BatteryPrice batteryPrice;
    private final MadeFor madeFor;
    private final int tasks;
    private final int uavs;
    private final int draws;
    private final double[] weights;
    private final double[] normals;
    private final double[] highest;
    private final double[] gaps;
    private final double[] values;
    private final double[] declared;
    private final double[] nothing;
    private final int[] batteries;
    private final int[] list;
    private final UavAssignment assignment;
    private final Map<Long, int[]> servers = new HashMap<>();
    private final long[] kept;
    private final int[] actions;
    private final double[] prices;
    private int count; // tasks of the slot, at most those there is room for

    /**
     * A planner.
     *
     * @param intersection what is priced
     * @param model the forecast of one task
     * @param draws the number of draws, at least 2; every second one is the mirror image of the one before
     * @param random the source of the draws
     * @throws IllegalArgumentException if there are too few draws
     */
    public PlannerRule(Intersection intersection, LinearFilterModel model, int draws, RandomStream random) {
        terms = RoundTerms.of(intersection.market());
        forecast = model.forecast();
        Require.atLeast("draws", draws, 2);
        ActionGrid grid = forecast.grid();
        rhos = new double[grid.size()];
        logRhos = new double[grid.size()];
        for (int a = 0; a < rhos.length; a++) {
            rhos[a] = grid.rho(a);
            logRhos[a] = grid.logRho(a);
        }
        madeFor = MadeFor.of(intersection);
        tasks = intersection.tasks();
        uavs = intersection.uavs();
        this.draws = draws;
        weights = intersection.weights().toArray();
        batteryPrice = new BatteryPrice(uavs);
        int perDraw = tasks * (2 + uavs);
        normals = new double[draws * perDraw];
        for (int i = 0; i < normals.length; i++) {
            boolean mirror = (i / perDraw) % 2 == 1;
            normals[i] = mirror ? -normals[i - perDraw] : random.nextGaussian();
        }
        highest = new double[draws * tasks];
        gaps = new double[draws * tasks];
        values = new double[draws * tasks * uavs];
        declared = new double[uavs * tasks];
        nothing = new double[tasks];
        batteries = new int[uavs];
        list = new int[tasks];
        assignment = new UavAssignment(tasks, uavs, intersection.weights());
        kept = new long[draws];
        actions = new int[tasks];
        prices = new double[uavs];
    }

    @Override
    public void reset(RandomStream random) {
        batteryPrice.reset();
    }

    @Override
    public void observe(Slot slot) {
        batteryPrice.observe(slot);
    }

    @Override
    public void save(StateWriter state) {
        state.put("batteryPrice", batteryPrice);
    }

    @Override
    public void restore(StateReader state) {
        state.restore("batteryPrice", batteryPrice);
    }

    @Override
    public void post(SlotAnnouncement announcement, double[] factors, double[] unitPrices) {
        madeFor.require(this, announcement);
        batteryPrice.post(announcement, unitPrices);
        System.arraycopy(unitPrices, 0, prices, 0, uavs);
        for (int u = 0; u < uavs; u++) {
            batteries[u] = announcement.battery(u);
        }
        count = announcement.tasks();
        if (drawAll(announcement)) {
            ascend();
            for (int m = 0; m < count; m++) {
                factors[m] = rhos[actions[m]];
            }
        } else {
            fallBack(announcement, factors);
        }
        batteryPrice.sellUnservable(announcement, factors);
    }

    /** Draws all tasks; false if there is no forecast for one of them. */
    private boolean drawAll(SlotAnnouncement announcement) {
        for (int m = 0; m < count; m++) {
            if (!draw(announcement, m)) {
                return false;
            }
        }
        return true;
    }

    private void fallBack(SlotAnnouncement announcement, double[] factors) {
        for (int m = 0; m < count; m++) {
            factors[m] = fallback.rho(announcement.view(announcement.keenest(m), m));
        }
    }

    /** Draws a task's bids and values, and begins at the action that is best for it alone. */
    private boolean draw(SlotAnnouncement announcement, int task) {
        int keenest = announcement.keenest(task);
        for (int u = 0; u < uavs; u++) {
            if (!forecast.read(announcement.view(u, task))) {
                return false;
            }
            declared[u * tasks + task] = terms.worth(announcement.view(u, task).estimate());
            double[][] root = forecast.errorFactor();
            double optimism = forecast.unit() * forecast.uavOptimism();
            for (int s = 0; s < draws; s++) {
                int row = (s * tasks + task) * (2 + uavs);
                double z1 = normals[row];
                double z2 = normals[row + 1];
                double z3 = normals[row + 2 + u];
                if (u == 0) {
                    double first = forecast.mean(RoundForecast.HIGHEST) + root[0][0] * z1;
                    double second = forecast.mean(RoundForecast.SECOND) + root[1][0] * z1 + root[1][1] * z2;
                    highest[s * tasks + task] = forecast.unit() * StrictMath.exp(first);
                    gaps[s * tasks + task] = first - second;
                }
                values[(s * tasks + task) * uavs + u] = optimism
                        * StrictMath.exp(
                                forecast.mean(RoundForecast.UAV) + root[2][0] * z1 + root[2][1] * z2 + root[2][2] * z3);
            }
            if (u == keenest) {
                actions[task] = forecast.bestAction(prices[u]);
            }
        }
        return true;
    }

    private void ascend() {
        servers.clear();
        Arrays.fill(kept, 0L);
        for (int s = 0; s < draws; s++) {
            for (int m = 0; m < count; m++) {
                mark(s, m);
            }
        }
        int unchanged = 0;
        for (int step = 0; step < ROUNDS * count && unchanged < count; step++) {
            int task = step % count;
            int before = actions[task];
            actions[task] = bestOf(task);
            unchanged = actions[task] == before ? unchanged + 1 : 1;
            for (int s = 0; s < draws; s++) {
                mark(s, task);
            }
        }
    }

    private void mark(int draw, int task) {
        long bit = 1L << task;
        boolean sold = gaps[draw * tasks + task] > logRhos[actions[task]];
        kept[draw] = sold ? kept[draw] & ~bit : kept[draw] | bit;
    }

    /** The task's best action with the others as they are. */
    private int bestOf(int task) {
        long bit = 1L << task;
        double[] totals = new double[rhos.length];
        for (int s = 0; s < draws; s++) {
            double sold = highest[s * tasks + task] + worth(s, kept[s] & ~bit);
            double left = worth(s, kept[s] | bit);
            double gap = gaps[s * tasks + task];
            for (int a = 0; a < totals.length; a++) {
                totals[a] += gap > logRhos[a] ? sold : left;
            }
        }
        int best = actions[task];
        for (int a = 0; a < totals.length; a++) {
            best = totals[a] > totals[best] ? a : best;
        }
        return best;
    }

    /** What the UAVs' work on a set of tasks is worth in a draw, assigned by declarations, less the price of energy. */
    private double worth(int draw, long set) {
        int[] places = servers.computeIfAbsent(set, this::assign);
        double sum = 0.0;
        for (int i = 0; i < places.length; i += 3) {
            int task = places[i];
            int uav = places[i + 1];
            sum += values[(draw * tasks + task) * uavs + uav] * weights[places[i + 2] - 1] - prices[uav];
        }
        return sum;
    }

    /** Of each served task of a set its number, its UAV and its place. */
    private int[] assign(long set) {
        int left = 0;
        for (int m = 0; m < count; m++) {
            if ((set & (1L << m)) != 0L) {
                list[left++] = m;
            }
        }
        assignment.solve(list, left, declared, nothing, batteries, prices);
        int[] places = new int[3 * left];
        int next = 0;
        for (int i = 0; i < left; i++) {
            if (assignment.uav(list[i]) >= 0) {
                places[next++] = list[i];
                places[next++] = assignment.uav(list[i]);
                places[next++] = assignment.place(list[i]);
            }
        }
        return Arrays.copyOf(places, next);
    }
}
