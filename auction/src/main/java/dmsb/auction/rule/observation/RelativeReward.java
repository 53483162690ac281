package dmsb.auction.rule.observation;

/**
 * How rewards are made relative to a forecast, the same in training and online. The reward of an action is its surplus, eq.
 * (12a), over a divisor. The UAV's worth counts with the forecast's optimism:
 *
 * <pre>
 * reward = v_[1] / divisor where the ground wins, zeta v_0 optimism / divisor where the UAV serves
 * </pre>
 */
public final class RelativeReward {
    private RelativeReward() {}

    /**
     * What surpluses are divided by.
     *
     * @param level the {@linkplain Forecasts#level level} of the round's forecast; 0 if there is none
     * @param rewardScale what is used without a forecast, positive
     * @return the level where there is one, else the scale; in the unit of bids
     */
    public static double divisor(double level, double rewardScale) {
        return level > 0 ? level : rewardScale;
    }

    /**
     * What the UAV's serving counts for.
     *
     * @param uavWorth zeta v_0
     * @param uavOptimism the {@linkplain Forecasts#uavOptimism optimism} of the round's forecast; 1 if there is none
     * @return the surplus that its reward is made from, in the unit of bids
     */
    public static double uavSurplus(double uavWorth, double uavOptimism) {
        return uavWorth * uavOptimism;
    }
}
