package dmsb.proofs.smt;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import de.uni_freiburg.informatik.ultimate.logic.Script;
import de.uni_freiburg.informatik.ultimate.logic.Term;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Truth over two and three rounds, for all real bids, values and factors at once ("theorem A"), and what the UAV is left with if it
 * pays what it displaces ("theorem B").
 *
 * <p>A bidder's factors come from the others' past and from what none of its bids moves. So in every round its price rho_n max b_-n is
 * a number that is the same whatever it bids: an unknown constant of which no more is known than that it is at least max b_-n, as
 * rho_n is at least 1. That is the open loop, and all that the proof needs of the rule.
 */
class HorizonProofsTest {
    static Stream<Arguments> biddersAndRounds() {
        return IntStream.rangeClosed(2, 5)
                .boxed()
                .flatMap(n -> IntStream.rangeClosed(2, 3).mapToObj(t -> Arguments.of(n, t)));
    }

    /** The queries of one theorem: unknown numbers that are not negative, and what is asked of them. */
    private static final class Query {
        private final Script script = Prover.script();
        private final Encoder on = new Encoder(script);

        List<Term> numbers(String name, int count) {
            return Prover.variables(
                    script,
                    on,
                    IntStream.rangeClosed(1, count).mapToObj(i -> name + i).toList());
        }

        /** A price of which is known that the factor is at least 1. */
        Term price(String name, List<Term> others) {
            Term price = numbers(name, 1).get(0);
            script.assertTerm(on.atMost(on.max(others), price));
            return price;
        }

        boolean isProved(Term violation) {
            Prover.requireSatisfiable(script);
            script.assertTerm(violation);
            boolean refuted = Prover.isSatisfiable(script);
            if (!refuted) {
                Prover.requireCheckedProof(script);
            }
            return !refuted;
        }

        Term utility(Term value, Term bid, Term price) {
            return on.choose(on.less(price, bid), on.minus(value, price), on.zero());
        }
    }

    /** Whether truth is best in total, the bidder's prices of later rounds being its own past's, or not. */
    private static boolean isTruthfulOverTime(int bidders, int rounds, boolean ownPast) {
        Query query = new Query();
        List<Term> truth = new ArrayList<>();
        List<Term> misreport = new ArrayList<>();
        for (int t = 1; t <= rounds; t++) {
            Term value = query.numbers("value" + t + "_", 1).get(0);
            Term bid = query.numbers("bid" + t + "_", 1).get(0);
            List<Term> others = query.numbers("other" + t + "_", bidders - 1);
            Term price = query.price("price" + t + "_", others);
            Term moved = ownPast && t > 1 ? query.price("moved" + t + "_", others) : price;
            truth.add(query.utility(value, value, price));
            misreport.add(query.utility(value, bid, moved));
        }
        return query.isProved(query.on.less(query.on.sum(truth), query.on.sum(misreport)));
    }

    @ParameterizedTest(name = "truth is best over time: N = {0}, T = {1}, every factor >= 1")
    @MethodSource("biddersAndRounds")
    void truthIsBestOverTime(int bidders, int rounds) {
        assertTrue(isTruthfulOverTime(bidders, rounds, false));
    }

    /** The same question about factors that an own bid of an earlier round moves, so that the proof is one of something. */
    @ParameterizedTest(name = "own past: N = {0}, T = {1}")
    @MethodSource("biddersAndRounds")
    void truthIsNotBestIfOwnBidsMoveLaterFactors(int bidders, int rounds) {
        assertFalse(isTruthfulOverTime(bidders, rounds, true));
    }

    private static List<Term> prices(Query query, String round, List<Term> bids) {
        List<Term> prices = new ArrayList<>();
        for (int n = 0; n < bids.size(); n++) {
            prices.add(query.price("price" + round + "_" + n + "_", Law.without(bids, n)));
        }
        return prices;
    }

    /** Each bidder has a factor of its own, and yet no two win a round. */
    @ParameterizedTest(name = "one winner: N = {0}")
    @MethodSource("biddersAndRounds")
    void atMostOneBidderWinsThoughFactorsDiffer(int bidders, int rounds) {
        Query query = new Query();
        List<Term> two = new ArrayList<>();
        for (int t = 1; t <= rounds; t++) {
            List<Term> bids = query.numbers("bid" + t + "_", bidders);
            List<Term> prices = prices(query, "" + t, bids);
            for (int n = 0; n < bidders; n++) {
                for (int m = 0; m < n; m++) {
                    two.add(query.on.all(List.of(
                            query.on.less(prices.get(n), bids.get(n)), query.on.less(prices.get(m), bids.get(m)))));
                }
            }
        }
        assertTrue(query.isProved(query.on.any(two)));
    }

    /** Whether the UAV's total is (sum of W - sum of max b), if it pays this where it serves; amounts are zeta-fold. */
    private static boolean isIdentity(int bidders, int rounds, boolean pivot) {
        Query query = new Query();
        Encoder on = query.on;
        List<Term> received = new ArrayList<>();
        List<Term> surplus = new ArrayList<>();
        for (int t = 1; t <= rounds; t++) {
            List<Term> bids = query.numbers("bid" + t + "_", bidders);
            List<Term> prices = prices(query, "" + t, bids);
            Term worth = query.numbers("worth" + t + "_", 1).get(0);
            Term contract = pivot
                    ? on.max(bids)
                    : query.numbers("contract" + t + "_", 1).get(0);
            Term total = worth;
            Term profit = on.minus(worth, contract);
            for (int n = 0; n < bidders; n++) {
                Term wins = on.less(prices.get(n), bids.get(n));
                total = on.choose(wins, bids.get(n), total);
                profit = on.choose(wins, on.zero(), profit);
            }
            received.add(profit);
            surplus.add(on.minus(total, on.max(bids)));
        }
        return query.isProved(on.differ(on.sum(received), on.sum(surplus)));
    }

    /** zeta (v_0 - p_0) summed over the rounds in which it serves is sum W - sum max b, for truthful stations and every factor. */
    @ParameterizedTest(name = "pivot: N = {0}, T = {1}")
    @MethodSource("biddersAndRounds")
    void aUavThatPaysWhatItDisplacesReceivesTheSurplusLessTheHighestBids(int bidders, int rounds) {
        assertTrue(isIdentity(bidders, rounds, true));
        assertFalse(isIdentity(bidders, rounds, false), "another contract is no pivot");
    }
}
