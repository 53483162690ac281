package dmsb.auction.market.radio;

import dmsb.core.argument.Require;

/**
 * A link from a low aircraft to the ground by its elevation angle (Al-Hourani, Kandeepan and Lardner 2014): the probability
 * of a line of sight is 1 / (1 + a exp(-b (angle - a))), and the loss is that of free space and an excess for each state.
 * The excess is a mean, and there is no shadowing beside the state.
 */
public final class AirToGround implements Channel {
    private final String name;
    private final double a;
    private final double b;
    private final double clearExcess;
    private final double blockedExcess;

    /**
     * The model of an environment.
     *
     * @param name the name in scenario files
     * @param a the environment's parameter a in degrees, positive
     * @param b the environment's parameter b in 1/degree, positive
     * @param clearExcess eta_LOS in dB, at least 0
     * @param blockedExcess eta_NLOS in dB, at least 0
     * @throws IllegalArgumentException if a number is out of its range, or the name is blank
     */
    public AirToGround(String name, double a, double b, double clearExcess, double blockedExcess) {
        this.name = Require.notBlank("name", name);
        this.a = Require.positive("a", a);
        this.b = Require.positive("b", b);
        this.clearExcess = Require.notNegative("clearExcess", clearExcess);
        this.blockedExcess = Require.notNegative("blockedExcess", blockedExcess);
    }

    /**
     * Low houses.
     *
     * @return the model {@code a2g-suburban}
     */
    public static AirToGround suburban() {
        return new AirToGround("a2g-suburban", 4.88, 0.43, 0.1, 21.0);
    }

    /**
     * An average city.
     *
     * @return the model {@code a2g-urban}
     */
    public static AirToGround urban() {
        return new AirToGround("a2g-urban", 9.61, 0.16, 1.0, 20.0);
    }

    /**
     * A dense city.
     *
     * @return the model {@code a2g-dense}
     */
    public static AirToGround dense() {
        return new AirToGround("a2g-dense", 12.08, 0.11, 1.6, 23.0);
    }

    /**
     * Skyscrapers.
     *
     * @return the model {@code a2g-high-rise}
     */
    public static AirToGround highRise() {
        return new AirToGround("a2g-high-rise", 27.23, 0.08, 2.3, 34.0);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public double lineOfSightProbability(Antennas antennas, double distance) {
        double angle = Math.abs(antennas.elevationDegrees(distance));
        return 1.0 / (1.0 + a * StrictMath.exp(-b * (angle - a)));
    }

    @Override
    public double lossDb(Antennas antennas, double distance, boolean lineOfSight) {
        return antennas.freeSpaceDb(distance) + (lineOfSight ? clearExcess : blockedExcess);
    }

    @Override
    public double shadowingDb(Antennas antennas, boolean lineOfSight) {
        return 0.0;
    }

    @Override
    public double shadowingDistance(boolean lineOfSight) {
        return 13.0;
    }

    @Override
    public double lineOfSightDistance() {
        return 50.0;
    }
}
