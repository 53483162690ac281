package dmsb.auction.market.town;

/**
 * A rectangle on the plane.
 *
 * @param west the least x in m
 * @param south the least y in m
 * @param east the greatest x in m
 * @param north the greatest y in m
 */
public record Bounds(double west, double south, double east, double north) {
    /** Bounds of no point: any point extends them. */
    static final Bounds NONE = new Bounds(
            Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, Double.NEGATIVE_INFINITY);

    /**
     * The middle from west to east.
     *
     * @return x in m
     */
    public double middleX() {
        return 0.5 * (west + east);
    }

    /**
     * The middle from south to north.
     *
     * @return y in m
     */
    public double middleY() {
        return 0.5 * (south + north);
    }

    /**
     * Whether a point lies inside or on the edge.
     *
     * @param x the point's x in m
     * @param y the point's y in m
     * @return true if it does
     */
    public boolean contains(double x, double y) {
        return x >= west && x <= east && y >= south && y <= north;
    }

    /** The smallest rectangle around this one and a point. */
    Bounds and(double x, double y) {
        return contains(x, y)
                ? this
                : new Bounds(Math.min(west, x), Math.min(south, y), Math.max(east, x), Math.max(north, y));
    }
}
