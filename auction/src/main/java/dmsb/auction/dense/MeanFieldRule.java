package dmsb.auction.dense;

import dmsb.auction.rule.ActionGrid;
import dmsb.auction.rule.LaggedReserveRule;
import dmsb.auction.rule.filter.LinearFilterModel;
import dmsb.core.checkpoint.StateReader;
import dmsb.core.checkpoint.StateWriter;
import dmsb.core.random.RandomStream;

/**
 * All tasks priced together by mean field: for each task the factor of the grid with the largest expected surplus by the linear
 * filter's forecast, where the UAV's value counts by the expected weight of its place, and keeping the task costs what those
 * behind it are expected to lose. The places are expected under the other tasks' factors, task after task in turn.
 *
 * <p>With one UAV nothing is drawn. With several the tasks are priced against drawn sets of those that are left to the UAVs. Each
 * set is assigned by the UAVs' own declarations, as the mechanism will assign it, and a task costs what its coming or its going
 * changes. The draws are made once, from no stream of the caller.
 *
 * <p>A unit of battery counts its price. Until there are enough past rounds the rule acts as {@link LaggedReserveRule}. A decision
 * allocates nothing.
 */
public final class MeanFieldRule implements VectorRule {
    private final LaggedReserveRule fallback = new LaggedReserveRule();
    private final MadeFor madeFor;
    private final PlaceQueue queue;
    private final ActionGrid grid;
    private final BatteryPrice batteryPrice;

    /**
     * A rule.
     *
     * @param intersection what is priced
     * @param model the forecast of one task
     */
    public MeanFieldRule(Intersection intersection, LinearFilterModel model) {
        madeFor = MadeFor.of(intersection);
        queue = new PlaceQueue(intersection, model);
        grid = ActionGrid.of(intersection.market());
        batteryPrice = new BatteryPrice(intersection.uavs());
    }

    @Override
    public void reset(RandomStream random) {
        batteryPrice.reset();
    }

    @Override
    public void post(SlotAnnouncement announcement, double[] rhos, double[] unitPrices) {
        madeFor.require(this, announcement);
        batteryPrice.post(announcement, unitPrices);
        boolean known = queue.read(announcement, unitPrices);
        for (int m = 0; m < announcement.tasks(); m++) {
            rhos[m] =
                    known ? grid.rho(queue.bestAction(m)) : fallback.rho(announcement.view(announcement.keenest(m), m));
        }
        batteryPrice.sellUnservable(announcement, rhos);
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
}
