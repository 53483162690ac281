package dmsb.experiments.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dmsb.auction.evaluation.Sellers;
import dmsb.auction.market.Scenario;
import dmsb.auction.mechanism.ModifiedSecondBid;
import dmsb.auction.rule.BidDependentRule;
import dmsb.core.random.SeedTree;
import dmsb.proofs.law.Law;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AuditTest {
    private static final Scenario MARKET = Scenario.preset("paper").with(Scenario.ROUNDS_PER_EPISODE, 40);

    @ParameterizedTest
    @ValueSource(
            strings = {"constant=1.3", "constant=Infinity", "lagged-reserve", "optimal-msb", "random", "spa-ground"})
    void rulesThatPostRhoAreSafeWithinARound(String name) {
        Audit audit = Audit.of(Sellers.ruleNamed(name, MARKET, SeedTree.of(1), 2), MARKET, 2, 3);
        assertTrue(audit.proofClass().isProved());
        assertEquals(80, audit.rounds());
        assertNull(audit.misreport());
        assertEquals(0, audit.largestGain());
        audit.laws().forEach((law, verdict) -> assertEquals("holds", audit.standing(law), verdict.toString()));
        assertTrue(audit.laws().size() >= 10);
    }

    /** A bidder that bids high gets a low rho: the classic mistake of letting rho see the winner's own bid. */
    @Test
    void aRuleThatListensToTheWinnersBidIsCaught() {
        BidDependentRule rule = (announcement, bids, count) -> {
            double highest = 0;
            for (int n = 0; n < count; n++) {
                highest = Math.max(highest, bids[n]);
            }
            return highest >= 60 ? 1 : 3;
        };
        Audit audit = Audit.of(rule, MARKET, 2, 3);
        Misreport misreport = audit.misreport();
        assertNotNull(misreport);
        assertTrue(audit.largestGain() > 1, misreport.toString());
        assertEquals("fails", audit.standing(Law.STRATEGY_PROOF));

        // The certificate, by hand: who misreports, at which rho, with which utility.
        double[] values = misreport.values().stream().mapToDouble(x -> x).toArray();
        int bidder = misreport.bidder();
        double[] bids = values.clone();
        bids[bidder - 1] = misreport.bid();
        double before = utility(values, values, bidder);
        double after = utility(bids, values, bidder);
        assertEquals(audit.largestGain(), after - before, 1e-12);
    }

    private static double utility(double[] bids, double[] values, int bidder) {
        double highest = 0;
        for (double bid : bids) {
            highest = Math.max(highest, bid);
        }
        var outcome = new ModifiedSecondBid(highest >= 60 ? 1 : 3).clear(bids);
        return outcome.winner() == bidder ? values[bidder - 1] - outcome.price() : 0;
    }

    /** Its threshold is the UAV's estimate, a reserve: truthful, but not free of adverse selection. */
    @Test
    void theMyopicRuleWithTheUavsEstimateIsAReservePrice() {
        Audit audit = Audit.of(Sellers.ruleNamed("myopic-msb-brand", MARKET, SeedTree.of(1), 2), MARKET, 2, 3);
        assertEquals(ProofClass.BID_DEPENDENT, audit.proofClass());
        assertEquals(0, audit.largestGain());
        assertEquals("tested", audit.standing(Law.STRATEGY_PROOF));
        assertEquals("fails", audit.standing(Law.SCALE_FREE));
    }

    @Test
    void aUavThatIsNotListenedToGainsNothing() {
        assertEquals(
                0,
                Audit.of(Sellers.ruleNamed("constant=1.5", MARKET, SeedTree.of(1), 2), MARKET, 2, 3)
                        .misstatementGain());
        assertTrue(Audit.of(Sellers.ruleNamed("lagged-reserve", MARKET, SeedTree.of(1), 2), MARKET, 2, 3)
                        .misstatementGain()
                > 0);
    }
}
