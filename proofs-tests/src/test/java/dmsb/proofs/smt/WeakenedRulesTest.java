package dmsb.proofs.smt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.commons.math3.fraction.BigFraction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Rules that are weaker in one point: exactly the laws that this costs them are refuted, with numbers that are checked in
 * exact arithmetic, and all other laws are proved.
 */
class WeakenedRulesTest {
    static Stream<Arguments> rulesAndBidders() {
        return Rules.weakened().stream()
                .flatMap(weakened -> IntStream.rangeClosed(2, 4).mapToObj(n -> Arguments.of(weakened, n)));
    }

    @ParameterizedTest(name = "{0}, N = {1}")
    @MethodSource("rulesAndBidders")
    void breaksTheLawsItIsKnownToBreakAndNoOther(Rules.Weakened weakened, int bidders) {
        List<Law> broken = Arrays.stream(Law.values())
                .filter(law -> law.speaksOf(weakened.rule()))
                .filter(law -> {
                    Verdict verdict = Prover.counterexample(law, weakened.rule(), bidders);
                    assertTrue(verdict.proved() || verdict.confirmed(), () -> law + ": " + verdict.numbers());
                    return !verdict.proved();
                })
                .toList();
        assertEquals(weakened.breaks(bidders), broken);
    }

    @Test
    void ownBidDependentRhoIsMisreportedAgainst() {
        Rule rule = new Rules.OwnBidDependent();
        assertLoses(rule, 3.5, 1.5);
        assertWins(rule, 1.5, 4.0, 1.5);
        assertViolated(Law.STRATEGY_PROOF, rule, 2, 0, 3.5, 4.0, 1.5);
    }

    @Test
    void currentRatioIsAFirstPriceAuction() {
        Rule rule = new Rules.CurrentRatio();
        assertWins(rule, 10.0, 10.0, 5.0);
        assertWins(rule, 6.0, 6.0, 5.0);
        assertViolated(Law.STRATEGY_PROOF, rule, 2, 0, 10.0, 6.0, 5.0);
    }

    @Test
    void aRhoOfTheOthersBidsSelectsAdverselyAndRewardsAnExtraBid() {
        Rule rule = new Rules.DependentOnOthers();
        assertLoses(rule, 3.0, 1.9);
        assertWins(rule, 4.56, 6.0, 3.8);
        assertWins(rule, 2.4, 3.0, 1.9, 2.0);
        assertViolated(Law.SCALE_FREE, rule, 2, 0, 3.0, 1.9);
        assertViolated(Law.WINNER_FALSE_NAME_PROOF, rule, 2, 1, 1.9, 2.0);
    }

    @Test
    void aSumLetsALoserHandTheTaskToTheUav() {
        Rule rule = new Rules.Sum();
        assertWins(rule, 6.0, 10.0, 6.0);
        assertWins(rule, 9.0, 10.0, 6.0, 3.0);
        assertLoses(rule, 10.0, 6.0, 5.0);
        assertViolated(Law.LOSER_FALSE_NAME_PROOF, rule, 2, 1, 6.0, 3.0);
    }

    @Test
    void anExtrapolatedPriceRewardsAnExtraBid() {
        Rule rule = new Rules.Extrapolated();
        assertLoses(rule, 3.0, 2.0);
        assertWins(rule, 2.0, 3.0, 2.0, 2.0);
        assertViolated(Law.WINNER_FALSE_NAME_PROOF, rule, 2, 1, 2.0, 2.0);
    }

    @Test
    void aLowestBidThatCountsRewardsAnExtraBid() {
        Rule rule = new Rules.LowestCounts();
        assertLoses(rule, 3.0, 1.0);
        assertWins(rule, 1.0, 3.0, 1.0, 0.01);
        assertViolated(Law.WINNER_FALSE_NAME_PROOF, rule, 2, 1, 1.0, 0.01);
    }

    @Test
    void anAbsoluteReserveSelectsAdversely() {
        Rule rule = new Rules.AbsoluteReserve();
        assertLoses(rule, 2.0, 1.0);
        assertWins(rule, 3.0, 4.0, 2.0);
        assertViolated(Law.SCALE_FREE, rule, 2, 0, 2.0, 1.0);
    }

    @Test
    void aRhoForTheObservedNumberRewardsAnExtraBid() {
        Rule rule = new Rules.OptimalForObservedNumber();
        assertEquals(new BigFraction(3), Rules.OptimalForObservedNumber.rho(2));
        assertEquals(new BigFraction(5, 2), Rules.OptimalForObservedNumber.rho(3));
        assertLoses(rule, 2.8, 1.0);
        assertWins(rule, 2.5, 2.8, 1.0, 0.01);
        assertViolated(Law.WINNER_FALSE_NAME_PROOF, rule, 2, 1, 1.0, 0.01);
    }

    private static void assertWins(Rule rule, double price, double bid, double... others) {
        assertTrue(rule.wins(Fractions.EXACT, decimal(bid), decimals(others)));
        assertEquals(decimal(price), rule.pays(Fractions.EXACT, decimal(bid), decimals(others)));
    }

    private static void assertLoses(Rule rule, double bid, double... others) {
        assertFalse(rule.wins(Fractions.EXACT, decimal(bid), decimals(others)));
    }

    private static void assertViolated(Law law, Rule rule, int bidders, int extras, double... numbers) {
        assertTrue(law.violated(Fractions.EXACT, rule, bidders, extras, decimals(numbers)));
    }

    private static List<BigFraction> decimals(double... values) {
        return Arrays.stream(values).mapToObj(WeakenedRulesTest::decimal).toList();
    }

    /** A number of at most two decimals as it is read, not as its double. */
    private static BigFraction decimal(double value) {
        return new BigFraction(Math.round(value * 100.0), 100L);
    }
}
