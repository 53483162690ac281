package dmsb.experiments.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dmsb.auction.evaluation.Evaluation;
import dmsb.auction.evaluation.Seller;
import dmsb.auction.evaluation.Sellers;
import dmsb.auction.market.ContractKind;
import dmsb.auction.market.Scenario;
import dmsb.auction.mechanism.Bids;
import dmsb.auction.mechanism.ModifiedSecondBid;
import dmsb.auction.round.Announcement;
import dmsb.auction.round.Round;
import dmsb.auction.round.RoundTerms;
import dmsb.auction.rule.BidDependentRule;
import dmsb.auction.rule.PostedRule;
import dmsb.core.checkpoint.SavedState;
import dmsb.core.random.RandomStream;
import dmsb.core.random.SeedTree;
import dmsb.proofs.law.Evidence;
import dmsb.proofs.law.Law;
import dmsb.proofs.law.Search;
import dmsb.proofs.law.Verdict;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AuditTest {
    private static final Scenario MARKET = Scenario.preset("paper").with(Scenario.ROUNDS_PER_EPISODE, 40);
    private static final Scenario PIVOT =
            MARKET.with(Scenario.CONTRACT, ContractKind.PIVOT).with(Scenario.UAV_BARGAINING_POWER, 0.5);

    @ParameterizedTest
    @ValueSource(
            strings = {"constant=1.3", "constant=Infinity", "lagged-reserve", "optimal-msb", "random", "spa-ground"})
    void rulesThatPostRhoAreSafeWithinARound(String name) {
        Audit audit = Audit.of(Sellers.ruleNamed(name, MARKET, SeedTree.of(1), 2), MARKET, 2, 3);
        assertTrue(audit.proofClass().isProved());
        assertEquals(80, audit.rounds());
        assertNull(audit.misreport());
        assertEquals(0, audit.largestGain());
        assertTrue(audit.laws().isEmpty(), "what holds by construction is no finding of a search");
        for (Law law : Law.values()) {
            boolean onlyGivenWhatWasSeen =
                    law == Law.INDEPENDENT_OF_COMMON_VALUE && audit.proofClass() != ProofClass.CONSTANT;
            assertEquals(onlyGivenWhatWasSeen ? "unknown" : "holds", audit.standing(law), law.title());
            assertEquals(!onlyGivenWhatWasSeen, audit.grounds(law).isEmpty());
        }
    }

    /** What compares stations does not follow there, for another reason than what the rule has seen. */
    @ParameterizedTest
    @ValueSource(strings = {"others-lagged-reserve", "others-filter-looks", "others-filter-reveals"})
    void ofFactorsOfTheirOwnTheAuditSaysWhyALawIsOpen(String name) {
        Audit audit = Audit.of(Sellers.ruleNamed(name, MARKET, SeedTree.of(1), 20), MARKET, 1, 3);
        assertTrue(audit.proofClass().isProved());
        assertTrue(audit.laws().isEmpty());
        Map<Law, String> open = new EnumMap<>(Law.class);
        for (Law law : Law.values()) {
            if (audit.standing(law).equals("unknown")) {
                open.put(law, audit.grounds(law));
            } else {
                assertEquals("holds", audit.standing(law), law.title());
                assertEquals("", audit.grounds(law), law.title());
            }
        }
        String comparison = "stations have factors of their own, so it need not hold";
        assertEquals(
                Map.of(
                        Law.ANONYMOUS, comparison,
                        Law.WINNER_FALSE_NAME_PROOF, comparison,
                        Law.LOSER_FALSE_NAME_PROOF, comparison,
                        Law.NO_GAIN_FROM_IDENTITIES, comparison,
                        Law.HIGHEST_BID_DECIDES, comparison,
                        Law.INDEPENDENT_OF_COMMON_VALUE, "it holds only given what the rule has seen"),
                open);
    }

    @Test
    void aPostedRhoIsAskedOnceARound() {
        int[] asked = {0};
        PostedRule counting = announcement -> {
            asked[0]++;
            return 1.5;
        };
        Audit.of(counting, MARKET, 1, 3);
        assertEquals(
                40 * (1 + 12 + 2),
                asked[0],
                "the rounds of the audit, the UAV's twelve declarations in training, and two held out");
    }

    @Test
    void theSecondPriceSaleIsAudited() {
        Audit audit = Audit.ofSecondPrice(MARKET, 2, 3);
        assertEquals(ProofClass.SECOND_PRICE, audit.proofClass());
        assertEquals(0, audit.largestGain());
        assertEquals("tested", audit.standing(Law.STRATEGY_PROOF));
        assertEquals("tested", audit.standing(Law.NO_GAIN_FROM_IDENTITIES));
        assertEquals("fails", audit.standing(Law.SCALE_FREE));
    }

    /** Values of some 30 to 150: what is found is told in such amounts, not in fractions of one. */
    @Test
    void lawsAreExaminedAmongTheMarketsAmounts() {
        BidDependentRule rule = (announcement, bids, count) ->
                Bids.highestOfOthers(bids, count, Bids.highest(bids, count)) < 40 ? 2 : 1.5;
        Audit audit = Audit.of(rule, MARKET, 1, 3);
        assertEquals("fails", audit.standing(Law.SCALE_FREE));
        assertEquals("fails", audit.standing(Law.WINNER_FALSE_NAME_PROOF));
        Verdict tested = audit.laws().get(Law.INDIVIDUALLY_RATIONAL);
        Evidence.Searched evidence = assertInstanceOf(
                Evidence.Searched.class,
                assertInstanceOf(Verdict.Holds.class, tested).evidence());
        assertTrue(evidence.step() >= 5 && evidence.step() <= 50, evidence::toString);
    }

    /** A rule that is made for one number of stations: false names are not examined, and the audit says so. */
    @Test
    void lawsThatCannotBeExaminedAreNotLeftOut() {
        int stations = MARKET.groundStations();
        BidDependentRule rule = (announcement, bids, count) -> {
            if (count != stations) {
                throw new IllegalArgumentException("count: expected " + stations + ", got " + count);
            }
            return 1.5;
        };
        Audit audit = Audit.of(rule, MARKET, 1, 3);
        assertEquals("tested", audit.standing(Law.STRATEGY_PROOF));
        for (Law law : Law.values()) {
            if (law.needsNewIdentities()) {
                assertEquals("unknown", audit.standing(law));
                assertTrue(audit.grounds(law).contains("fixed at " + stations), audit.grounds(law));
            }
        }
        assertTrue(audit.grounds(Law.INDEPENDENT_OF_COMMON_VALUE).contains("needs a market"));
    }

    /** A rule with a memory of what it was asked is no function of the bids, and is not called sound. */
    @Test
    void aRuleThatRemembersWhatItWasAskedIsSeenThrough() {
        double[] last = {1.5};
        BidDependentRule rule = (announcement, bids, count) -> {
            double rho = last[0];
            last[0] = bids[0] > 50 ? 2 : 1.5;
            return rho;
        };
        Audit audit = Audit.of(rule, MARKET, 1, 3);
        assertEquals("fails", audit.standing(Law.FEASIBLE));
        assertTrue(audit.grounds(Law.ANONYMOUS).contains("no function of the bids"), audit.grounds(Law.ANONYMOUS));
        assertEquals("unknown", audit.standing(Law.ANONYMOUS));
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

    /** Draws rho, sees the bids, and keeps what it is shown of the rounds that were sold. */
    private static final class Drawing implements BidDependentRule {
        private final List<Round> seen = new ArrayList<>();
        private RandomStream random = SeedTree.of(0).stream();

        @Override
        public void reset(RandomStream newRandom) {
            random = newRandom;
        }

        @Override
        public double rho(Announcement announcement, double[] bids, int count) {
            return random.nextInt(2) == 0 ? 1.1 : 3;
        }

        @Override
        public void observe(Round round) {
            Round copy = new Round(RoundTerms.of(PIVOT));
            SavedState.of(round).restoreTo(copy);
            seen.add(copy);
        }
    }

    /** The rounds of the audit are those of the market: with the rho that was drawn, and the contract of its terms. */
    @Test
    void aRuleThatSeesTheBidsIsAuditedOnRoundsThatAreSoldAsTheMarketSellsThem() {
        Drawing rule = new Drawing();
        MisreportSearch search = new MisreportSearch(Auctions.of(rule), Search.DEFAULT.withTries(5));
        new Evaluation(PIVOT, SeedTree.of(3)).run(search, 2);
        int drawn = 0;
        int served = 0;
        for (Round round : rule.seen.subList(rule.seen.size() - 40, rule.seen.size())) {
            drawn += round.rho() == 3 ? 1 : 0;
            served += round.uavServes() ? 1 : 0;
            assertTrue(round.rho() == 1.1 || round.rho() == 3, "rho " + round.rho());
            assertEquals(
                    round.uavServes()
                            ? round.highest() / PIVOT.uavBargainingPower()
                            : new ModifiedSecondBid(round.rho())
                                    .clear(round.bids())
                                    .price(),
                    round.price());
        }
        assertTrue(drawn > 0 && drawn < 40, "both are drawn, 3 in " + drawn);
        assertTrue(served > 0 && served < 40, "both serve, the UAV in " + served);
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

    private static UavDeclaration declares(String rule, double multiple, ContractKind contract) {
        Scenario market = MARKET.with(Scenario.CONTRACT, contract);
        Seller seller = Sellers.named(rule, market, SeedTree.of(1), 2);
        return UavDeclaration.of(
                new HorizonPlay(seller, market, SeedTree.of(3), 10)::declaring, multiple, SeedTree.of(3));
    }

    /** What is declared is what the contract of later rounds is computed from. */
    @Test
    void aUavThatDeclaresLessPaysLess() {
        UavDeclaration declared = declares("constant=1.5", 0.1, ContractKind.PAST);
        assertTrue(declared.gain().low() > 0, declared::toString);
        assertEquals(0, declared.surplus().estimate(), "the task goes where it went");
        assertNotEquals(0, declares("spa", 0.5, ContractKind.PAST).gain().estimate());
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.1, 0.5, 2, 10})
    void underThePivotAUavThatIsNotListenedToGainsNothing(double multiple) {
        assertEquals(
                0, declares("constant=1.5", multiple, ContractKind.PIVOT).gain().estimate());
    }

    /** Theorem B: between declarations the UAV's gain is the gain in total surplus, here at zeta = 1. */
    @ParameterizedTest
    @ValueSource(strings = {"lagged-reserve", "others-lagged-reserve", "optimal-msb-brand"})
    void underThePivotTheUavGainsWhatTheTotalGains(String rule) {
        for (double multiple : new double[] {0.5, 2, 10}) {
            UavDeclaration declared = declares(rule, multiple, ContractKind.PIVOT);
            assertEquals(declared.surplus().estimate(), declared.gain().estimate(), 1e-10, "sums of rounded amounts");
        }
    }
}
