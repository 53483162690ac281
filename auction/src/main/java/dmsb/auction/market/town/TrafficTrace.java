package dmsb.auction.market.town;

/**
 * The journeys of a traffic trace, each the places of one vehicle in consecutive time steps. Immutable and safe for use by
 * many threads.
 */
public final class TrafficTrace {
    private final float[][] xs;
    private final float[][] ys;
    private final double stepSeconds;
    private final long rows;
    private final long journeysSeen;
    private final Bounds bounds;

    TrafficTrace(float[][] xs, float[][] ys, double stepSeconds, long rows, long journeysSeen, Bounds bounds) {
        this.xs = xs;
        this.ys = ys;
        this.stepSeconds = stepSeconds;
        this.rows = rows;
        this.journeysSeen = journeysSeen;
        this.bounds = bounds;
    }

    /**
     * The number of journeys that are kept.
     *
     * @return how many, at least 1
     */
    public int journeys() {
        return xs.length;
    }

    /**
     * The number of journeys in the file, of which a uniform sample is kept.
     *
     * @return how many, at least {@link #journeys}
     */
    public long journeysSeen() {
        return journeysSeen;
    }

    /**
     * The number of vehicle rows in the file.
     *
     * @return how many
     */
    public long rows() {
        return rows;
    }

    /**
     * The length of a time step.
     *
     * @return the length in s
     */
    public double stepSeconds() {
        return stepSeconds;
    }

    /**
     * The rectangle of all places in the file.
     *
     * @return the bounds in m
     */
    public Bounds bounds() {
        return bounds;
    }

    /**
     * The number of places of a journey.
     *
     * @param journey its number
     * @return how many, at least 2
     */
    public int length(int journey) {
        return xs[journey].length;
    }

    /**
     * A place of a journey from west to east.
     *
     * @param journey its number
     * @param step the time step, 0 to the length - 1
     * @return x in m
     */
    public double x(int journey, int step) {
        return xs[journey][step];
    }

    /**
     * A place of a journey from south to north.
     *
     * @param journey its number
     * @param step the time step, 0 to the length - 1
     * @return y in m
     */
    public double y(int journey, int step) {
        return ys[journey][step];
    }
}
