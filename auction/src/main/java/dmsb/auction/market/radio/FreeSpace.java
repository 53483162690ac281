package dmsb.auction.market.radio;

/** Empty space: always a line of sight, no shadowing, the loss of {@link Antennas#freeSpaceDb}. The shortest example of a model. */
public final class FreeSpace implements Channel {
    /** The name in scenario files. */
    public static final String NAME = "free-space";

    /** The model. */
    public FreeSpace() {}

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public double lineOfSightProbability(Antennas antennas, double distance) {
        return 1.0;
    }

    @Override
    public double lossDb(Antennas antennas, double distance, boolean lineOfSight) {
        return antennas.freeSpaceDb(distance);
    }

    @Override
    public double shadowingDb(Antennas antennas, boolean lineOfSight) {
        return 0.0;
    }

    @Override
    public double shadowingDistance(boolean lineOfSight) {
        return 1.0;
    }

    @Override
    public double lineOfSightDistance() {
        return 1.0;
    }
}
