package dmsb.proofs.rule;

import dmsb.auction.mechanism.Bids;
import dmsb.auction.mechanism.Mechanism;
import dmsb.auction.mechanism.ModifiedSecondBid;
import dmsb.auction.round.Announcement;
import dmsb.auction.round.Factors;
import dmsb.auction.rule.BidDependentRule;
import dmsb.auction.rule.PostedRule;

/** The auction that a rule for rho makes of one round. */
public final class RuleMechanism {
    private RuleMechanism() {}

    /**
     * The auction of a rule that fixes rho before the bids: the rule is asked once, here, so what is returned is a modified
     * second-bid auction with a constant rho, and all its laws hold.
     *
     * @param rule the rule
     * @param announcement what is known before the bids. Not modified, not kept.
     * @return the auction of this round
     * @throws IllegalArgumentException if the rule's rho is NaN or below 1
     */
    public static ModifiedSecondBid of(PostedRule rule, Announcement announcement) {
        return new ModifiedSecondBid(rule.rho(announcement), announcement.contract());
    }

    /**
     * The auction of a round whose factors are fixed, one for each station: that of the highest bid's bidder decides.
     *
     * @param factors what was fixed before the bids
     * @param contract what the UAV pays if it serves
     * @return the auction of this round
     */
    public static Mechanism of(Factors factors, double contract) {
        return bids -> new ModifiedSecondBid(factors.rho(1 + Bids.highest(bids, bids.length)), contract).clear(bids);
    }

    /**
     * The auction of a rule that sees the bids: the rule is asked anew for every profile of bids.
     *
     * @param rule the rule; kept. One that draws or remembers makes an auction that is no function of the bids.
     * @param announcement what is known before the bids; kept, not to be modified as long as the auction is used
     * @return the auction of this round
     */
    public static Mechanism of(BidDependentRule rule, Announcement announcement) {
        return bids -> new ModifiedSecondBid(rule.rho(announcement, bids.clone(), bids.length), announcement.contract())
                .clear(bids);
    }
}
