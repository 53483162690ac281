package dmsb.auction.market.radio;

/**
 * A cell above the roofs: UMa of 3GPP TR 38.901, tables 7.4.1-1, 7.4.2-1, 7.5-6 and 7.6.3.1-2. It is meant for base stations
 * of 25 m, vehicles of 1.5 to 13 m, 10 m to 5 km, and .5 to 100 GHz. (For higher users the report draws the height of the
 * environment, which is 1 m here.)
 */
public final class UrbanMacro implements Channel {
    /** The name in scenario files. */
    public static final String NAME = "uma";

    private static final BreakPoint LINE_OF_SIGHT = new BreakPoint(28.0, 22.0, 9.0);
    private static final double ALWAYS = 18.0; // m, with a line of sight
    private static final double DECAY = 63.0; // m
    private static final double LOW = 13.0; // m: lower users see no more for being high
    private static final double HIGHEST = 23.0; // m

    /** The model. */
    public UrbanMacro() {}

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public double lineOfSightProbability(Antennas antennas, double distance) {
        if (distance <= ALWAYS) {
            return 1.0;
        }
        double low = ALWAYS / distance + StrictMath.exp(-distance / DECAY) * (1.0 - ALWAYS / distance);
        double height = Math.min(antennas.userHeight(), HIGHEST);
        if (height <= LOW) {
            return low;
        }
        double hundreds = distance / 100.0;
        double gain = StrictMath.pow((height - LOW) / 10.0, 1.5)
                * 1.25
                * hundreds
                * hundreds
                * hundreds
                * StrictMath.exp(-distance / 150.0);
        return Math.min(1.0, low * (1.0 + gain));
    }

    @Override
    public double lossDb(Antennas antennas, double distance, boolean lineOfSight) {
        double clear = LINE_OF_SIGHT.lossDb(antennas, distance);
        if (lineOfSight) {
            return clear;
        }
        double blocked = 13.54
                + 39.08 * StrictMath.log10(antennas.direct(distance))
                + 20.0 * StrictMath.log10(antennas.gigahertz())
                - 0.6 * (antennas.userHeight() - 1.5);
        return Math.max(clear, blocked);
    }

    @Override
    public double shadowingDb(Antennas antennas, boolean lineOfSight) {
        return lineOfSight ? 4.0 : 6.0;
    }

    @Override
    public double shadowingDistance(boolean lineOfSight) {
        return lineOfSight ? 37.0 : 50.0;
    }

    @Override
    public double lineOfSightDistance() {
        return 50.0;
    }
}
