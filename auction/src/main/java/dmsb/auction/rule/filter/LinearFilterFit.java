package dmsb.auction.rule.filter;

import dmsb.auction.market.Scenario;
import dmsb.auction.round.Announcement;
import dmsb.auction.round.BidHistory;
import dmsb.auction.round.Round;
import dmsb.auction.rule.PostedRule;
import dmsb.core.argument.Require;
import dmsb.core.checkpoint.StateReader;
import dmsb.core.checkpoint.StateWriter;
import java.util.Map;

/**
 * The training of a {@link LinearFilterModel}. It posts an infinite rho, so that the UAV serves and its value is
 * revealed in every round. It estimates means and covariances of the filter's features and targets. Rounds in which the
 * value is not known are skipped.
 *
 * <p>It learns from training episodes on terms that reveal values before the next round. {@link #fitted()} is the
 * learned model.
 */
public final class LinearFilterFit implements PostedRule {
    /** The logs of the highest bid, the second-highest bid and zeta v_0, less that of the last round's highest bid. */
    static final int TARGETS = 3;

    private final Scenario scenario;
    private final LinearFilter filter;
    private final SecondMoments moments;
    private final double[] sample;
    private double unit;
    private boolean announced;

    /**
     * A fit that has seen nothing.
     *
     * @param scenario gives the shape of announcements and the grid
     * @param rounds R, the number of past rounds that the filter reads, from 1 to {@value LinearFilterModel#MOST_ROUNDS}; it
     *     reads the scenario's history if that is shorter
     * @throws IllegalArgumentException if the number is out of its range
     */
    public LinearFilterFit(Scenario scenario, int rounds) {
        this.scenario = scenario;
        this.filter = new LinearFilter(scenario, Require.within("rounds", rounds, 1, LinearFilterModel.MOST_ROUNDS));
        this.sample = new double[filter.size() + TARGETS];
        this.moments = new SecondMoments(sample.length);
    }

    @Override
    public double rho(Announcement announcement) {
        BidHistory history = announcement.history();
        announced = filter.knowsEnough(history)
                && filter.revealed(history) == (1 << filter.rounds()) - 1
                && history.bid(0, 0) > 0;
        if (announced) {
            filter.read(announcement, sample);
            unit = history.bid(0, 0);
        }
        return Double.POSITIVE_INFINITY;
    }

    @Override
    public void observe(Round round) {
        if (announced && round.uavValueRevealed() && round.second() > 0 && round.surplus() > 0) {
            sample[filter.size()] = StrictMath.log(round.highest() / unit);
            sample[filter.size() + 1] = StrictMath.log(round.second() / unit);
            sample[filter.size() + 2] = StrictMath.log(round.surplus() / unit);
            moments.add(sample);
        }
        announced = false;
    }

    @Override
    public void save(StateWriter state) {
        state.put("moments", moments);
        state.put("sample", sample);
        state.put("unit", unit);
        state.put("announced", announced ? 1L : 0L);
    }

    @Override
    public void restore(StateReader state) {
        state.restore("moments", moments);
        System.arraycopy(state.doubles("sample", sample.length), 0, sample, 0, sample.length);
        unit = state.number("unit");
        announced = state.wholeNumber("announced", 0, 1) == 1;
    }

    /**
     * Whether enough has been seen for a filter.
     *
     * @return true if there are more samples than numbers to estimate from each
     */
    public boolean isEnough() {
        return moments.isEnough();
    }

    /**
     * What has been learned.
     *
     * @return the model, without optimism
     * @throws TooFewRoundsException if there are not more samples than numbers to estimate from each: the rounds were too
     *     few, or the UAV's value is not known in enough of them
     */
    public LinearFilterModel fitted() {
        TooFewRoundsException.require(LinearFilterModel.AGENT, filter.rounds(), moments);
        return new LinearFilterModel(scenario, filter.rounds(), 0.0, moments.moments(), Map.of());
    }
}
