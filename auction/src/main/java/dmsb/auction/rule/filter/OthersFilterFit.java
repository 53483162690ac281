package dmsb.auction.rule.filter;

import dmsb.auction.market.Scenario;
import dmsb.auction.round.Announcement;
import dmsb.auction.round.LooksPast;
import dmsb.auction.round.OthersPast;
import dmsb.auction.round.OthersPastWithReveals;
import dmsb.auction.round.Round;
import dmsb.auction.rule.PostedRule;
import dmsb.core.checkpoint.StateReader;
import dmsb.core.checkpoint.StateWriter;

/**
 * The training of an {@link OthersFilter}. It posts an infinite rho, so that the UAV serves and its value is revealed in
 * every round. It learns in the view of the station that then bids highest. For training episodes whose terms reveal
 * values before the next round.
 *
 * <p>Bids of these episodes enter what is learned. So theorem A covers a horizon that begins after the training, or
 * stations that had no part in it.
 */
public final class OthersFilterFit implements PostedRule {
    private final Scenario scenario;
    private final OthersFeatures layout;
    private final SecondMoments moments;
    private final SecondMoments lookMoments;
    private final double[][] samples;
    private final boolean[] complete;
    private final double[] lookSample;
    private double logEstimate;
    private boolean announced;

    /**
     * A fit that has seen nothing.
     *
     * @param scenario gives the shape of announcements and the grid
     */
    public OthersFilterFit(Scenario scenario) {
        this.scenario = scenario;
        this.layout = new OthersFeatures(scenario);
        int length = layout.size() + LinearFilterFit.TARGETS;
        this.moments = new SecondMoments(length);
        this.samples = new double[scenario.groundStations()][length];
        this.complete = new boolean[samples.length];
        this.lookSample = new double[LookForecast.size(layout.rounds())];
        this.lookMoments = new SecondMoments(lookSample.length);
    }

    @Override
    public double rho(Announcement announcement) {
        announced = announcement.estimate() > 0;
        if (announced) {
            logEstimate = StrictMath.log(announcement.estimate());
            for (int n = 0; n < samples.length; n++) {
                OthersPast past = new OthersPastWithReveals(announcement, n + 1);
                complete[n] = layout.read(past, samples[n]) == (1L << layout.size()) - 1;
            }
            readAllShown(announcement);
        }
        return Double.POSITIVE_INFINITY;
    }

    /** As a look reads the past, had every round been a look. */
    private void readAllShown(Announcement announcement) {
        int rounds = layout.rounds();
        announced = LookForecast.read(new LooksPast(announcement), rounds, lookSample) >= 0;
        OthersPastWithReveals past = new OthersPastWithReveals(announcement, 1);
        for (int age = 0; age < rounds && announced; age++) {
            double worth = past.uavWorth(age);
            announced = worth > 0;
            lookSample[rounds + 1 + age] = announced ? StrictMath.log(worth) : 0.0;
        }
    }

    @Override
    public void observe(Round round) {
        int leader = round.leader() - 1;
        if (announced && complete[leader] && round.uavValueRevealed() && round.second() > 0 && round.surplus() > 0) {
            int next = layout.size();
            samples[leader][next++] = StrictMath.log(round.highest()) - logEstimate;
            samples[leader][next++] = StrictMath.log(round.second()) - logEstimate;
            samples[leader][next] = StrictMath.log(round.surplus()) - logEstimate;
            moments.add(samples[leader]);
            lookSample[lookSample.length - 1] = StrictMath.log(round.surplus());
            lookMoments.add(lookSample);
        }
        announced = false;
    }

    @Override
    public void save(StateWriter state) {
        state.put("moments", moments);
        state.put("lookMoments", lookMoments);
        byte[] flags = new byte[samples.length];
        for (int n = 0; n < samples.length; n++) {
            state.put("sample" + n, samples[n]);
            flags[n] = (byte) (complete[n] ? 1 : 0);
        }
        state.put("complete", flags);
        state.put("lookSample", lookSample);
        state.put("logEstimate", logEstimate);
        state.put("announced", announced ? 1L : 0L);
    }

    @Override
    public void restore(StateReader state) {
        state.restore("moments", moments);
        state.restore("lookMoments", lookMoments);
        byte[] flags = state.bytes("complete", samples.length);
        for (int n = 0; n < samples.length; n++) {
            System.arraycopy(state.doubles("sample" + n, samples[n].length), 0, samples[n], 0, samples[n].length);
            complete[n] = flags[n] != 0;
        }
        System.arraycopy(state.doubles("lookSample", lookSample.length), 0, lookSample, 0, lookSample.length);
        logEstimate = state.number("logEstimate");
        announced = state.wholeNumber("announced", 0, 1) == 1;
    }

    /**
     * What has been learned.
     *
     * @return the filter
     * @throws TooFewRoundsException if there are not more samples than numbers to estimate from each
     */
    public OthersFilter fitted() {
        TooFewRoundsException.require(OthersFilterModel.AGENT, layout.rounds(), moments);
        return new OthersFilter(scenario, moments.moments(), lookMoments.moments());
    }
}
