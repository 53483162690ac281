package dmsb.auction.rule;

import dmsb.auction.mechanism.ModifiedSecondBid;
import dmsb.auction.round.Announcement;

/**
 * The rule with a constant rho. By Arnosti, Beck and Milgrom 2016 it alone is strategy-proof, anonymous,
 * false-name-proof and free of adverse selection without conditions.
 *
 * @param rho the price scaling factor, from 1 to infinity
 */
public record ConstantRule(double rho) implements PostedRule {
    /**
     * Checks the components.
     *
     * @param rho the price scaling factor, from 1 to infinity
     * @throws IllegalArgumentException if rho is NaN or below 1
     */
    public ConstantRule {
        ModifiedSecondBid.requireRho(rho);
    }

    @Override
    public double rho(Announcement announcement) {
        return rho;
    }
}
