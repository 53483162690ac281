package dmsb.auction.market;

import dmsb.auction.market.radio.Decibels;
import dmsb.auction.market.radio.Radio;
import dmsb.core.random.RandomStream;
import dmsb.core.random.SeedTree;

/**
 * The link between a vehicle and a UAV that is not the first: a gain of its own on the scenario's range, and the noise of the
 * slot, which is that of the first radio. It has place 0 alone.
 */
final class FurtherUavRadio implements Radio {
    private final Radio first;
    private final Range gainsDb;
    private final GaussianWalk walk;

    FurtherUavRadio(Scenario scenario, Radio first) {
        this.first = first;
        this.gainsDb = scenario.channelGainDb();
        this.walk = new GaussianWalk(scenario.persistence());
    }

    @Override
    public void reset(SeedTree episode) {
        walk.reset(episode.child("channel").child(0).stream());
    }

    /** Moves the gain; the first radio, which draws the slot's noise, has moved before. */
    @Override
    public void advance(RandomStream slots) {
        walk.advance();
    }

    @Override
    public int station(int provider) {
        return provider;
    }

    @Override
    public double gain(int provider) {
        return Decibels.dbToRatio(gainsDb.at(walk.place()));
    }

    @Override
    public double uplinkNoiseWatts(double bandwidthHz) {
        return first.uplinkNoiseWatts(bandwidthHz);
    }

    @Override
    public double downlinkNoiseWatts(double bandwidthHz) {
        return first.downlinkNoiseWatts(bandwidthHz);
    }

    @Override
    public double largestEfficiency() {
        return first.largestEfficiency();
    }
}
