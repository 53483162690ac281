package dmsb.auction.rule.filter;

import dmsb.auction.round.Announcement;
import dmsb.auction.round.Round;
import dmsb.auction.rule.ActionGrid;
import dmsb.auction.rule.LaggedReserveRule;
import dmsb.auction.rule.PostedRule;
import dmsb.core.checkpoint.StateReader;
import dmsb.core.checkpoint.StateWriter;
import dmsb.core.random.RandomStream;

/**
 * A rule that decides by what it believes. It posts the rho of the grid with the largest
 *
 * <pre>
 * S(a) + W P(the UAV serves under a),
 * </pre>
 *
 * <p>with S the expected surplus of the round, and W what it is worth for later rounds to see the UAV's value in this one. It
 * takes note of every round; rho is a function of that and of the estimate that is announced. Until there are enough rounds it
 * acts as the {@link LaggedReserveRule}.
 */
abstract class BeliefRule implements PostedRule {
    static final int PAST = Belief.PAST;

    private final Belief belief;
    private final BeliefState state;
    private final LaggedReserveRule fallback = new LaggedReserveRule();
    private final BeliefRound next;
    private final ActionGrid grid;

    BeliefRule(Belief belief) {
        this.belief = belief;
        this.state = new BeliefState(belief);
        this.next = new BeliefRound(belief);
        this.grid = belief.grid();
    }

    /**
     * What a look in the round is worth for later ones, in units of the last round's highest bid, by what is believed of the
     * last rounds' values and of the round, its estimate known. Only asked where a look is seen before the next round.
     */
    abstract double worthOfLook(BeliefState state, Gaussian round);

    final ActionGrid grid() {
        return grid;
    }

    final Belief belief() {
        return belief;
    }

    @Override
    public final void reset(RandomStream random) {
        state.clear();
    }

    @Override
    public final void observe(Round round) {
        state.observe(round);
    }

    @Override
    public final double rho(Announcement announcement) {
        if (!state.knowsEnough()) {
            return fallback.rho(announcement);
        }
        next.set(state, Belief.near(announcement.estimate(), state.unit()));
        double worth = belief.reveals() ? worthOfLook(state, next.predicted()) : 0;
        return grid.rho(next.surplus().largest(grid, worth));
    }

    @Override
    public final void save(StateWriter saved) {
        saved.put("belief", state);
    }

    @Override
    public final void restore(StateReader saved) {
        saved.restore("belief", state);
    }
}
