package dmsb.auction.market.town;

import dmsb.auction.market.radio.Mobility;
import dmsb.core.random.RandomStream;
import dmsb.core.random.SeedTree;

/**
 * The vehicle whose tasks are sold: it follows a journey of a trace, a time step a slot. An episode begins somewhere on a
 * journey drawn uniformly. Where a journey ends, the vehicle is gone, and another one follows from its start.
 */
public final class TraceMobility implements Mobility {
    private final TrafficTrace trace;
    private RandomStream draws = SeedTree.of(0).stream();
    private int journey;
    private int step;
    private boolean changed;

    /**
     * A vehicle of a trace, begun by {@link #reset}.
     *
     * @param trace the trace
     */
    public TraceMobility(TrafficTrace trace) {
        this.trace = trace;
    }

    @Override
    public void reset(SeedTree episode) {
        draws = episode.child("journeys").stream();
        journey = draws.nextInt(trace.journeys());
        step = draws.nextInt(trace.length(journey));
        changed = false;
    }

    @Override
    public void advance() {
        step++;
        changed = step == trace.length(journey);
        if (changed) {
            journey = draws.nextInt(trace.journeys());
            step = 0;
        }
    }

    @Override
    public double x() {
        return trace.x(journey, step);
    }

    @Override
    public double y() {
        return trace.y(journey, step);
    }

    @Override
    public boolean changed() {
        return changed;
    }
}
