package dmsb.auction.market.town;

/**
 * The rows of a trace as they come, from whichever reader: time steps of one length, and vehicles in them. What may follow can
 * be asked first, so that a refusal is worded in one place only.
 */
final class TraceRows {
    private static final double SLACK = 1e-6; // s: times are written with two decimals or more

    private final JourneySample sample;
    private double lastTime = Double.NaN;
    private double stepSeconds = Double.NaN;

    TraceRows(int capacity) {
        this.sample = new JourneySample(capacity);
    }

    /** How many time steps have begun. */
    long steps() {
        return sample.steps();
    }

    /** The time of the last step in s. */
    double lastTime() {
        return lastTime;
    }

    /** The length of a step in s; NaN before the second one. */
    double stepSeconds() {
        return stepSeconds;
    }

    /** Whether a finite time may be that of the next step. */
    boolean canFollow(double time) {
        if (sample.steps() == 0) {
            return true;
        }
        double step = time - lastTime;
        return sample.steps() == 1
                ? step > 0.0 && step <= Double.MAX_VALUE
                : Math.abs(step - stepSeconds) <= SLACK * Math.max(1.0, Math.abs(time));
    }

    /** Begins a step at a time that {@linkplain #canFollow can follow}. */
    void beginStep(double time) {
        if (sample.steps() == 1) {
            stepSeconds = time - lastTime;
        }
        lastTime = time;
        sample.beginStep();
    }

    /** Adds a vehicle to the current step. False, and nothing is changed, if it is there already. */
    boolean add(String vehicle, double x, double y) {
        return sample.add(vehicle, x, y);
    }

    /** Whether a vehicle is in the current step already. */
    boolean isThere(String vehicle) {
        return sample.isThere(vehicle);
    }

    /** Ends all journeys. The trace of them, perhaps without any. */
    TrafficTrace trace() {
        return sample.trace(stepSeconds);
    }
}
