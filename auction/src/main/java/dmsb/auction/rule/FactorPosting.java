package dmsb.auction.rule;

import dmsb.auction.round.Announcement;
import dmsb.auction.round.Factors;
import dmsb.auction.round.LooksPast;
import dmsb.auction.round.OthersPast;
import dmsb.auction.round.OthersPastWithLooks;
import dmsb.auction.round.OthersPastWithReveals;
import dmsb.core.random.SeedTree;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Asks an {@link OthersPastRule} for what it fixes before the bids, and hands it the views that its type may see. The
 * simulator and embedding programs both ask here. The views of a market are made once, not in every round. For one thread
 * at a time.
 */
public final class FactorPosting {
    private final OthersPastRule rule;
    private @Nullable Announcement market;
    private @Nullable LooksPast looks;
    private OthersPast[] views = new OthersPast[0];

    /**
     * Asks a rule.
     *
     * @param rule the rule
     */
    public FactorPosting(OthersPastRule rule) {
        this.rule = rule;
    }

    /**
     * Whether the coming round is a look.
     *
     * @param announcement what is known before the bids. Not modified.
     * @param coins the seeds of the coming round's draws
     * @return true if the rule looks, which only a {@link StrictRuleWithLooks} does
     */
    public boolean isLook(Announcement announcement, SeedTree coins) {
        if (!(rule instanceof StrictRuleWithLooks looking)) {
            return false;
        }
        LooksPast past = looks;
        if (past == null || market != announcement) {
            past = open(announcement);
        }
        return looking.isLook(past, coins.stream());
    }

    /**
     * The factor of a station in a round that is no look.
     *
     * @param announcement what is known before the bids. Not modified.
     * @param station the station, 1 to N
     * @return rho_n, from 1 to infinity
     */
    public double factor(Announcement announcement, int station) {
        if (market != announcement) {
            open(announcement);
        }
        OthersPast past = views[station - 1];
        if (rule instanceof StrictRule strict) {
            return strict.factor(past);
        } else if (rule instanceof StrictRuleWithLooks looking) {
            return looking.factor((OthersPastWithLooks) past);
        }
        return ((RuleWithReveals) rule).factor((OthersPastWithReveals) past);
    }

    private LooksPast open(Announcement announcement) {
        announcement.requireOneNumber("factors from the others' past");
        LooksPast past = new LooksPast(announcement);
        looks = past;
        market = announcement;
        views = new OthersPast[announcement.history().groundStations()];
        for (int n = 1; n <= views.length; n++) {
            views[n - 1] = view(announcement, n);
        }
        return past;
    }

    /** The view that the type of the rule may see, and no more: what is cast to is not there. */
    private OthersPast view(Announcement announcement, int station) {
        if (rule instanceof StrictRule) {
            return new OthersPast(announcement, station);
        }
        return rule instanceof StrictRuleWithLooks
                ? new OthersPastWithLooks(announcement, station)
                : new OthersPastWithReveals(announcement, station);
    }

    private void setFactors(Announcement announcement, double[] rhos) {
        if (rule instanceof FactorBatch batch) {
            if (market != announcement) {
                open(announcement);
            }
            batch.policy().decide(views, rhos);
        } else {
            for (int n = 1; n <= rhos.length; n++) {
                rhos[n - 1] = factor(announcement, n);
            }
        }
    }

    /**
     * All that is fixed before the bids of the coming round.
     *
     * @param announcement what is known before the bids. Not modified.
     * @param coins the seeds of the coming round's draws
     * @return a factor for each station, all infinite in a look
     */
    public Factors post(Announcement announcement, SeedTree coins) {
        double[] rhos = new double[announcement.history().groundStations()];
        boolean look = isLook(announcement, coins);
        Arrays.fill(rhos, Double.POSITIVE_INFINITY);
        if (!look) {
            setFactors(announcement, rhos);
        }
        return Factors.of(rhos, look);
    }
}
