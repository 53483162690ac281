package dmsb.proofs.rule;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dmsb.auction.market.ObservationMode;
import dmsb.auction.market.Scenario;
import dmsb.auction.mechanism.Mechanism;
import dmsb.auction.round.Announcement;
import dmsb.auction.round.Ledger;
import dmsb.auction.round.Round;
import dmsb.auction.round.RoundObserver;
import dmsb.auction.round.RoundTerms;
import dmsb.auction.rule.ActionGrid;
import dmsb.auction.rule.BidDependentRule;
import dmsb.auction.rule.ConstantRule;
import dmsb.auction.rule.GreedyRule;
import dmsb.auction.rule.LaggedReserveRule;
import dmsb.auction.rule.MyopicMsbRule;
import dmsb.auction.rule.OptimalMsbRule;
import dmsb.auction.rule.PostedRule;
import dmsb.auction.rule.RandomRule;
import dmsb.auction.rule.learned.LearnedModel;
import dmsb.auction.rule.observation.ObservationEncoder;
import dmsb.core.rl.Policy;
import dmsb.core.rl.PolicySnapshot;
import dmsb.proofs.law.Law;
import dmsb.proofs.law.Laws;
import dmsb.proofs.law.Search;
import dmsb.proofs.law.Verdict;
import dmsb.proofs.zoo.OwnBidDependent;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What the rules for rho make of the auction: posted ones keep all laws, those that see the bids break what they must. */
class RuleMechanismTest {
    private static final Search SEARCH = Search.DEFAULT.withTries(60);

    private static Announcement announcement(double estimate) {
        Scenario scenario = Scenario.preset("paper");
        Ledger ledger = new Ledger(RoundTerms.of(scenario));
        Round round = new Round(ledger.terms());
        for (int t = 1; t <= scenario.history(); t++) {
            ledger.announcement().declare(2.0 + t, 0.0);
            ledger.begin(round);
            for (int n = 0; n < scenario.groundStations(); n++) {
                round.bids()[n] = 1.0 + (7 * t + 3 * n) % 5;
            }
            round.open();
            round.award(t % 2 == 0 ? 0 : round.leader(), 0.0);
            ledger.settle(round, 4.0);
            ledger.tell(new RoundObserver() {});
        }
        ledger.announcement().declare(estimate, 1.0);
        return ledger.announcement();
    }

    private static Set<Law> broken(Mechanism mechanism, Search search) {
        Set<Law> broken = EnumSet.noneOf(Law.class);
        Laws.checkAll(mechanism, search).forEach((law, verdict) -> {
            if (search.canExamine(law) && !verdict.holds()) {
                broken.add(law);
            }
        });
        return broken;
    }

    private static String counterexample(Law law, Mechanism mechanism) {
        Verdict verdict = Laws.check(law, mechanism, SEARCH);
        return verdict instanceof Verdict.Fails fails ? fails.counterexample().toString() : verdict.toString();
    }

    @Test
    void postedRulesKeepAllLaws() {
        Scenario scenario = Scenario.preset("paper");
        ActionGrid grid = ActionGrid.of(scenario);
        Policy policy = (observation, random) -> 7;
        List<PostedRule> rules = List.of(
                new ConstantRule(1.7),
                OptimalMsbRule.ofHighestBid(),
                OptimalMsbRule.ofBrandValue(),
                new LaggedReserveRule(),
                new RandomRule(grid),
                new GreedyRule(grid),
                model(scenario, policy).open());
        for (PostedRule rule : rules) {
            Mechanism mechanism = RuleMechanism.of(rule, announcement(5.0));
            assertEquals(Set.of(), broken(mechanism, SEARCH), rule.toString());
        }
    }

    /** The paper's words, u_0 the highest bid: the UAV always serves, so nothing can be gained by anything. */
    @Test
    void myopicRuleOnTheHighestBidIsSoundAsItNeverSells() {
        Mechanism mechanism = RuleMechanism.of(MyopicMsbRule.ofHighestBid(), announcement(5.0));
        assertEquals(Set.of(), broken(mechanism, SEARCH));
        assertTrue(mechanism.clear(9.0, 1.0).uavServes());
    }

    /**
     * With the brand's value e the highest bid wins iff it exceeds max(m, e), and pays that: rho m = e depends on the others' bids
     * alone. It is the second-price auction with the reserve e, and as strategy-proof, in spite of the bids in its rho. Only
     * where m = 0 its rho is infinite, so that a bidder without competition wins by an identity that bids next to nothing.
     */
    @Test
    void myopicRuleOnTheBrandValueIsAReserve() {
        Mechanism mechanism = RuleMechanism.of(MyopicMsbRule.ofBrandValue(), announcement(3.0));
        assertEquals(
                Set.of(Law.WINNER_FALSE_NAME_PROOF, Law.NO_GAIN_FROM_IDENTITIES, Law.HOMOGENEOUS, Law.SCALE_FREE),
                broken(mechanism, SEARCH));
        assertEquals(
                "bids {4}: bidder 1 loses; with an extra identity bidding 1 it wins at 3: gain 1",
                counterexample(Law.WINNER_FALSE_NAME_PROOF, mechanism));
        assertEquals(0, mechanism.clear(4.0, 0.0).winner());
        assertEquals(1, mechanism.clear(4.0, 1e-6).winner());
    }

    @Test
    void ruleThatListensToTheHighestBidIsNotStrategyProof() {
        BidDependentRule rule = (announcement, bids, count) -> {
            double highest = 0.0;
            for (int i = 0; i < count; i++) {
                highest = Math.max(highest, bids[i]);
            }
            return highest >= 4.0 ? 1.0 : 3.0;
        };
        Mechanism mechanism = RuleMechanism.of(rule, announcement(3.0));
        assertEquals(broken(new OwnBidDependent(), SEARCH), broken(mechanism, SEARCH));
        assertEquals(
                "bids {2, 1}: bidder 1 loses; bidding 4 it wins at 1: gain 1",
                counterexample(Law.STRATEGY_PROOF, mechanism));
    }

    private static LearnedModel model(Scenario scenario, Policy policy) {
        return LearnedModel.of(
                scenario, new Snapshot(new ObservationEncoder(scenario).size(), scenario.actions(), policy));
    }

    private record Snapshot(int observationSize, int actionCount, Policy policy) implements PolicySnapshot {
        @Override
        public boolean draws() {
            return false;
        }

        @Override
        public Policy open() {
            return policy;
        }
    }

    /** A policy that sells dearly unless the highest bid is above the geometric mean of the past ones: it pays to exaggerate. */
    @Test
    void learnedRuleThatSeesTheBidsIsNotStrategyProof() {
        Scenario scenario = Scenario.preset("paper").with(Scenario.OBSERVATION, ObservationMode.CURRENT_BIDS);
        int stations = scenario.groundStations();
        Policy policy =
                (observation, random) -> observation[observation.length - stations] > 0.0f ? 0 : scenario.actions() / 2;
        Mechanism mechanism = RuleMechanism.of(model(scenario, policy).bidDependentRule(), announcement(3.0));
        Search search = SEARCH.withBidders(stations);
        Map<Law, Verdict> verdicts = Laws.checkAll(mechanism, search);
        assertFalse(verdicts.get(Law.STRATEGY_PROOF) instanceof Verdict.Holds, verdicts::toString);
        assertFalse(verdicts.get(Law.CRITICAL_PAYMENT) instanceof Verdict.Holds, verdicts::toString);
        assertTrue(verdicts.get(Law.INDIVIDUALLY_RATIONAL) instanceof Verdict.Holds, verdicts::toString);
        assertTrue(verdicts.get(Law.ANONYMOUS) instanceof Verdict.Holds, verdicts::toString);
    }
}
