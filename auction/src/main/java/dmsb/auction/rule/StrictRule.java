package dmsb.auction.rule;

import dmsb.auction.round.OthersPast;

/**
 * A rule whose factors come from the others' past bids and the UAV's declarations alone. Under the assumptions of theorem
 * A no station gains anything by any sequence of bids.
 */
@FunctionalInterface
public non-sealed interface StrictRule extends OthersPastRule {
    /**
     * Fixes the factor of a station. A function of the view, which keeps nothing.
     *
     * @param past what the factor may depend on. Not kept.
     * @return rho_n, from 1 to infinity
     */
    double factor(OthersPast past);
}
