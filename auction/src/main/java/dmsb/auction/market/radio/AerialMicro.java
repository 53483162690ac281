package dmsb.auction.market.radio;

/**
 * A link to an aircraft over a street: UMi-AV of 3GPP TR 36.777, tables B-1, B-2 and B-3, for heights of 22.5 to 300 m. The
 * higher end is the aircraft; below 22.5 m the model is {@link UrbanMicro}. The report has no correlation distances of its
 * own; those of {@link UrbanMicro} stand in.
 */
public final class AerialMicro implements Channel {
    /** The name in scenario files. */
    public static final String NAME = "umi-av";

    private static final double LOWEST = 22.5; // m
    private static final UrbanMicro STREET = new UrbanMicro();

    /** The model. */
    public AerialMicro() {}

    @Override
    public String name() {
        return NAME;
    }

    private static double height(Antennas antennas) {
        return Math.max(antennas.stationHeight(), antennas.userHeight());
    }

    @Override
    public double lineOfSightProbability(Antennas antennas, double distance) {
        double height = height(antennas);
        if (height <= LOWEST) {
            return STREET.lineOfSightProbability(antennas, distance);
        }
        double log = StrictMath.log10(height);
        double always = Math.max(294.05 * log - 432.94, 18.0);
        if (distance <= always) {
            return 1.0;
        }
        double decay = 233.98 * log - 0.95;
        return always / distance + StrictMath.exp(-distance / decay) * (1.0 - always / distance);
    }

    @Override
    public double lossDb(Antennas antennas, double distance, boolean lineOfSight) {
        double height = height(antennas);
        if (height <= LOWEST) {
            return STREET.lossDb(antennas, distance, lineOfSight);
        }
        double logHeight = StrictMath.log10(height);
        double logDirect = StrictMath.log10(antennas.direct(distance));
        double frequency = 20.0 * StrictMath.log10(antennas.gigahertz());
        double clear =
                Math.max(antennas.freeSpaceDb(distance), 30.9 + (22.25 - 0.5 * logHeight) * logDirect + frequency);
        return lineOfSight ? clear : Math.max(clear, 32.4 + (43.2 - 7.6 * logHeight) * logDirect + frequency);
    }

    @Override
    public double shadowingDb(Antennas antennas, boolean lineOfSight) {
        double height = height(antennas);
        if (height <= LOWEST) {
            return STREET.shadowingDb(antennas, lineOfSight);
        }
        return lineOfSight ? Math.max(2.0, 5.0 * StrictMath.exp(-0.01 * height)) : 8.0;
    }

    @Override
    public double shadowingDistance(boolean lineOfSight) {
        return STREET.shadowingDistance(lineOfSight);
    }

    @Override
    public double lineOfSightDistance() {
        return STREET.lineOfSightDistance();
    }
}
