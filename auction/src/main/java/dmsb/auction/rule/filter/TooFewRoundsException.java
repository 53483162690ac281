package dmsb.auction.rule.filter;

/**
 * Thrown when there are too few rounds to fit a filter on. There are none with one ground base station, as there is no
 * second bid, and in a log that does not tell the UAV's value.
 */
public final class TooFewRoundsException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    private TooFewRoundsException(String filter, int size, int rounds, long samples) {
        super(filter + ": expected more than " + size
                + " rounds to learn from in which the UAV's value is known, and known" + " in the " + rounds
                + " rounds before, got " + samples);
    }

    /**
     * Refuses too few samples.
     *
     * @param filter the name of the filter
     * @param rounds the number of past rounds that it reads
     * @param samples what it is fitted on
     * @throws TooFewRoundsException if there are not more samples than numbers to estimate from each
     */
    static void require(String filter, int rounds, SecondMoments samples) {
        if (!samples.isEnough()) {
            throw new TooFewRoundsException(filter, samples.size(), rounds, samples.samples());
        }
    }
}
