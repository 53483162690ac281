package dmsb.auction.market.radio;

/**
 * A model of a channel: the loss of a link from its geometry, the probability of a line of sight, and how far shadowing
 * spreads around the mean. A model is a function: it has no state, draws nothing, and is safe for use by many threads.
 * {@link MovingLink} adds the state that moves with the vehicle.
 *
 * <p>A model of one's own implements this interface and becomes the value of a scenario's key:
 *
 * <pre>{@code
 * town.with(TownSettings.UAV_CHANNEL, Named.of("mine", () -> new MyChannel()))
 * }</pre>
 */
public interface Channel {
    /**
     * The name in scenario files.
     *
     * @return lower-case letters, digits and hyphens
     */
    String name();

    /**
     * The probability that nothing stands between the antennas.
     *
     * @param antennas heights and frequency
     * @param distance the distance on the ground, d_2D in m, at least 0
     * @return a number from 0 to 1
     */
    double lineOfSightProbability(Antennas antennas, double distance);

    /**
     * The mean loss given the state.
     *
     * @param antennas heights and frequency
     * @param distance the distance on the ground, d_2D in m, at least 0
     * @param lineOfSight whether there is a line of sight
     * @return the loss in dB
     */
    double lossDb(Antennas antennas, double distance, boolean lineOfSight);

    /**
     * The standard deviation of shadowing, which is normal in dB.
     *
     * @param antennas heights and frequency
     * @param lineOfSight whether there is a line of sight
     * @return the standard deviation in dB; 0 for none
     */
    double shadowingDb(Antennas antennas, boolean lineOfSight);

    /**
     * The distance over which the correlation of shadowing falls to 1/e.
     *
     * @param lineOfSight whether there is a line of sight
     * @return the distance in m, positive
     */
    double shadowingDistance(boolean lineOfSight);

    /**
     * The distance over which the correlation of the line-of-sight state falls to 1/e.
     *
     * @return the distance in m, positive
     */
    double lineOfSightDistance();

    /**
     * The loss averaged over the state: P loss(line of sight) + (1 - P) loss(none).
     *
     * @param antennas heights and frequency
     * @param distance the distance on the ground, d_2D in m, at least 0
     * @return the loss in dB
     */
    default double meanLossDb(Antennas antennas, double distance) {
        double sight = lineOfSightProbability(antennas, distance);
        return sight * lossDb(antennas, distance, true) + (1.0 - sight) * lossDb(antennas, distance, false);
    }
}
