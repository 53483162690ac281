package dmsb.auction.market.radio;

/**
 * A small cell below the roofs: UMi street canyon of 3GPP TR 38.901, tables 7.4.1-1, 7.4.2-1, 7.5-6 and 7.6.3.1-2. It is
 * meant for base stations of 10 m, vehicles of 1.5 to 13 m, 10 m to 5 km, and .5 to 100 GHz.
 */
public final class UrbanMicro implements Channel {
    /** The name in scenario files. */
    public static final String NAME = "umi";

    private static final BreakPoint LINE_OF_SIGHT = new BreakPoint(32.4, 21.0, 9.5);
    private static final double ALWAYS = 18.0; // m, with a line of sight
    private static final double DECAY = 36.0; // m

    /** The model. */
    public UrbanMicro() {}

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public double lineOfSightProbability(Antennas antennas, double distance) {
        if (distance <= ALWAYS) {
            return 1.0;
        }
        return ALWAYS / distance + StrictMath.exp(-distance / DECAY) * (1.0 - ALWAYS / distance);
    }

    @Override
    public double lossDb(Antennas antennas, double distance, boolean lineOfSight) {
        double clear = LINE_OF_SIGHT.lossDb(antennas, distance);
        if (lineOfSight) {
            return clear;
        }
        double blocked = 35.3 * StrictMath.log10(antennas.direct(distance))
                + 22.4
                + 21.3 * StrictMath.log10(antennas.gigahertz())
                - 0.3 * (antennas.userHeight() - 1.5);
        return Math.max(clear, blocked);
    }

    @Override
    public double shadowingDb(Antennas antennas, boolean lineOfSight) {
        return lineOfSight ? 4.0 : 7.82;
    }

    @Override
    public double shadowingDistance(boolean lineOfSight) {
        return lineOfSight ? 10.0 : 13.0;
    }

    @Override
    public double lineOfSightDistance() {
        return 50.0;
    }
}
