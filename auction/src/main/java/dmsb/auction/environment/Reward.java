package dmsb.auction.environment;

/**
 * What a round is worth to a learner under one value of rho. The project's is {@link #SURPLUS}; implement this interface to learn
 * for something else, such as revenue or delay. Whatever is learned for, evaluations measure the same things.
 *
 * <p>The environment asks for every rho of the grid, whatever was done, so a reward is a function of its arguments and of nothing
 * else. It is divided by what surpluses are divided by, which is about 1 for a good round. For one thread at a time.
 */
@FunctionalInterface
public interface Reward {
    /**
     * The surplus, eq. (12a): zeta v_0 if the UAV serves, else the highest bid. Where there are forecasts, it alone counts the UAV's
     * value with the forecast's optimism.
     */
    Reward SURPLUS = (round, rho, winner, delaySeconds) ->
            winner == 0 ? round.uavWorth() : round.round().highest();

    /**
     * The reward.
     *
     * @param round the round: bids, estimate, contract, and in hindsight the UAV's value. It is open, nothing is awarded yet: of its
     *     methods those of the winner, the price and the delay mean nothing. Not modified, not kept.
     * @param rho the price scaling factor
     * @param winner who serves under it: 0 for the UAV, else the base station that bids highest
     * @param delaySeconds the latency of this round's task at the winner, eq. (6), in s; NaN where it is not known, in logs
     * @return the reward in the unit of bids; finite
     */
    double of(HindsightRound round, double rho, int winner, double delaySeconds);
}
