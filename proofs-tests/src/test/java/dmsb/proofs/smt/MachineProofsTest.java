package dmsb.proofs.smt;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The modified second-bid auction obeys its laws, for all real bids and values at once.
 *
 * <p>Once for every rho &gt;= 1, rational or not: rho max b_-n is then an unknown h(max b_-n) with h non-decreasing and h(x)
 * &gt;= x, as x -&gt; rho x is. This is sound because psi depends on the others' bids through their maximum only and is asked
 * for nothing but order; what is proved is true of all those h, among them the absolute reserve max(x, 3), so that only
 * the laws of scale tell the auction from them. rho = infinity is not among them: there psi is infinite, nobody wins, and
 * every law holds with nothing to check.
 *
 * <p>That N ends at 9 is a limit of the queries, not of the laws. As psi sees the others through their maximum only, what
 * a bidder can do against N - 1 others it can do against the highest of them alone, and that there is one winner is said
 * of two bidders at a time.
 *
 * <p>And once for every rho of the default grid, with the product written out. There rationals are not an approximation:
 * the library's rho is a double, which is a rational number, and it compares b with rho max b_-n exactly.
 */
class MachineProofsTest {
    static Stream<Arguments> lawsAndBidders() {
        return Arrays.stream(Law.values())
                .flatMap(law -> IntStream.rangeClosed(2, 9).mapToObj(n -> Arguments.of(law, n)));
    }

    static Stream<Arguments> lawsOfOrderAndBidders() {
        return lawsAndBidders().filter(arguments -> arguments.get()[0] != Law.SCALE_FREE);
    }

    @ParameterizedTest(name = "{0}: N = {1}, every rho >= 1")
    @MethodSource("lawsOfOrderAndBidders")
    void holdsForEveryRho(Law law, int bidders) {
        assertProved(Prover.decide(law, new Rules.AnyPrice(), bidders, 3));
    }

    @ParameterizedTest(name = "{0}: N = {1}, each rho = 10^(a/20)")
    @MethodSource("lawsAndBidders")
    void holdsForEachRhoOfTheGrid(Law law, int bidders) {
        for (Rule rule : Rules.grid()) {
            assertProved(Prover.decide(law, rule, bidders));
        }
    }

    @ParameterizedTest(name = "psi(theta B) = theta psi(B): N = {0}, every rho >= 1, every theta > 0")
    @ValueSource(ints = {2, 3, 4, 5, 6, 7, 8, 9})
    void isHomogeneousForEveryRhoAndTheta(int bidders) {
        assertTrue(Scaling.isProved(bidders));
    }

    @ParameterizedTest(name = "degree one: N = {0}")
    @ValueSource(ints = {2, 3, 4, 5, 6, 7, 8, 9})
    void isCertifiedToBeOfDegreeOne(int bidders) {
        assertTrue(isOfDegreeOne(Rules.grid().get(7), bidders));
    }

    @Test
    void theCertificateIsRefusedToAnAbsoluteReserveAndGrantedToEveryMultipleOfBids() {
        assertTrue(!isOfDegreeOne(new Rules.AbsoluteReserve(), 3));
        assertTrue(!isOfDegreeOne(new Rules.DependentOnOthers(), 3));
        assertTrue(!isOfDegreeOne(new Rules.OwnBidDependent(), 3));
        assertTrue(isOfDegreeOne(new Rules.Sum(), 3));
        assertTrue(isOfDegreeOne(new Rules.Extrapolated(), 3));
        assertTrue(isOfDegreeOne(new Rules.LowestCounts(), 3));
    }

    /** A law that nothing can violate would be proved too. */
    @Test
    void everyLawIsBrokenBySomeRule() {
        for (Law law : Law.values()) {
            boolean harmless = law == Law.INDIVIDUALLY_RATIONAL || law == Law.MONOTONE || law == Law.ANONYMOUS;
            Stream<Rule> rules = harmless
                    ? Stream.of(new Rules.Perverse())
                    : Rules.weakened().stream().map(Rules.Weakened::rule);
            List<Rule> breaking = rules.filter(rule ->
                            law.speaksOf(rule) && !Prover.decide(law, rule, 3).proved())
                    .limit(1)
                    .toList();
            assertTrue(!breaking.isEmpty(), law.toString());
        }
    }

    private static boolean isOfDegreeOne(Rule rule, int bidders) {
        List<Degrees.Degree> others =
                IntStream.range(1, bidders).mapToObj(i -> Degrees.Degree.ONE).toList();
        return rule.wins(Degrees.CERTIFY, Degrees.Degree.ONE, others)
                && rule.pays(Degrees.CERTIFY, Degrees.Degree.ONE, others) == Degrees.Degree.ONE;
    }

    private static void assertProved(Verdict verdict) {
        assertTrue(verdict.proved(), () -> verdict.law() + ", " + verdict.rule() + ": " + verdict.numbers());
    }
}
