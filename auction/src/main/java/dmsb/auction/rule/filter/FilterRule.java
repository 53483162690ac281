package dmsb.auction.rule.filter;

import dmsb.auction.round.Announcement;
import dmsb.auction.round.PricedBy;
import dmsb.auction.rule.ActionGrid;
import dmsb.auction.rule.LaggedReserveRule;
import dmsb.auction.rule.PostedRule;
import java.util.function.ToIntFunction;

/**
 * The rule of an {@link AnnouncementFilter}. It posts the rho of the grid that the filter's forecast of the round prefers. Rho
 * is a function of the announcement alone, as the filter is fitted once and learns nothing afterwards. Until there are enough
 * rounds for a forecast it acts as the {@link LaggedReserveRule}.
 */
final class FilterRule implements PostedRule {
    /** There are too few rounds for a forecast. */
    static final int TOO_FEW_ROUNDS = -1;

    private final PricedBy model;
    private final ActionGrid grid;
    private final ToIntFunction<Announcement> best;
    private final LaggedReserveRule fallback = new LaggedReserveRule();

    /** Posts the action that is best for an announcement, if that is not {@link #TOO_FEW_ROUNDS}. */
    FilterRule(PricedBy model, ActionGrid grid, ToIntFunction<Announcement> best) {
        this.model = model;
        this.grid = grid;
        this.best = best;
    }

    @Override
    public PricedBy rhos(Announcement[] announcements, int count, double[] rhos) {
        PostedRule.super.rhos(announcements, count, rhos);
        return model;
    }

    @Override
    public double rho(Announcement announcement) {
        int action = best.applyAsInt(announcement);
        return action == TOO_FEW_ROUNDS ? fallback.rho(announcement) : grid.rho(action);
    }
}
