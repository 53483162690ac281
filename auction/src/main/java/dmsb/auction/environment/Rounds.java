package dmsb.auction.environment;

import dmsb.auction.market.Scenario;
import dmsb.auction.round.Announcement;
import dmsb.auction.round.UavContract;
import dmsb.core.random.SeedTree;

/**
 * Where the rounds of an episode come from: {@link SimulatedRounds the simulator} or a log of what was bid. It stands at
 * one round at a time and knows all that is known about it; who sells how is none of its business. A round allocates
 * nothing. For one thread at a time.
 */
public interface Rounds {
    /**
     * The market: the shape of announcements, the grid, the UAV's bargaining power and the rounds of an episode.
     *
     * @return the scenario
     */
    Scenario scenario();

    /**
     * The number of rounds at the start of an episode that are sold at rho = 1 and not scored.
     *
     * @return how many, at least 0
     */
    int warmUp();

    /**
     * Whether an award can change later rounds.
     *
     * @return false if later rounds are the same whoever serves now
     */
    boolean awardsMoveState();

    /**
     * Whether an award can change what is known before the bids of the next round, apart from the past: the conditions, the
     * estimate and, where an observation depends on them, the bids. By default as {@link #awardsMoveState}.
     *
     * @return false if the next announcement is the same whoever serves now
     */
    default boolean awardsMoveAnnouncement() {
        return awardsMoveState();
    }

    /**
     * Begins the episode that the seeds choose and stands at its first round, that of the warm-up.
     *
     * @param episode the source of all the episode's randomness
     */
    void reset(SeedTree episode);

    /**
     * Begins an episode of a series. By default the one that the seeds choose; a log has its episodes in order.
     *
     * @param number the number in the series, at least 0
     * @param episode the source of all the episode's randomness
     */
    default void reset(long number, SeedTree episode) {
        reset(episode);
    }

    /**
     * Writes what is known before the bids: conditions, estimate and contract, and where the number of stations varies, which
     * of them are invited.
     *
     * @param announcement receives them. Modified.
     * @param contract the UAV's contract by the rounds of this episode so far. Not modified. For those who have no record
     *     of what the contract was.
     */
    void announce(Announcement announcement, UavContract contract);

    /**
     * Writes the round's bids.
     *
     * @param bids receives b_1..b_N from index 0 on, NaN for one that is not made. Modified.
     */
    void bids(double[] bids);

    /**
     * The UAV's value.
     *
     * @return v_0, or an estimate of it unless {@link #uavValueKnown}
     */
    double uavValue();

    /**
     * Whether the UAV's value is known. In a simulator it is; of a real auction only where the UAV served.
     *
     * @return false if {@link #uavValue} is an estimate
     */
    boolean uavValueKnown();

    /**
     * The latency that the round's task has at a provider.
     *
     * @param provider 0 to N
     * @return the latency in s, NaN if it is not known
     */
    double latency(int provider);

    /**
     * Gives the round's task to a provider. To be called once a round.
     *
     * @param winner the provider, 0 to N
     */
    void serve(int winner);

    /** Goes on to the next round. After the last round of a log there is none: it then stays where it is. */
    void advance();
}
