package dmsb.auction.rule.observation;

import dmsb.auction.market.ObservationMode;
import dmsb.auction.market.Scenario;
import dmsb.auction.round.Announcement;
import dmsb.auction.round.Round;
import dmsb.core.argument.Require;

/**
 * An {@link Observation} that is not the project's, followed by the forecasts of a model's filter if it has one. Rewards are
 * measured by these forecasts as with the project's own observation. For one thread at a time.
 */
public final class OwnObservation implements RoundEncoder, Observation {
    private final Observation own;
    private final int ownSize;
    private final ObservationEncoder forecasting;
    private final int forecasts;
    private final float[] known;

    /**
     * An observation of one's own on a market.
     *
     * @param scenario the market; its mode is past bids
     * @param own what is observed; used by this object alone
     * @param filter what comes behind it; used by this object alone, {@link Forecasts#NONE} for nothing
     * @throws IllegalArgumentException if the mode is another, or the observation has no entry
     */
    public OwnObservation(Scenario scenario, Observation own, Forecasts filter) {
        if (scenario.observation() != ObservationMode.PAST_BIDS) {
            throw new IllegalArgumentException("observation: expected " + ObservationMode.PAST_BIDS
                    + " beside an observation of one's own, which sees the announcement alone, got "
                    + scenario.observation());
        }
        this.own = own;
        this.ownSize = Require.atLeast("size of the observation", own.size(), 1);
        this.forecasting = new ObservationEncoder(scenario, filter);
        this.forecasts = filter.size();
        this.known = new float[forecasting.size()];
    }

    @Override
    public int size() {
        return ownSize + forecasts;
    }

    @Override
    public void encode(Announcement announcement, float[] target) {
        Require.size("target", target.length, size());
        own.encode(announcement, target);
        for (int i = 0; i < ownSize; i++) {
            if (!Float.isFinite(target[i])) {
                throw new IllegalStateException("observation: expected finite numbers, got " + target[i] + " at index "
                        + i + " of " + own.getClass().getName());
            }
        }
        if (forecasts > 0) {
            forecasting.encode(announcement, known);
            System.arraycopy(known, known.length - forecasts, target, ownSize, forecasts);
        }
    }

    @Override
    public void encode(Announcement announcement, Round round, float[] target) {
        encode(announcement, target);
    }

    @Override
    public boolean isEnough() {
        return own.isEnough() && forecasting.isEnough();
    }

    @Override
    public boolean isLook() {
        return false;
    }

    @Override
    public double level() {
        return forecasting.level();
    }

    @Override
    public double uavOptimism() {
        return forecasting.uavOptimism();
    }
}
