package dmsb.auction.market;

import dmsb.core.math.NormalCdf;
import dmsb.core.random.RandomStream;
import dmsb.core.random.SeedTree;

/**
 * One quantity with memory: a stationary Gaussian AR(1), x' = phi x + sqrt(1 - phi^2) z, mapped by the normal
 * distribution function. So every marginal is uniform on [0, 1], whatever the correlation phi.
 */
final class GaussianWalk {
    private final double persistence;
    private final double innovation;
    private RandomStream random;
    private double x;

    /** A walk, begun by {@link #reset}; {@code persistence} is phi in [0, 1]. */
    GaussianWalk(double persistence) {
        this.persistence = persistence;
        this.innovation = Math.sqrt((1.0 - persistence) * (1.0 + persistence));
        this.random = SeedTree.of(0).stream();
    }

    /** Begins anew in the stationary law, drawing from the given stream from now on. */
    void reset(RandomStream stream) {
        random = stream;
        x = random.nextGaussian();
    }

    /** Moves one slot on. */
    void advance() {
        x = persistence * x + innovation * random.nextGaussian();
    }

    /** The place in [0, 1]. */
    double place() {
        return NormalCdf.of(x);
    }
}
