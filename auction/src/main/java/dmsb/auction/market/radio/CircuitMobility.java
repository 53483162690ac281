package dmsb.auction.market.radio;

import dmsb.core.argument.Require;
import dmsb.core.random.SeedTree;

/** A UAV that flies a circle at constant speed, from a point that the episode's seeds choose; with radius 0 it hovers. */
public final class CircuitMobility implements Mobility {
    private final double centreX;
    private final double centreY;
    private final double radius;
    private final double step;
    private double angle;

    /**
     * A circuit.
     *
     * @param centreX the centre from west to east in m
     * @param centreY the centre from south to north in m
     * @param radius the radius in m, at least 0
     * @param metresPerSlot the way flown in a slot in m, at least 0
     * @throws IllegalArgumentException if a number is not finite or below its bound
     */
    public CircuitMobility(double centreX, double centreY, double radius, double metresPerSlot) {
        this.centreX = Require.finite("centreX", centreX);
        this.centreY = Require.finite("centreY", centreY);
        this.radius = Require.notNegative("radius", radius);
        Require.notNegative("metresPerSlot", metresPerSlot);
        this.step = radius == 0.0 ? 0.0 : metresPerSlot / radius;
    }

    @Override
    public void reset(SeedTree episode) {
        angle = 2.0 * Math.PI * episode.child("circuit").stream().nextDouble();
    }

    @Override
    public void advance() {
        angle = (angle + step) % (2.0 * Math.PI);
    }

    @Override
    public double x() {
        return centreX + radius * StrictMath.cos(angle);
    }

    @Override
    public double y() {
        return centreY + radius * StrictMath.sin(angle);
    }
}
