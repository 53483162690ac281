package dmsb.auction.rule.learned;

import dmsb.auction.round.Announcement;
import dmsb.auction.rule.ActionGrid;
import dmsb.auction.rule.LaggedReserveRule;

/** What a model does where its observation {@linkplain dmsb.auction.rule.observation.Observation#isEnough does not tell enough}. */
final class WithoutForecast {
    private static final LaggedReserveRule RESERVE = new LaggedReserveRule(); // keeps nothing

    private WithoutForecast() {}

    /** The action's factor that is nearest to the lagged reserve. */
    static double rho(Announcement announcement, ActionGrid grid) {
        return grid.rho(grid.nearest(RESERVE.rho(announcement)));
    }
}
