package dmsb.auction.evaluation;

import dmsb.auction.environment.HindsightRound;
import dmsb.auction.rule.ActionGrid;

/** The quantities that are measured in every scored round. */
public enum Metric {
    /** The total surplus, eq. (12a). */
    SURPLUS,
    /** The UAV's part of it, zeta v_0 x_0. */
    UAV_SURPLUS,
    /** The ground base stations' part of it. */
    GROUND_SURPLUS,
    /** The largest surplus possible, max(zeta v_0, v_[1]). */
    FIRST_BEST,
    /** The largest surplus that an action of the scenario's grid has: the ceiling of every rule on the grid. */
    GRID_BEST,
    /** The winner's latency in s, NaN if it is unknown in any round. */
    DELAY,
    /** 1 if the UAV serves, else 0. */
    UAV_SHARE,
    /** The share of the tasks of a slot that nobody serves; 0 with one task and one UAV, which somebody always serves. */
    UNSERVED,
    /** 1 if the UAV serves and its value, so also the surplus, is an estimate, else 0. */
    ESTIMATED_SHARE,
    /** 1 if the UAV's value, so also the first best, is an estimate, whoever serves, else 0. */
    UNKNOWN_SHARE,
    /** What the winner pays. */
    PRICE,
    /** The price scaling factor: infinite if it was in any round, NaN if the seller has none. */
    RHO;

    double of(HindsightRound round, ActionGrid grid) {
        return switch (this) {
            case SURPLUS -> round.surplus();
            case UAV_SURPLUS -> round.uavSurplus();
            case GROUND_SURPLUS -> round.groundSurplus();
            case FIRST_BEST -> round.firstBest();
            case GRID_BEST -> round.bestOn(grid);
            case DELAY -> round.delay();
            case UAV_SHARE -> round.round().uavServes() ? 1.0 : 0.0;
            case UNSERVED -> 0.0;
            case ESTIMATED_SHARE -> round.round().uavServes() && !round.uavValueKnown() ? 1.0 : 0.0;
            case UNKNOWN_SHARE -> round.uavValueKnown() ? 0.0 : 1.0;
            case PRICE -> round.round().price();
            case RHO -> round.round().rho();
        };
    }
}
