package mine;

import dmsb.auction.market.radio.Antennas;
import dmsb.auction.market.radio.Channel;

/** A channel model: free space, and a wall of 20 dB before every second link that is longer than 300 m. */
public final class FlatLand implements Channel {
    @Override
    public String name() {
        return "flat-land";
    }

    @Override
    public double lineOfSightProbability(Antennas antennas, double distance) {
        return distance > 300 ? 0.5 : 1;
    }

    @Override
    public double lossDb(Antennas antennas, double distance, boolean lineOfSight) {
        return antennas.freeSpaceDb(distance) + (lineOfSight ? 0 : 20);
    }

    @Override
    public double shadowingDb(Antennas antennas, boolean lineOfSight) {
        return 0;
    }

    @Override
    public double shadowingDistance(boolean lineOfSight) {
        return 1;
    }

    @Override
    public double lineOfSightDistance() {
        return 50;
    }
}
