package dmsb.auction.market.town;

import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * The journeys of a traffic trace, each the places of one vehicle in consecutive time steps. Immutable and safe for use by
 * many threads.
 */
public final class TrafficTrace {
    private final float[][] xs;
    private final float[][] ys;
    private final long[] starts;
    private final int[] byStart;
    private final int longest;
    private final long steps;
    private final double stepSeconds;
    private final long rows;
    private final long journeysSeen;
    private final Bounds bounds;

    TrafficTrace(
            float[][] xs,
            float[][] ys,
            long[] starts,
            long steps,
            double stepSeconds,
            long rows,
            long journeysSeen,
            Bounds bounds) {
        this.xs = xs;
        this.ys = ys;
        this.starts = starts;
        this.steps = steps;
        this.byStart = IntStream.range(0, xs.length)
                .boxed()
                .sorted(Comparator.comparingLong(journey -> starts[journey])) // stable
                .mapToInt(Integer::intValue)
                .toArray();
        this.longest = IntStream.range(0, xs.length)
                .map(journey -> xs[journey].length)
                .max()
                .orElse(0);
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
     * The number of time steps of the file.
     *
     * @return how many, at least 2
     */
    public long steps() {
        return steps;
    }

    /**
     * The time step in which a journey begins.
     *
     * @param journey its number
     * @return the step, from 0
     */
    public long start(int journey) {
        return starts[journey];
    }

    /**
     * Whether a journey has a place in a time step.
     *
     * @param journey its number
     * @param step the step, from 0
     * @return true from its start for as many steps as it has places
     */
    public boolean isUnderWay(int journey, long step) {
        return starts[journey] <= step && step < starts[journey] + xs[journey].length;
    }

    /**
     * The journeys in the order of their starts, those of the same step in the order of their numbers.
     *
     * @param index the index in this order, 0 to the number of journeys - 1
     * @return the journey's number
     */
    public int byStart(int index) {
        return byStart[index];
    }

    /**
     * The first index of {@link #byStart} whose journey can be under way in a time step; a longer journey than there is would
     * have to begin before it.
     *
     * @param step the step, from 0
     * @return the index, the number of journeys if there is none
     */
    public int firstThatMayBeUnderWay(long step) {
        int low = 0;
        int high = byStart.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (starts[byStart[middle]] > step - longest) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
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
