package dmsb.auction.market.town;

import dmsb.auction.market.radio.Decibels;
import dmsb.auction.market.radio.Mobility;
import dmsb.auction.market.radio.MovingLink;
import dmsb.auction.market.radio.Radio;
import dmsb.core.random.RandomStream;
import dmsb.core.random.SeedTree;

/**
 * The radio between the vehicle of a {@link TownRadio} and a UAV that is not the first: a circuit and a link of its own, the same
 * models and noise. It has place 0 alone, and is moved after the radio whose vehicle it shares.
 */
final class FurtherTownUav implements Radio {
    private final TownRadio town;
    private final MovingLink link;
    private final Mobility uav;
    private SeedTree seeds = SeedTree.of(0);
    private long begun;
    private double gain;

    FurtherTownUav(TownRadio town, MovingLink link, Mobility uav) {
        this.town = town;
        this.link = link;
        this.uav = uav;
    }

    @Override
    public void reset(SeedTree episode) {
        reset(episode, episode);
    }

    @Override
    public void reset(SeedTree episode, SeedTree own) {
        seeds = own.child("links");
        begun = 0;
        uav.reset(episode);
        arrive();
        measure();
    }

    @Override
    public void advance(RandomStream slots) {
        double oldX = uav.x();
        double oldY = uav.y();
        uav.advance();
        if (town.changed()) {
            arrive();
        } else {
            link.move(town.moved() + TownRadio.distance(oldX, oldY, uav.x(), uav.y()), distance());
        }
        measure();
    }

    private void arrive() {
        link.reset(seeds.child(begun++).stream(), distance());
    }

    private double distance() {
        return TownRadio.distance(town.vehicleX(), town.vehicleY(), uav.x(), uav.y());
    }

    private void measure() {
        gain = Decibels.dbToRatio(-link.lossDb());
    }

    @Override
    public int station(int provider) {
        return 0;
    }

    @Override
    public double gain(int provider) {
        return gain;
    }

    @Override
    public double uplinkNoiseWatts(double bandwidthHz) {
        return town.uplinkNoiseWatts(bandwidthHz);
    }

    @Override
    public double downlinkNoiseWatts(double bandwidthHz) {
        return town.downlinkNoiseWatts(bandwidthHz);
    }

    @Override
    public double largestEfficiency() {
        return town.largestEfficiency();
    }
}
