package dmsb.experiments.audit;

import dmsb.auction.environment.HindsightRound;
import dmsb.auction.evaluation.Seller;
import dmsb.auction.mechanism.Mechanism;
import dmsb.auction.mechanism.Outcome;
import dmsb.auction.round.Announcement;
import dmsb.auction.round.Round;
import dmsb.core.random.RandomStream;
import dmsb.core.random.SeedTree;
import dmsb.proofs.law.Law;
import dmsb.proofs.law.Laws;
import dmsb.proofs.law.Search;
import dmsb.proofs.law.Verdict;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A seller that sells by the auctions of a rule and, beside it, asks in every round what each bidder could have gained by another
 * bid, and in some rounds what the laws say of the auction of that round. Where the type of the rule proves the answers nothing
 * is asked: a search among auctions that are sound by construction would find what was put into it.
 */
final class MisreportSearch implements Seller {
    private static final double[] FACTORS = {
        0, 0.25, 0.5, 0.6, 0.7, 0.8, 0.85, 0.9, 0.95, 0.99, 1.01, 1.05, 1.1, 1.2, 1.35, 1.5, 1.75, 2, 3, 5
    };
    private static final int LAW_EVERY = 37;

    /** How many rounds' auctions are examined before the laws: one, as a learned rule takes its time. */
    private static final int LAW_ROUNDS = 1;

    private final Auctions auctions;
    private final Search search;
    private final boolean isProved;
    private final Seller seller;
    private final Map<Law, Verdict> laws = new EnumMap<>(Law.class);
    private SeedTree draws = SeedTree.of(0);
    private int episode = -1;
    private int roundOfEpisode;
    private int rounds;
    private int servedByUav;
    private int examined;
    private @Nullable Misreport best;

    MisreportSearch(Auctions auctions, Search search) {
        this.auctions = auctions;
        this.search = search;
        this.isProved = auctions.proofClass().isProved();
        this.seller = auctions.seller();
    }

    @Override
    public void reset(RandomStream random) {
        draws = SeedTree.of(random.nextLong());
        seller.reset(random);
        episode++;
        roundOfEpisode = 0;
    }

    @Override
    public void sell(Announcement announcement, HindsightRound hindsight) {
        Round round = hindsight.round();
        double[] values = round.bids().clone();
        if (isProved) {
            seller.sell(announcement, hindsight); // there is nothing to search
        } else {
            Mechanism auction = auctions.next(announcement, draws.child(roundOfEpisode));
            Outcome truthful = auction.clear(values.clone());
            for (int bidder = 1; bidder <= values.length; bidder++) {
                probe(auction, values, bidder, truthful);
            }
            if (rounds % LAW_EVERY == 0 && examined < LAW_ROUNDS) {
                examine(auction, values.length);
            }
            round.award(truthful.winner(), truthful.price());
        }
        servedByUav += round.uavServes() ? 1 : 0;
        rounds++;
        roundOfEpisode++;
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
        Search here = clears(auction, bidders + 1) && clears(auction, 1)
                ? new Search(
                        search.seed(), 1, Math.max(search.mostBidders(), bidders + 1), search.tries(), search.step())
                : search.withBidders(bidders);
        Laws.checkAll(auction, here).forEach((law, verdict) -> {
            if (!(laws.get(law) instanceof Verdict.Fails)) {
                laws.put(law, verdict);
            }
        });
    }

    /** Whether the auction is one for that many bidders, too; a learned rule knows one number. */
    private static boolean clears(Mechanism auction, int bidders) {
        try {
            return auction.clear(new double[bidders]).groundStations() == bidders;
        } catch (IllegalArgumentException | IndexOutOfBoundsException | IllegalStateException madeForAnother) {
            return false;
        }
    }

    @Override
    public void observe(Round round) {
        seller.observe(round);
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
}
