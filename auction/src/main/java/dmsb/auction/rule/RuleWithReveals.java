package dmsb.auction.rule;

import dmsb.auction.round.OthersPastWithReveals;

/**
 * A rule whose factors come from the others' past bids, the UAV's declarations and its value in every round that it
 * served. Theorem A does not hold: a bid decides who serves, and so what is seen. The handle is weak, as a station can
 * only cause or prevent a reveal. {@code dmsb audit --dynamic} measures what it is worth.
 */
@FunctionalInterface
public non-sealed interface RuleWithReveals extends OthersPastRule {
    /**
     * Fixes the factor of a station. A function of the view, which keeps nothing.
     *
     * @param past what the factor may depend on. Not kept.
     * @return rho_n, from 1 to infinity
     */
    double factor(OthersPastWithReveals past);
}
