package dmsb.auction.dense;

import dmsb.auction.rule.ActionGrid;
import dmsb.auction.rule.LaggedReserveRule;
import dmsb.auction.rule.filter.LinearFilterModel;
import dmsb.core.checkpoint.StateReader;
import dmsb.core.checkpoint.StateWriter;
import dmsb.core.random.RandomStream;
import dmsb.core.random.SeedTree;
import dmsb.core.rl.SetPolicy;

/**
 * All tasks priced together by a learned policy that sees what a {@link SlotEncoder} writes. A unit of battery counts its price,
 * as with {@link PlannerRule}. Until the forecasts have enough rounds the rule acts as {@link LaggedReserveRule}.
 */
public final class LearnedVectorRule implements VectorRule {
    private final LaggedReserveRule fallback = new LaggedReserveRule();
    private final SlotEncoder encoder;
    private final ActionGrid grid;
    private final BatteryPrice batteryPrice;
    private final SetPolicy policy;
    private final MadeFor madeFor;
    private final int[] actions;
    private RandomStream draws = SeedTree.of(0).stream();
    private boolean encoded;

    /**
     * A rule that learns the prices of batteries as it plays.
     *
     * @param intersection what is priced
     * @param model the forecast of one task
     * @param policy chooses the actions
     */
    public LearnedVectorRule(Intersection intersection, LinearFilterModel model, SetPolicy policy) {
        this(intersection, model, policy, new BatteryPrice(intersection.uavs()));
    }

    /** A rule by given prices of batteries. */
    LearnedVectorRule(Intersection intersection, LinearFilterModel model, SetPolicy policy, BatteryPrice batteryPrice) {
        this.encoder = new SlotEncoder(intersection, model);
        this.grid = ActionGrid.of(intersection.market());
        this.batteryPrice = batteryPrice;
        this.policy = policy;
        this.madeFor = MadeFor.of(intersection);
        this.actions = new int[intersection.tasks()];
    }

    @Override
    public void reset(RandomStream random) {
        batteryPrice.reset();
        draws = random;
    }

    @Override
    public void post(SlotAnnouncement announcement, double[] rhos, double[] unitPrices) {
        madeFor.require(this, announcement);
        batteryPrice.post(announcement, unitPrices);
        int tasks = announcement.tasks();
        encoded = tasks > 0 && encoder.read(announcement, unitPrices);
        if (encoded) {
            policy.act(tasks, encoder.own(), encoder.shared(), draws, actions);
        }
        for (int m = 0; m < tasks; m++) {
            rhos[m] = encoded ? grid.rho(actions[m]) : fallback.rho(announcement.view(announcement.keenest(m), m));
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
        state.put("draws", draws);
    }

    @Override
    public void restore(StateReader state) {
        state.restore("batteryPrice", batteryPrice);
        state.restore("draws", draws);
    }

    /**
     * What a unit of each UAV's battery was worth.
     *
     * @return the mean price over all slots so far; 0 where there is no battery
     */
    public double[] meanUnitPrices() {
        double[] means = new double[encoder.uavs()];
        for (int u = 0; u < means.length; u++) {
            means[u] = batteryPrice.mean(u);
        }
        return means;
    }

    /**
     * What the policy saw.
     *
     * @return the encoder itself
     */
    public SlotEncoder encoder() {
        return encoder;
    }

    /**
     * Writes the slot that was just awarded by this rule into a memory; nothing if there was no forecast for it.
     *
     * @param house holds the slot, which is not settled yet. Not modified.
     * @param memory receives it. Modified.
     * @return whether there was a forecast
     */
    public boolean remember(DenseHouse house, SlotMemory memory) {
        if (encoded) {
            memory.add(house, encoder);
        }
        return encoded;
    }
}
