package dmsb.experiments.audit;

import dmsb.auction.environment.HindsightRound;
import dmsb.auction.evaluation.Seller;
import dmsb.auction.evaluation.Sellers;
import dmsb.auction.mechanism.Mechanism;
import dmsb.auction.mechanism.Outcome;
import dmsb.auction.round.Announcement;
import dmsb.auction.round.Round;
import dmsb.auction.rule.BidDependentRule;
import dmsb.auction.rule.PostedRule;
import dmsb.auction.rule.ScalingRule;
import dmsb.core.random.RandomStream;
import dmsb.core.random.SeedTree;
import dmsb.proofs.law.Law;
import dmsb.proofs.law.Laws;
import dmsb.proofs.law.Search;
import dmsb.proofs.law.Verdict;
import dmsb.proofs.rule.RuleMechanism;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A seller that sells by a rule and, beside it, asks in every round what each bidder could have gained by another bid, and in
 * some rounds what the laws say of the auction that the rule makes of that round.
 *
 * <p>A rule that draws, as a learned one does, is given the same draws for every bid it is asked about: the auction of a
 * round is a function of the bids.
 */
final class MisreportSearch implements Seller {
    private static final double[] FACTORS = {
        0, 0.25, 0.5, 0.6, 0.7, 0.8, 0.85, 0.9, 0.95, 0.99, 1.01, 1.05, 1.1, 1.2, 1.35, 1.5, 1.75, 2, 3, 5
    };
    private static final int LAW_EVERY = 37;

    /** How many rounds' auctions are examined before the laws: those of a posted rho are cheap, a learned one that sees the bids is not. */
    private static final int LAW_ROUNDS_POSTED = 3;

    private static final int LAW_ROUNDS_BID_DEPENDENT = 1;

    private final ScalingRule rule;
    private final Search search;
    private final Map<Law, Verdict> laws = new EnumMap<>(Law.class);
    private SeedTree draws = SeedTree.of(0);
    private int episode = -1;
    private int roundOfEpisode;
    private int rounds;
    private int servedByUav;
    private int examined;
    private @Nullable Misreport best;

    MisreportSearch(ScalingRule rule, Search search) {
        this.rule = rule;
        this.search = search;
    }

    @Override
    public void reset(RandomStream random) {
        draws = SeedTree.of(random.nextLong());
        rule.reset(random);
        episode++;
        roundOfEpisode = 0;
    }

    @Override
    public void sell(Announcement announcement, HindsightRound hindsight) {
        Round round = hindsight.round();
        double[] values = round.bids().clone();
        Mechanism auction = auctionOf(announcement, draws.child(roundOfEpisode));
        Outcome truthful = auction.clear(values.clone());
        for (int bidder = 1; bidder <= values.length; bidder++) {
            probe(auction, values, bidder, truthful);
        }
        if (rounds % LAW_EVERY == 0
                && examined < (rule instanceof PostedRule ? LAW_ROUNDS_POSTED : LAW_ROUNDS_BID_DEPENDENT)) {
            examine(auction, values.length);
        }
        round.award(truthful.winner(), truthful.price());
        servedByUav += truthful.uavServes() ? 1 : 0;
        rounds++;
        roundOfEpisode++;
    }

    private Mechanism auctionOf(Announcement announcement, SeedTree noise) {
        if (rule instanceof PostedRule posted) {
            return RuleMechanism.of(posted, announcement);
        }
        BidDependentRule dependent = (BidDependentRule) rule;
        return bids -> {
            dependent.reset(noise.stream());
            return RuleMechanism.of(dependent, announcement).clear(bids);
        };
    }

    private void probe(Mechanism auction, double[] values, int bidder, Outcome truthful) {
        double value = values[bidder - 1];
        for (double factor : FACTORS) {
            consider(auction, values, bidder, factor * value, truthful);
        }
        for (double other : values) {
            consider(auction, values, bidder, Math.nextUp(other), truthful);
            consider(auction, values, bidder, 1.5 * other, truthful);
        }
    }

    private void consider(Mechanism auction, double[] values, int bidder, double bid, Outcome truthful) {
        double[] bids = values.clone();
        bids[bidder - 1] = bid;
        Outcome outcome = auction.clear(bids);
        double gain = utility(outcome, bidder, values) - utility(truthful, bidder, values);
        if (gain > (best == null ? 0 : best.gain())) {
            List<Double> list = new ArrayList<>();
            for (double value : values) {
                list.add(value);
            }
            best = new Misreport(episode, roundOfEpisode, list, bidder, bid, truthful, outcome);
        }
    }

    private static double utility(Outcome outcome, int bidder, double[] values) {
        return outcome.winner() == bidder ? values[bidder - 1] - outcome.price() : 0;
    }

    private void examine(Mechanism auction, int bidders) {
        examined++;
        Search here = rule instanceof PostedRule ? search : search.withBidders(bidders);
        Laws.checkAll(remembering(auction), here).forEach((law, verdict) -> {
            Verdict before = laws.get(law);
            if (!(before instanceof Verdict.Fails)) {
                laws.put(law, verdict);
            }
        });
    }

    /** The same auction; the laws ask for the same bids again and again, and a learned rule takes its time. */
    private static Mechanism remembering(Mechanism auction) {
        Map<List<Double>, Outcome> known = new HashMap<>();
        return bids -> {
            List<Double> key = Arrays.stream(bids).boxed().toList();
            Outcome outcome = known.get(key);
            if (outcome == null) {
                outcome = auction.clear(bids);
                known.put(key, outcome);
            }
            return outcome;
        };
    }

    @Override
    public void observe(Round round) {
        rule.observe(round);
    }

    /** The most profitable misreport found, null if none gains anything. */
    @Nullable
    Misreport best() {
        return best;
    }

    /** The verdicts: a law fails if it failed in any round that was examined. */
    Map<Law, Verdict> laws() {
        return laws;
    }

    /** The share of the rounds that the UAV served when all told the truth. */
    double uavShare() {
        return (double) servedByUav / rounds;
    }

    /** The number of rounds searched. */
    int rounds() {
        return rounds;
    }

    /** The seller that sells by the same rule while the UAV declares a multiple of its estimate. */
    static Seller misstating(ScalingRule rule, double factor) {
        Seller honest = Sellers.of(rule);
        return new Seller() {
            @Override
            public void reset(RandomStream random) {
                honest.reset(random);
            }

            @Override
            public void sell(Announcement announcement, HindsightRound round) {
                double estimate = announcement.estimate();
                announcement.declare(factor * estimate, announcement.contract());
                honest.sell(announcement, round);
                announcement.declare(estimate, announcement.contract());
            }

            @Override
            public void observe(Round round) {
                honest.observe(round);
            }
        };
    }
}
