package dmsb.auction.rule.filter;

import dmsb.auction.market.Scenario;
import dmsb.auction.round.Announcement;
import dmsb.auction.round.BidHistory;
import dmsb.auction.round.Round;
import dmsb.auction.rule.PostedRule;
import dmsb.core.argument.Require;
import dmsb.core.checkpoint.StateReader;
import dmsb.core.checkpoint.StateWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
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

    /** Samples that each number to estimate needs before those of other numbers of stations are left out. */
    private static final long SAMPLES_A_NUMBER = 4;

    private final Scenario scenario;
    private final LinearFilter filter;
    private final SecondMoments[] moments; // of each number of stations
    private final double[] sample;
    private int number;
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
        this.moments = new SecondMoments[filter.numbers()];
        Arrays.setAll(moments, i -> new SecondMoments(sample.length));
    }

    @Override
    public double rho(Announcement announcement) {
        BidHistory history = announcement.history();
        announced = filter.knowsEnough(history) && filter.revealed(history) == (1 << filter.rounds()) - 1;
        if (announced) {
            filter.read(announcement, sample);
            number = filter.number(announcement);
            unit = filter.unit(announcement);
            announced = unit > 0;
        }
        return Double.POSITIVE_INFINITY;
    }

    @Override
    public void observe(Round round) {
        if (announced && round.uavValueRevealed() && round.second() > 0 && round.surplus() > 0) {
            sample[filter.size()] = StrictMath.log(round.highest() / unit);
            sample[filter.size() + 1] = StrictMath.log(round.second() / unit);
            sample[filter.size() + 2] = StrictMath.log(round.surplus() / unit);
            moments[number].add(sample);
        }
        announced = false;
    }

    @Override
    public void save(StateWriter state) {
        for (int i = 0; i < moments.length; i++) {
            state.put(momentsKey(i), moments[i]);
        }
        if (moments.length > 1) {
            state.put("number", (long) number);
        }
        state.put("sample", sample);
        state.put("unit", unit);
        state.put("announced", announced ? 1L : 0L);
    }

    @Override
    public void restore(StateReader state) {
        for (int i = 0; i < moments.length; i++) {
            state.restore(momentsKey(i), moments[i]);
        }
        number = moments.length > 1 ? state.wholeNumber("number", 0, moments.length - 1) : 0;
        System.arraycopy(state.doubles("sample", sample.length), 0, sample, 0, sample.length);
        unit = state.number("unit");
        announced = state.wholeNumber("announced", 0, 1) == 1;
    }

    private String momentsKey(int i) {
        return moments.length == 1 ? "moments" : "moments" + i;
    }

    /**
     * Whether enough has been seen for a filter.
     *
     * @return true if there are more samples than numbers to estimate from each
     */
    public boolean isEnough() {
        return all().isEnough();
    }

    /** The samples of all numbers of stations. */
    private SecondMoments all() {
        SecondMoments all = moments[0];
        for (int i = 1; i < moments.length; i++) {
            all = all.with(moments[i]);
        }
        return all;
    }

    /**
     * The samples of one number of stations; where they are too few, with those of the nearest numbers, both sides at a time,
     * until they are enough.
     */
    private SecondMoments enoughOf(int i) {
        SecondMoments near = moments[i];
        for (int distance = 1;
                near.samples() < SAMPLES_A_NUMBER * near.size() && distance < moments.length;
                distance++) {
            near = i - distance >= 0 ? near.with(moments[i - distance]) : near;
            near = i + distance < moments.length ? near.with(moments[i + distance]) : near;
        }
        return near;
    }

    /**
     * What has been learned.
     *
     * @return the model, without optimism
     * @throws TooFewRoundsException if there are not more samples than numbers to estimate from each: the rounds were too
     *     few, or the UAV's value is not known in enough of them
     */
    public LinearFilterModel fitted() {
        TooFewRoundsException.require(LinearFilterModel.AGENT, filter.rounds(), all());
        List<Moments> fitted = new ArrayList<>();
        for (int i = 0; i < moments.length; i++) {
            fitted.add(enoughOf(i).moments());
        }
        return new LinearFilterModel(scenario, filter.rounds(), 0.0, fitted, Map.of());
    }
}
