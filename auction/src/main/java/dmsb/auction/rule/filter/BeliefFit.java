package dmsb.auction.rule.filter;

import dmsb.auction.market.Scenario;
import dmsb.auction.round.Announcement;
import dmsb.auction.round.Round;
import dmsb.auction.rule.PostedRule;
import dmsb.core.checkpoint.StateReader;
import dmsb.core.checkpoint.StateWriter;
import dmsb.core.random.RandomStream;

/**
 * The training of a {@link Belief}. It posts an infinite rho, so that the UAV serves and its value is revealed in every
 * round. It estimates means and covariances of the logs of consecutive rounds. A round whose value is not known is left out,
 * with all that follow before there are as many rounds again as are looked back on.
 *
 * <p>It learns from training episodes on terms that reveal values before the next round. {@link #fitted()} is what it has
 * learned.
 */
public final class BeliefFit implements PostedRule {
    private final Scenario scenario;
    private final SecondMoments moments;
    private final int width;
    private final double[] logs; // of the last rounds, the oldest first
    private final double[] sample;
    private final double[] sorted;
    private int rows;

    /**
     * A fit that has seen nothing.
     *
     * @param scenario gives the number of bids, the grid and the terms of reveal
     * @throws IllegalArgumentException if the number of stations varies
     */
    public BeliefFit(Scenario scenario) {
        this.scenario = scenario;
        this.width = Belief.width(scenario);
        this.logs = new double[(Belief.PAST + 1) * width];
        this.sample = new double[logs.length];
        this.moments = new SecondMoments(logs.length);
        this.sorted = new double[scenario.groundStations()];
    }

    @Override
    public void reset(RandomStream random) {
        rows = 0;
    }

    @Override
    public double rho(Announcement announcement) {
        return Double.POSITIVE_INFINITY;
    }

    @Override
    public void observe(Round round) {
        if (!(round.uavValueRevealed() && round.second() > 0 && round.surplus() > 0)) {
            rows = 0;
            return;
        }
        if (rows > Belief.PAST) {
            System.arraycopy(logs, width, logs, 0, logs.length - width);
            rows--;
        }
        Belief.read(round, sorted, logs, rows * width, width);
        rows++;
        if (rows > Belief.PAST) {
            double unit = logs[(Belief.PAST - 1) * width];
            for (int i = 0; i < sample.length; i++) {
                sample[i] = logs[i] - unit;
            }
            moments.add(sample);
        }
    }

    @Override
    public void save(StateWriter state) {
        state.put("moments", moments);
        state.put("logs", logs);
        state.put("rows", (long) rows);
    }

    @Override
    public void restore(StateReader state) {
        state.restore("moments", moments);
        System.arraycopy(state.doubles("logs", logs.length), 0, logs, 0, logs.length);
        rows = state.wholeNumber("rows", 0, Belief.PAST + 1);
    }

    /**
     * What has been learned.
     *
     * @return the belief
     * @throws TooFewRoundsException if there are not more samples than numbers to estimate from each
     */
    public Belief fitted() {
        TooFewRoundsException.require("belief", Belief.PAST, moments);
        return new Belief(scenario, moments.moments());
    }
}
