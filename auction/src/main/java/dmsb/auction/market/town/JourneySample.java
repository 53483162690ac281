package dmsb.auction.market.town;

import dmsb.core.random.RandomStream;
import dmsb.core.random.SeedTree;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Makes a {@link TrafficTrace} of vehicle rows in the order of time, in memory that does not grow with the trace: it holds
 * the journeys under way, and a uniform sample of those that have ended (reservoir sampling, Vitter 1985). The draws are
 * always the same, so a file always has the same sample.
 */
final class JourneySample {
    /** The most journeys that are kept. */
    static final int JOURNEYS = 4_096;

    /** The longest journey; a longer one is cut. */
    static final int STEPS = 1_024;

    private static final int SHORTEST = 2;
    private static final int FIRST_ROOM = 64;

    private static final class Journey {
        private float[] xs = new float[FIRST_ROOM];
        private float[] ys = new float[FIRST_ROOM];
        private int length;
        private final long firstStep;
        private long lastStep;

        Journey(long firstStep) {
            this.firstStep = firstStep;
        }

        void add(double x, double y, long step) {
            if (length == xs.length) {
                xs = Arrays.copyOf(xs, 2 * length);
                ys = Arrays.copyOf(ys, 2 * length);
            }
            xs[length] = (float) x;
            ys[length++] = (float) y;
            lastStep = step;
        }

        /** Gives back the room that is not needed. */
        Journey trimmed() {
            xs = Arrays.copyOf(xs, length);
            ys = Arrays.copyOf(ys, length);
            return this;
        }
    }

    private final Map<String, Journey> underWay = new HashMap<>();
    private final List<Journey> kept = new ArrayList<>();
    private final RandomStream draws = SeedTree.of(0).child("journeys").stream();
    private final int capacity;
    private Bounds bounds = Bounds.NONE;
    private long seen;
    private long rows;
    private long step = -1;

    JourneySample(int capacity) {
        this.capacity = capacity;
    }

    /** Begins a time step; the journeys of vehicles that were not in the one before end. */
    void beginStep() {
        endLastSeenBefore(step);
        step++;
    }

    /** How many time steps have begun. */
    long steps() {
        return step + 1;
    }

    private void endLastSeenBefore(long limit) {
        List<String> gone = new ArrayList<>();
        underWay.forEach((vehicle, journey) -> {
            if (journey.lastStep < limit) {
                gone.add(vehicle);
            }
        });
        gone.sort(null); // the order of a hash map is none
        for (String vehicle : gone) {
            end(Objects.requireNonNull(underWay.remove(vehicle)));
        }
    }

    /** Whether a vehicle is in the current step already. */
    boolean isThere(String vehicle) {
        Journey journey = underWay.get(vehicle);
        return journey != null && journey.lastStep == step;
    }

    /** Adds a vehicle to the current step. False, and nothing is changed, if it is there already. */
    boolean add(String vehicle, double x, double y) {
        Journey journey = underWay.get(vehicle);
        if (journey != null && journey.lastStep == step) {
            return false;
        }
        rows++;
        bounds = bounds.and(x, y);
        if (journey == null || journey.length == STEPS) {
            if (journey != null) {
                end(journey);
            }
            journey = new Journey(step);
            underWay.put(vehicle, journey);
        }
        journey.add(x, y, step);
        return true;
    }

    private void end(Journey journey) {
        if (journey.length < SHORTEST) {
            return;
        }
        seen++;
        if (kept.size() < capacity) {
            kept.add(journey.trimmed());
            return;
        }
        long place = (long) (draws.nextDouble() * seen);
        if (place < capacity) {
            kept.set((int) place, journey.trimmed());
        }
    }

    /** Ends all journeys. The trace of them; it has no journey if no vehicle was in two steps. */
    TrafficTrace trace(double stepSeconds) {
        endLastSeenBefore(steps());
        float[][] xs = kept.stream().map(journey -> journey.xs).toArray(float[][]::new);
        float[][] ys = kept.stream().map(journey -> journey.ys).toArray(float[][]::new);
        long[] starts = kept.stream().mapToLong(journey -> journey.firstStep).toArray();
        return new TrafficTrace(xs, ys, starts, steps(), stepSeconds, rows, seen, bounds);
    }
}
