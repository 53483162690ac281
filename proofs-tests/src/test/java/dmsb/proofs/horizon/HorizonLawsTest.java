package dmsb.proofs.horizon;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dmsb.auction.mechanism.Outcome;
import dmsb.auction.rule.ConstantRule;
import dmsb.auction.rule.LaggedReserveRule;
import dmsb.auction.rule.OptimalMsbRule;
import dmsb.auction.rule.OthersLaggedReserveRule;
import dmsb.auction.rule.RuleWithReveals;
import dmsb.core.random.RandomStream;
import dmsb.core.random.SeedTree;
import dmsb.proofs.zoo.FactorSpecimen;
import dmsb.proofs.zoo.FactorZoo;
import dmsb.proofs.zoo.TwoRounds;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** A rule whose factors a bidder can move is found out over two or three rounds, and one whose factors it cannot is not. */
class HorizonLawsTest {
    private static final HorizonSearch SEARCH = HorizonSearch.DEFAULT.withTries(60);
    private static final double[] ONES = {1, 1};

    private static FactorRule named(String name) {
        return FactorZoo.all().stream()
                .filter(specimen -> specimen.name().equals(name))
                .findFirst()
                .orElseThrow()
                .rule();
    }

    private static Manipulation found(FactorRule rule) {
        return assertInstanceOf(HorizonVerdict.Manipulable.class, HorizonLaws.checkTruthful(rule, SEARCH))
                .manipulation();
    }

    /** The rules that an auctioneer deploys, by the path that deploys them. */
    @Test
    void aStrictRuleHoldsAndItsCommonFormFails() {
        HorizonVerdict strict =
                HorizonLaws.checkTruthful(FactorRule.ofOthersPast(OthersLaggedReserveRule::new, 3), SEARCH);
        assertTrue(strict.holds(), strict::toString);
        assertFalse(HorizonLaws.checkTruthful(FactorRule.of(LaggedReserveRule::new), SEARCH)
                .holds());
    }

    /** A station that is second causes a reveal for free, by a tie. */
    @Test
    void aRuleWithRevealsIsFoundOut() {
        RuleWithReveals rule = past -> past.rounds() > 0 && past.uavWorth(0) < 2 ? 1 : 3;
        Manipulation found = found(FactorRule.ofOthersPast(() -> rule, 1));
        assertTrue(found.isGain(), found::toString);
    }

    @TestFactory
    Stream<DynamicTest> everyRuleIsAsItsDefinitionSays() {
        return FactorZoo.all().stream()
                .map(specimen -> DynamicTest.dynamicTest(specimen.name(), () -> examine(specimen)));
    }

    private static void examine(FactorSpecimen specimen) {
        HorizonVerdict verdict = HorizonLaws.checkTruthful(specimen.rule(), SEARCH);
        assertEquals(specimen.truthful(), verdict.holds(), verdict::toString);
        if (verdict instanceof HorizonVerdict.Manipulable fails) {
            Manipulation found = fails.manipulation();
            assertTrue(found.isConfirmedBy(specimen.rule()), found::toString);
            assertTrue(found.isGain(), found::toString);
            assertFalse(found.isConfirmedBy((past, n) -> 1.0 + 1.0 / 1024), found::toString);
            assertEquals(2, found.market().rounds(), "two rounds are enough: " + found);
            assertEquals(2, found.market().bidders(), "two bidders are enough: " + found);
            long lies = lies(found);
            assertEquals(1, lies, "one bid that is not the truth is enough: " + found);
        } else {
            HorizonVerdict.Truthful holds = assertInstanceOf(HorizonVerdict.Truthful.class, verdict);
            assertEquals(0, holds.refused());
            assertEquals(4, holds.mostBidders());
            assertEquals(3, holds.mostRounds());
            assertTrue(holds.gridPlays() > 100_000 && holds.randomPlays() > 10_000, holds::toString);
        }
    }

    private static long lies(Manipulation found) {
        long lies = 0;
        for (int t = 0; t < found.market().rounds(); t++) {
            lies += found.bids().get(t) == found.market().values()[t][found.bidder() - 1] ? 0 : 1;
        }
        return lies;
    }

    @Test
    void manipulationsReadAsSentences() {
        assertEquals(
                "values {1, 2}, then {2, 1}: bidder 1 loses, then loses; bidding 2, then 2 it loses, then wins at 1: gain 1",
                found(named("who served")).toString());
    }

    /** A is worth 1, then 6, B 5, then 2; rho = 1.5, then b(1)/b(2): 4.9 gains 3.959, a tie at 5 gains 4. */
    @Test
    void theTwoRoundsOfTheZooAreAmongTheRulesThatAreCaught() {
        FactorRule rule = named("the last round's two highest bids");
        HorizonCase market = new HorizonCase(new double[][] {{1, 5}, {6, 2}}, ONES, ONES);
        assertEquals(
                TwoRounds.gain(4.9), Manipulation.play(rule, market, 1, 4.9, 6).gain());
        assertEquals(4.0, Manipulation.play(rule, market, 1, 5, 6).gain());
        assertFalse(Manipulation.play(rule, market, 1, 1, 6).isGain());
        assertTrue(found(rule).gain() > 0);
    }

    /** Values (4, 5), then (10, 4), rho 1, then 1 if a low value was revealed, else 3: truth 0, a tie first 6. */
    @Test
    void causingARevealIsFree() {
        HorizonCase market = new HorizonCase(new double[][] {{4, 5}, {10, 4}}, ONES, ONES);
        Manipulation tie = Manipulation.play(named("a value revealed by serving"), market, 1, 5, 10);
        assertEquals(6.0, tie.gain());
        assertEquals(List.of(2, 0), tie.truthful().stream().map(Outcome::winner).toList());
    }

    @Test
    void rulesOfTheLibraryAreExaminedAsTheyAreDeployed() {
        assertTrue(found(FactorRule.of(LaggedReserveRule::new)).gain() > 0);
        assertTrue(found(FactorRule.of(OptimalMsbRule::ofHighestBid)).gain() > 0);
        assertTrue(HorizonLaws.checkTruthful(FactorRule.of(() -> new ConstantRule(1.3)), SEARCH.withTries(5))
                .holds());
    }

    @Test
    void aRuleThatRefusesEveryPlayLeavesNothingKnown() {
        FactorRule failing = (past, n) -> {
            throw new AssertionError("no\nfactor");
        };
        assertTrue(HorizonLaws.checkTruthful(failing, SEARCH)
                .toString()
                .matches("truthful over time is unknown: the rule refused all [0-9]+ plays, the first by"
                        + " java.lang.AssertionError: no factor"));
        for (double factor : new double[] {0.5, Double.NaN}) {
            assertInstanceOf(HorizonVerdict.Undecided.class, HorizonLaws.checkTruthful((past, n) -> factor, SEARCH));
        }
    }

    @Test
    void playsThatARuleRefusesAreNoEvidence() {
        FactorRule forTwo = (past, n) -> {
            if (past.bidders() != 2) {
                throw new IllegalArgumentException("bidders: expected 2, got " + past.bidders());
            }
            return 1.5;
        };
        HorizonVerdict.Truthful holds =
                assertInstanceOf(HorizonVerdict.Truthful.class, HorizonLaws.checkTruthful(forTwo, SEARCH));
        assertTrue(holds.refused() > 0);
        assertEquals(2, holds.mostBidders());
        assertTrue(holds.toString().endsWith("other plays, of which nothing is known"), holds::toString);
    }

    @Test
    void aRuleThatDrawsOrCountsIsNoFunctionOfTheHistory() {
        RandomStream random = SeedTree.of(3).stream();
        double[] count = {1.0};
        for (FactorRule rule : List.<FactorRule>of(
                (past, n) -> 1.0 + random.nextDouble(), (past, n) -> count[0] = Math.min(4.0, count[0] + 1e-4))) {
            HorizonVerdict verdict = HorizonLaws.checkTruthful(rule, SEARCH);
            assertTrue(verdict.toString().contains("no function of the history"), verdict::toString);
        }
    }

    /** A manipulation that comes out again is no finding if the plays before it do not. */
    @Test
    void aRuleThatChangesBeforeItIsManipulableIsNoFunctionOfTheHistory() {
        FactorRule later = named("who served");
        int[] calls = {0};
        HorizonVerdict verdict =
                HorizonLaws.checkTruthful((past, n) -> calls[0]++ < 1000 ? 1.5 : later.factor(past, n), SEARCH);
        assertEquals(
                "truthful over time is unknown: the rule is no function of the history: the same bids came out in two ways",
                verdict.toString());
    }

    @Test
    void aRuleThatAnswersFirstAndThrowsLaterIsNoFunctionOfTheHistory() {
        int[] calls = {0};
        FactorRule tiring = (past, n) -> {
            if (calls[0]++ >= 3000) {
                throw new IllegalStateException("tired");
            }
            return 1.5;
        };
        HorizonVerdict verdict = HorizonLaws.checkTruthful(tiring, SEARCH);
        assertInstanceOf(HorizonVerdict.Undecided.class, verdict);
        assertTrue(verdict.toString().contains("no function of the history"), verdict::toString);
    }

    @Test
    void aHistoryShowsWhatIsOverAndNothingElse() {
        HorizonCase market =
                new HorizonCase(new double[][] {{2, 1, 3}, {5, 5, 0}}, new double[] {7, 8}, new double[] {3, 4});
        int[] seen = {0};
        Manipulation.play(
                (past, n) -> {
                    seen[0]++;
                    assertEquals(3, past.bidders());
                    assertEquals(3.0, past.estimate(0));
                    assertThrows(IllegalArgumentException.class, () -> past.estimate(past.rounds() + 1));
                    assertThrows(IllegalArgumentException.class, () -> past.bid(past.rounds(), 1));
                    if (past.rounds() == 1) {
                        assertEquals(4.0, past.estimate(1));
                        assertEquals(3.0, past.bid(0, 3));
                        assertEquals(n == 3 ? 2.0 : 3.0, past.highestOfOthers(0, n));
                        assertEquals(3, past.outcome(0).winner());
                        assertTrue(past.revealed(0).isEmpty());
                        past.bids(0)[0] = 9.0;
                        assertEquals(2.0, past.bid(0, 1));
                    }
                    return 1.0;
                },
                market,
                1,
                2,
                5);
        assertEquals(12, seen[0], "three bidders, two rounds, two plays");
    }

    @Test
    void malformedArgumentsAreRefused() {
        double[][] values = {{1, 2}, {2, 1}};
        FactorRule one = (past, n) -> 1.0;
        HorizonCase market = new HorizonCase(values, ONES, ONES);
        values[0][0] = 9;
        assertEquals(1.0, market.values()[0][0]);
        assertThrows(IllegalArgumentException.class, () -> new HorizonCase(new double[0][], ONES, ONES));
        assertThrows(IllegalArgumentException.class, () -> new HorizonCase(new double[][] {{1}, {1}}, ONES, ONES));
        assertThrows(
                IllegalArgumentException.class, () -> new HorizonCase(new double[][] {{1, 2}, {1, 2, 3}}, ONES, ONES));
        assertThrows(
                IllegalArgumentException.class, () -> new HorizonCase(new double[][] {{1, -2}, {1, 2}}, ONES, ONES));
        assertThrows(IllegalArgumentException.class, () -> new HorizonCase(values, new double[1], ONES));
        assertThrows(IllegalArgumentException.class, () -> new HorizonCase(values, ONES, new double[] {1, Double.NaN}));
        assertThrows(IllegalArgumentException.class, () -> Manipulation.play(one, market, 3, 1, 1));
        assertThrows(IllegalArgumentException.class, () -> Manipulation.play(one, market, 1, 1));
        assertThrows(IllegalStateException.class, () -> Manipulation.play((past, n) -> 0.0, market, 1, 1, 1));
        assertThrows(IllegalArgumentException.class, () -> new HorizonSearch(1, 1, 2, 1, 1));
        assertThrows(IllegalArgumentException.class, () -> new HorizonSearch(1, 2, 1, 1, 1));
        assertThrows(IllegalArgumentException.class, () -> new HorizonSearch(1, 2, 5, 1, 1));
        assertThrows(IllegalArgumentException.class, () -> new HorizonSearch(1, 2, 2, -1, 1));
        assertThrows(IllegalArgumentException.class, () -> new HorizonSearch(1, 2, 2, 1, 0));
        assertThrows(IllegalArgumentException.class, () -> HorizonSearch.DEFAULT.withStep(Double.MIN_VALUE));
        assertThrows(IllegalArgumentException.class, () -> HorizonSearch.DEFAULT.withStep(0x1p101));
    }

    /** A bid of 1.8e-12 loses and makes the next factor 1, so that 4e-12 wins at 2e-12. */
    @Test
    void aTinyGainIsNotToldAsNothing() {
        HorizonCase market = new HorizonCase(new double[][] {{1e-12, 2e-12}, {4e-12, 2e-12}}, ONES, ONES);
        FactorRule rule = (past, n) -> past.rounds() > 0 && past.bid(0, n) > 1.5e-12 ? 1.0 : 3.0;
        String text = Manipulation.play(rule, market, 1, 1.8e-12, 4e-12).toString();
        assertTrue(text.endsWith("loses, then wins at 2e-12: gain 2e-12"), text);
    }

    @Test
    void whatTheGridDoesNotShowIsFoundInRandomMarkets() {
        FactorRule highBids = (past, n) -> past.rounds() > 0 && past.bid(past.rounds() - 1, n) > 4.5 ? 1.0 : 3.0;
        Manipulation found = found(highBids);
        assertTrue(found.isConfirmedBy(highBids) && found.isGain(), found::toString);
        assertEquals(2, found.market().bidders(), found::toString);
        FactorRule fourBidders = (past, n) -> past.bidders() < 4 ? 1.5 : highBids.factor(past, n);
        assertEquals(4, found(fourBidders).market().bidders());
    }

    @Test
    void sameSearchSameVerdict() {
        FactorRule rule = named("prices");
        assertEquals(
                HorizonLaws.checkTruthful(rule, SEARCH).toString(),
                HorizonLaws.checkTruthful(rule, SEARCH).toString());
    }
}
