package dmsb.auction.rule;

import dmsb.auction.mechanism.Bids;
import dmsb.auction.round.Announcement;

/**
 * The myopic modified second-bid auction's rule, rho = max(1, u_0 / u_[2]) on the bids of the round itself; u_[2] is
 * the second-highest bid. It sees the bids and is strategy-proof all the same, because the threshold does not depend on
 * the winner's own bid. It is neither free of adverse selection nor proof against false names.
 *
 * <p>If u_0 is the highest bid, the paper's words, no bid strictly exceeds rho u_[2] = u_0, and the UAV always serves.
 * Rho is rounded up, so this does not depend on how the quotient is rounded. If u_0 is the brand bidder's value, the
 * UAV's declared estimate replaces it. Then a ground base station serves iff its bid exceeds both numbers. Where u_[2]
 * is 0 and u_0 is not, rho is infinite.
 */
public final class MyopicMsbRule implements BidDependentRule {
    private final boolean brand;

    private MyopicMsbRule(boolean brand) {
        this.brand = brand;
    }

    /**
     * The rule in the paper's words.
     *
     * @return the rule with the highest bid as u_0
     */
    public static MyopicMsbRule ofHighestBid() {
        return new MyopicMsbRule(false);
    }

    /**
     * The rule with the brand bidder's value.
     *
     * @return the rule with the UAV's declared estimate as u_0
     */
    public static MyopicMsbRule ofBrandValue() {
        return new MyopicMsbRule(true);
    }

    @Override
    public double rho(Announcement announcement, double[] bids, int count) {
        int leader = Bids.highest(bids, count);
        double second = Bids.highestOfOthers(bids, count, leader);
        return Ratio.atLeastOneRoundedUp(brand ? announcement.estimate() : bids[leader], second);
    }
}
