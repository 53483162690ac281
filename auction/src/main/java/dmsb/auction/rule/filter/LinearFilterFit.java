package dmsb.auction.rule.filter;

import dmsb.auction.market.Scenario;
import dmsb.auction.round.Announcement;
import dmsb.auction.round.BidHistory;
import dmsb.auction.round.Round;
import dmsb.auction.rule.LaggedReserveRule;
import dmsb.auction.rule.PostedRule;

/**
 * The training of a {@link LinearFilterRule}: it posts an infinite rho, so that the UAV serves and its value shows in every
 * round, and estimates means and covariances of what the filter reads and of what it is to predict. Only what everybody may
 * see is learned from.
 *
 * <p>Played on training episodes it learns; {@link #fitted()} is what it has learned.
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
     */
    public LinearFilterFit(Scenario scenario) {
        this.scenario = scenario;
        this.filter = new LinearFilter(scenario);
        this.sample = new double[filter.size() + TARGETS];
        this.moments = new SecondMoments(sample.length);
    }

    @Override
    public double rho(Announcement announcement) {
        BidHistory history = announcement.history();
        announced = filter.knowsEnough(history)
                && filter.served(history) == (1 << filter.rounds()) - 1
                && history.bid(0, 0) > 0;
        if (announced) {
            filter.read(announcement, sample);
            unit = history.bid(0, 0);
        }
        return Double.POSITIVE_INFINITY;
    }

    @Override
    public void observe(Round round) {
        if (announced && round.uavServes() && round.second() > 0 && round.surplus() > 0) {
            sample[filter.size()] = StrictMath.log(round.highest() / unit);
            sample[filter.size() + 1] = StrictMath.log(round.second() / unit);
            sample[filter.size() + 2] = StrictMath.log(round.surplus() / unit);
            moments.add(sample);
        }
        announced = false;
    }

    /**
     * What has been learned.
     *
     * @return the rule; without as many samples as there are numbers to estimate from each, a lagged reserve
     */
    public PostedRule fitted() {
        return moments.samples() > sample.length ? new LinearFilterRule(scenario, moments) : new LaggedReserveRule();
    }
}
