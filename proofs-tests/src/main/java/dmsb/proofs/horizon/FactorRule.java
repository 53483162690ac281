package dmsb.proofs.horizon;

import dmsb.auction.Auctioneer;
import dmsb.auction.round.AuctionListener;
import dmsb.auction.round.Posted;
import dmsb.auction.round.RoundTerms;
import dmsb.auction.round.Settlement;
import dmsb.auction.rule.OthersPastRule;
import dmsb.auction.rule.PostedRule;
import dmsb.core.random.SeedTree;
import java.util.function.Supplier;

/**
 * A rule that posts a factor for every bidder before the bids of a round. Bidder n wins iff its bid exceeds rho_n times
 * the highest bid of the others, and pays that product. The factors must be a function of the history. Of a
 * rule whose factors differ when an even sample of all questions is asked again, nothing is said but that.
 */
@FunctionalInterface
public interface FactorRule {
    /**
     * The factor of a bidder in the coming round.
     *
     * @param past the rounds before, and what is announced of the coming one
     * @param bidder the bidder, 1 to N
     * @return rho_n, from 1 to infinity
     */
    double factor(History past, int bidder);

    /**
     * A rule of the library, played by an {@link Auctioneer}: one factor for all bidders. The UAV's estimate is announced with a
     * contract of 0, and its value is revealed after every round in which it serves.
     *
     * @param rules makes a fresh rule for every history
     * @return the rule as a function of the history; O(rounds) for a factor
     */
    static FactorRule of(Supplier<? extends PostedRule> rules) {
        return (past, bidder) -> coming(new Auctioneer(rules.get(), RoundTerms.of(past.bidders())), past)
                .rho();
    }

    /**
     * A rule of the library that has a factor for each bidder, played by an {@link Auctioneer} in the same way.
     *
     * @param rules makes a fresh rule for every history
     * @param rounds the number of past rounds that are remembered, at least 1
     * @return the rule as a function of the history; O(rounds) for a factor
     */
    static FactorRule ofOthersPast(Supplier<? extends OthersPastRule> rules, int rounds) {
        return (past, bidder) -> coming(
                        new Auctioneer(
                                rules.get(),
                                RoundTerms.of(past.bidders()).withHistory(rounds),
                                SeedTree.of(0),
                                AuctionListener.NONE),
                        past)
                .factors()
                .rho(bidder);
    }

    /**
     * The coming round of an auctioneer that has cleared the rounds of a history.
     *
     * @param auctioneer a fresh auctioneer. Modified.
     * @param past the history
     * @return the handle of the round
     */
    private static Posted coming(Auctioneer auctioneer, History past) {
        for (int t = 0; t < past.rounds(); t++) {
            auctioneer.announce(past.estimate(t), 0.0);
            Settlement settlement = auctioneer.post().clear(past.bids(t));
            past.revealed(t).ifPresent(settlement::reveal);
        }
        return auctioneer.announce(past.estimate(past.rounds()), 0.0).post();
    }
}
