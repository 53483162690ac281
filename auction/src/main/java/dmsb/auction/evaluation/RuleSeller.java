package dmsb.auction.evaluation;

import dmsb.auction.environment.HindsightRound;
import dmsb.auction.round.Announcement;
import dmsb.auction.round.Round;
import dmsb.auction.rule.BidDependentRule;
import dmsb.auction.rule.FactorPosting;
import dmsb.auction.rule.OthersPastRule;
import dmsb.auction.rule.PostedRule;
import dmsb.auction.rule.ScalingRule;
import dmsb.core.random.RandomStream;
import dmsb.core.random.SeedTree;
import org.jspecify.annotations.Nullable;

/**
 * The modified second-bid auction with the rho of a rule. A posted rule has no access to the bids, and a factor no access
 * to its station's. A sale has two steps, {@link #fix} before the bids and {@link #award} after them, so that a bidder's
 * strategy can be played between the two.
 */
public final class RuleSeller implements Seller {
    private final ScalingRule rule;
    private final @Nullable FactorPosting posting;
    private SeedTree coins = SeedTree.of(0);
    private double rho = Double.NaN;
    private boolean look;

    /**
     * A seller by a rule.
     *
     * @param rule the rule; used by this seller alone
     */
    public RuleSeller(ScalingRule rule) {
        this.rule = rule;
        this.posting = rule instanceof OthersPastRule others ? new FactorPosting(others) : null;
    }

    /**
     * The rule.
     *
     * @return the rule itself
     */
    public ScalingRule rule() {
        return rule;
    }

    @Override
    public void reset(RandomStream random) {
        rule.reset(random);
        if (posting != null) {
            coins = SeedTree.of(random.nextLong());
        }
    }

    /**
     * Fixes what is fixed before the bids of a round.
     *
     * @param announcement what is known before the bids. Not modified.
     * @param number the round's number in its market
     */
    public void fix(Announcement announcement, long number) {
        if (posting != null) {
            look = posting.isLook(announcement, coins.child(number));
        } else if (rule instanceof PostedRule posted) {
            rho = posted.rho(announcement);
        }
    }

    /**
     * The factor of a station in the round that was fixed last.
     *
     * @param announcement what is known before the bids. Not modified.
     * @param station the station, 1 to N
     * @return rho_n; NaN if the rule sees the bids first
     */
    public double factor(Announcement announcement, int station) {
        if (posting == null) {
            return rho;
        }
        return look ? Double.POSITIVE_INFINITY : posting.factor(announcement, station);
    }

    /**
     * Awards the task of the round that was fixed last.
     *
     * @param announcement what was known before the bids. Not modified.
     * @param round the opened round. Modified: awarded.
     */
    public void award(Announcement announcement, Round round) {
        if (look) {
            round.awardAsLook();
        } else if (rule instanceof BidDependentRule dependent) {
            round.awardBy(dependent.rho(announcement, round.bids(), round.groundStations()));
        } else {
            round.awardBy(factor(announcement, round.leader()));
        }
    }

    @Override
    public void sell(Announcement announcement, HindsightRound hindsight) {
        fix(announcement, hindsight.round().number());
        award(announcement, hindsight.round());
    }

    @Override
    public void observe(Round round) {
        if (posting == null) { // the past of a factor is what its view shows, and nothing else
            rule.observe(round);
        }
    }
}
