package dmsb.auction.market.town;

import dmsb.auction.market.radio.Mobility;
import dmsb.core.argument.Require;
import dmsb.core.random.RandomStream;
import dmsb.core.random.SeedTree;
import java.util.Arrays;

/**
 * One of several vehicles whose tasks are sold in the same slots: those that drive at the same time in a trace. A fleet has a
 * number of places. Each place follows a journey to its end and then another one that is under way and that no place follows,
 * drawn uniformly. Where there is none the place is empty until a vehicle appears, and its position is where the last one left.
 * Places are filled in their order.
 *
 * <p>The vehicle of place 0 begins where {@link TraceMobility} does, and with it the time of the trace; an empty place begins at
 * its position. After the last step of the trace comes its first one, with vehicles of its own.
 *
 * <p>Every place of a fleet plays the whole fleet from the same seeds, so that places need not move in step. A slot in which
 * nobody leaves or appears allocates nothing, and neither does any other.
 */
public final class FleetMobility implements Mobility {
    private static final int NONE = -1;

    private final TrafficTrace trace;
    private final int place;
    private final RandomStream[] draws;
    private final int[] journeys;
    private final boolean[] followed;
    private long clock;
    private double x;
    private double y;
    private boolean changed;

    /**
     * A vehicle of a fleet, begun by {@link #reset}.
     *
     * @param trace the trace
     * @param places the number of places, at least 1
     * @param place the place of this vehicle, from 0
     * @throws IllegalArgumentException if there is no such place
     */
    public FleetMobility(TrafficTrace trace, int places, int place) {
        this.trace = trace;
        this.draws = new RandomStream[Require.atLeast("places", places, 1)];
        this.place = Require.within("place", place, 0, places - 1);
        this.journeys = new int[places];
        this.followed = new boolean[trace.journeys()];
        Arrays.fill(draws, SeedTree.of(0).stream());
        Arrays.fill(journeys, NONE);
    }

    @Override
    public void reset(SeedTree episode) {
        SeedTree seeds = episode.child("journeys");
        draws[0] = seeds.stream();
        for (int p = 1; p < draws.length; p++) {
            draws[p] = seeds.child(p).stream();
        }
        Arrays.fill(journeys, NONE);
        Arrays.fill(followed, false);
        int first = draws[0].nextInt(trace.journeys());
        int step = draws[0].nextInt(trace.length(first));
        clock = trace.start(first) + step;
        follow(0, first);
        fill();
        x = trace.x(first, step);
        y = trace.y(first, step);
        look();
        changed = false;
    }

    @Override
    public void advance() {
        clock = clock + 1 == trace.steps() ? 0 : clock + 1;
        for (int p = 0; p < journeys.length; p++) {
            if (journeys[p] != NONE && !trace.isUnderWay(journeys[p], clock)) {
                followed[journeys[p]] = false;
                journeys[p] = NONE;
            }
        }
        int before = journeys[place];
        fill();
        changed = before == NONE && journeys[place] != NONE;
        look();
    }

    private void look() {
        int journey = journeys[place];
        if (journey != NONE) {
            int step = (int) (clock - trace.start(journey));
            x = trace.x(journey, step);
            y = trace.y(journey, step);
        }
    }

    /** Fills the empty places with vehicles that are under way, as many as there are. */
    private void fill() {
        int free = -1; // not counted yet
        for (int p = 0; p < journeys.length && free != 0; p++) {
            if (journeys[p] == NONE) {
                free = free < 0 ? countFree() : free;
                if (free > 0) {
                    follow(p, free(draws[p].nextInt(free--)));
                }
            }
        }
    }

    private void follow(int p, int journey) {
        journeys[p] = journey;
        followed[journey] = true;
    }

    private int countFree() {
        int count = 0;
        for (int i = trace.firstThatMayBeUnderWay(clock); i < followed.length; i++) {
            int journey = trace.byStart(i);
            if (trace.start(journey) > clock) {
                break;
            }
            count += isFree(journey) ? 1 : 0;
        }
        return count;
    }

    /** The free vehicle of an index, in the order of their starts. */
    private int free(int index) {
        int left = index;
        int i = trace.firstThatMayBeUnderWay(clock);
        while (!isFree(trace.byStart(i)) || left-- > 0) {
            i++;
        }
        return trace.byStart(i);
    }

    private boolean isFree(int journey) {
        return !followed[journey] && trace.isUnderWay(journey, clock);
    }

    @Override
    public double x() {
        return x;
    }

    @Override
    public double y() {
        return y;
    }

    @Override
    public boolean changed() {
        return changed;
    }

    @Override
    public boolean present() {
        return journeys[place] != NONE;
    }
}
