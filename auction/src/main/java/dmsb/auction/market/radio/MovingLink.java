package dmsb.auction.market.radio;

import dmsb.core.math.NormalCdf;
import dmsb.core.random.RandomStream;
import dmsb.core.random.SeedTree;

/**
 * One link whose ends move: line-of-sight state and shadowing that change with the distance travelled.
 *
 * <p>Both follow a stationary Gaussian first-order autoregression over distance, with correlation exp(-moved / d)
 * (Gudmundson 1991; TR 38.901, section 7.6.3). There is a line of sight where the normal distribution function of the first
 * is below the model's probability, so that the probability is met at every place. The second, times the standard deviation
 * of the state, is the shadowing. For one thread at a time.
 */
public final class MovingLink {
    private final Channel channel;
    private final Antennas antennas;
    private RandomStream random = SeedTree.of(0).stream();
    private double sight;
    private double shadow;
    private boolean lineOfSight;
    private double lossDb;

    /**
     * A link, begun by {@link #reset}.
     *
     * @param channel the model
     * @param antennas heights and frequency
     */
    public MovingLink(Channel channel, Antennas antennas) {
        this.channel = channel;
        this.antennas = antennas;
    }

    /**
     * Begins anew in the stationary law.
     *
     * @param stream the source of the link's randomness from now on
     * @param distance the distance of the ends on the ground, d_2D in m
     */
    public void reset(RandomStream stream, double distance) {
        random = stream;
        sight = random.nextGaussian();
        shadow = random.nextGaussian();
        look(distance);
    }

    /**
     * Moves on.
     *
     * @param moved how far the ends have moved on the ground, both paths added, in m
     * @param distance their distance on the ground now, d_2D in m
     */
    public void move(double moved, double distance) {
        shadow = walk(shadow, moved / channel.shadowingDistance(lineOfSight));
        sight = walk(sight, moved / channel.lineOfSightDistance());
        look(distance);
    }

    private double walk(double state, double lengths) {
        double kept = StrictMath.exp(-lengths);
        return kept * state + Math.sqrt((1.0 - kept) * (1.0 + kept)) * random.nextGaussian();
    }

    private void look(double distance) {
        lineOfSight = NormalCdf.of(sight) < channel.lineOfSightProbability(antennas, distance);
        lossDb = channel.lossDb(antennas, distance, lineOfSight) + shadow * channel.shadowingDb(antennas, lineOfSight);
    }

    /**
     * Whether there is a line of sight.
     *
     * @return true if there is
     */
    public boolean lineOfSight() {
        return lineOfSight;
    }

    /**
     * The loss, shadowing included.
     *
     * @return the loss in dB
     */
    public double lossDb() {
        return lossDb;
    }
}
