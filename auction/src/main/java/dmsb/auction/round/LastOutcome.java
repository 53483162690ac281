package dmsb.auction.round;

/**
 * How a round came out, and what decides how it would have come out had the other side served. Reused from round to round.
 */
public final class LastOutcome {
    private boolean uavServed;
    private double uavValue = Double.NaN;
    private double estimate;
    private double highest;

    /** An outcome that nothing has been noted of. */
    public LastOutcome() {}

    /**
     * Takes note of an awarded round.
     *
     * @param round the round. Not modified, not kept.
     * @param newUavValue v_0, NaN if it is not known
     */
    public void set(Round round, double newUavValue) {
        uavServed = round.uavServes();
        uavValue = newUavValue;
        estimate = round.estimate();
        highest = round.highest();
    }

    boolean uavServed() {
        return uavServed;
    }

    double uavValue() {
        return uavValue;
    }

    double estimate() {
        return estimate;
    }

    double highest() {
        return highest;
    }
}
