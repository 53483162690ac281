package dmsb.auction.evaluation;

import dmsb.auction.environment.HindsightRound;
import dmsb.auction.round.Announcement;
import dmsb.auction.round.Round;
import dmsb.auction.rule.BidDependentRule;
import dmsb.auction.rule.PostedRule;
import dmsb.auction.rule.ScalingRule;
import dmsb.core.random.RandomStream;

/** The modified second-bid auction with the rho of a rule. A posted rule has no access to the bids. */
final class RuleSeller implements Seller {
    private final ScalingRule rule;

    RuleSeller(ScalingRule rule) {
        this.rule = rule;
    }

    ScalingRule rule() {
        return rule;
    }

    @Override
    public void reset(RandomStream random) {
        rule.reset(random);
    }

    @Override
    public void sell(Announcement announcement, HindsightRound hindsight) {
        Round round = hindsight.round();
        if (rule instanceof PostedRule posted) {
            round.awardBy(posted.rho(announcement));
        } else if (rule instanceof BidDependentRule dependent) {
            round.awardBy(dependent.rho(announcement, round.bids(), round.bids().length));
        }
    }

    @Override
    public void observe(Round round) {
        rule.observe(round);
    }
}
