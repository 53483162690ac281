package dmsb.auction.dense;

import dmsb.auction.assignment.UavAssignment;
import dmsb.auction.rule.ActionGrid;
import dmsb.auction.rule.LaggedReserveRule;
import dmsb.auction.rule.filter.LinearFilterModel;
import dmsb.auction.rule.filter.RoundForecast;
import dmsb.core.checkpoint.StateReader;
import dmsb.core.checkpoint.StateWriter;
import dmsb.core.random.RandomStream;
import java.util.Arrays;

/**
 * Every task alone, but with a price on what the tasks share. Keeping a task costs the price of a UAV's next place and
 * that of a unit of its battery; the factor is the one of the grid with the largest expected surplus less these prices, by
 * the linear filter's forecast. Both prices are learned on line and never look at the bids of the slot that they price.
 *
 * <p>The price of a place is a running mean of what kept tasks cost the others: the declared worth of a task less what
 * the assignment would lose without it. Until the forecast has enough rounds the rule acts as {@link LaggedReserveRule}.
 */
public final class DualPriceRule implements VectorRule {
    private static final double RATE = 0.05;

    private final LaggedReserveRule fallback = new LaggedReserveRule();
    private final RoundForecast forecast;
    private final ActionGrid grid;
    private final BatteryPrice batteryPrice;
    private final MadeFor madeFor;
    private final int maxTasks;
    private final double[] worths;
    private final double[] outside;
    private final double[] free;
    private final int[] capacities;
    private final int[] list;
    private final UavAssignment assignment;
    private double placePrice;

    /**
     * A rule that has learned nothing yet; its prices begin at 0.
     *
     * @param intersection what is priced
     * @param model the forecast of one task
     */
    public DualPriceRule(Intersection intersection, LinearFilterModel model) {
        forecast = model.forecast();
        grid = forecast.grid();
        madeFor = MadeFor.of(intersection);
        maxTasks = intersection.tasks();
        int uavs = intersection.uavs();
        batteryPrice = new BatteryPrice(uavs);
        worths = new double[uavs * maxTasks];
        outside = new double[maxTasks];
        free = new double[uavs];
        capacities = new int[uavs];
        list = new int[maxTasks];
        assignment = new UavAssignment(maxTasks, uavs, intersection.weights());
        Arrays.fill(capacities, maxTasks);
    }

    @Override
    public void reset(RandomStream random) {
        batteryPrice.reset();
    }

    @Override
    public void post(SlotAnnouncement announcement, double[] factors, double[] unitPrices) {
        madeFor.require(this, announcement);
        batteryPrice.post(announcement, unitPrices);
        for (int m = 0; m < announcement.tasks(); m++) {
            int uav = announcement.keenest(m);
            factors[m] = forecast.read(announcement.view(uav, m))
                    ? grid.rho(forecast.bestAction(placePrice + unitPrices[uav]))
                    : fallback.rho(announcement.view(uav, m));
        }
        batteryPrice.sellUnservable(announcement, factors);
    }

    @Override
    public void observe(Slot slot) {
        batteryPrice.observe(slot);
        int kept = 0;
        for (int m = 0; m < slot.tasks(); m++) {
            for (int u = 0; u < slot.uavs(); u++) {
                worths[u * maxTasks + m] = slot.declaredWorth(u, m);
            }
            if (slot.uav(m) >= 0) {
                list[kept++] = m;
            }
        }
        double cost = 0.0;
        if (kept > 1) {
            assignment.solve(list, kept, worths, outside, capacities, free);
            double all = assignment.value();
            int last = list[kept - 1];
            for (int i = 0; i < kept; i++) {
                int task = list[i];
                list[i] = last; // the others, in the front
                assignment.solve(list, kept - 1, worths, outside, capacities, free);
                list[i] = task;
                cost += worths[slot.uav(task) * maxTasks + task] - (all - assignment.value());
            }
            cost /= kept;
        }
        placePrice += RATE * (cost - placePrice);
    }

    @Override
    public void save(StateWriter state) {
        state.put("batteryPrice", batteryPrice);
        state.put("placePrice", placePrice);
    }

    @Override
    public void restore(StateReader state) {
        state.restore("batteryPrice", batteryPrice);
        placePrice = state.number("placePrice");
    }
}
