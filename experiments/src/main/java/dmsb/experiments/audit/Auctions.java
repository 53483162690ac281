package dmsb.experiments.audit;

import dmsb.auction.evaluation.Seller;
import dmsb.auction.evaluation.Sellers;
import dmsb.auction.mechanism.Mechanism;
import dmsb.auction.mechanism.SecondPrice;
import dmsb.auction.round.Announcement;
import dmsb.auction.round.Factors;
import dmsb.auction.rule.BidDependentRule;
import dmsb.auction.rule.FactorPosting;
import dmsb.auction.rule.OthersPastRule;
import dmsb.auction.rule.PostedRule;
import dmsb.auction.rule.ScalingRule;
import dmsb.core.random.SeedTree;
import dmsb.proofs.rule.RuleMechanism;

/** A way of selling as the auction that it makes of every round. */
interface Auctions {
    /** What is known of all these auctions before anything is tried. */
    ProofClass proofClass();

    /**
     * The auction of the next round: a function of the bids, also if the rule draws, as it is given the same draws for every
     * bid that it is asked about. A rule that posts rho is asked here, once.
     */
    Mechanism next(Announcement announcement, SeedTree noise);

    /** The same way of selling, as it is played. */
    Seller seller();

    /** The auctions of a rule for rho. */
    static Auctions of(ScalingRule rule) {
        return new Auctions() {
            @Override
            public ProofClass proofClass() {
                return ProofClass.of(rule);
            }

            @Override
            public Mechanism next(Announcement announcement, SeedTree noise) {
                if (rule instanceof PostedRule posted) {
                    return RuleMechanism.of(posted, announcement);
                }
                if (rule instanceof OthersPastRule others) {
                    Factors factors = new FactorPosting(others).post(announcement, noise);
                    return RuleMechanism.of(factors, announcement.contract());
                }
                BidDependentRule dependent = (BidDependentRule) rule;
                return bids -> {
                    dependent.reset(noise.stream());
                    return RuleMechanism.of(dependent, announcement).clear(bids);
                };
            }

            @Override
            public Seller seller() {
                return Sellers.of(rule);
            }
        };
    }

    /** The second-price sale among all providers, in which the contract of the round is the UAV's bid. */
    static Auctions ofSecondPrice() {
        return new Auctions() {
            @Override
            public ProofClass proofClass() {
                return ProofClass.SECOND_PRICE;
            }

            @Override
            public Mechanism next(Announcement announcement, SeedTree noise) {
                return new SecondPrice(announcement.contract());
            }

            @Override
            public Seller seller() {
                return Sellers.secondPrice();
            }
        };
    }
}
