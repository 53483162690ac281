package dmsb.auction.market;

import dmsb.auction.market.radio.Radio;
import dmsb.core.random.RandomStream;
import dmsb.core.random.SeedTree;

/**
 * The radio of Table 1, which has no geometry: gains that follow a {@link GaussianWalk} on the range of the scenario, and
 * one noise power a slot for all links, drawn from the slot's stream. Stations never change.
 */
final class TableRadio implements Radio {
    private final Range gainsDb;
    private final Range noisesDbm;
    private final GaussianWalk[] walks;
    private final double[] gains;
    private double noiseWatts;

    TableRadio(Scenario scenario) {
        gainsDb = scenario.channelGainDb();
        noisesDbm = scenario.noiseDbm();
        walks = new GaussianWalk[scenario.providers()];
        for (int n = 0; n < walks.length; n++) {
            walks[n] = new GaussianWalk(scenario.persistence());
        }
        gains = new double[walks.length];
    }

    @Override
    public void reset(SeedTree episode) {
        for (int n = 0; n < walks.length; n++) {
            walks[n].reset(episode.child("channel").child(n).stream());
        }
    }

    @Override
    public void advance(RandomStream slots) {
        noiseWatts = Units.dbmToWatt(noisesDbm.at(slots.nextDouble()));
        for (GaussianWalk walk : walks) {
            walk.advance();
        }
        for (int n = 0;
                n < walks.length;
                n++) { // by itself: independent short computations that the processor overlaps
            gains[n] = Units.dbToRatio(gainsDb.at(walks[n].place()));
        }
    }

    @Override
    public int station(int provider) {
        return provider;
    }

    @Override
    public double gain(int provider) {
        return gains[provider];
    }

    @Override
    public double uplinkNoiseWatts(double bandwidthHz) {
        return noiseWatts;
    }

    @Override
    public double downlinkNoiseWatts(double bandwidthHz) {
        return noiseWatts;
    }

    @Override
    public double largestEfficiency() {
        return Double.POSITIVE_INFINITY;
    }
}
