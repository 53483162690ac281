package dmsb.proofs.smt;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import de.uni_freiburg.informatik.ultimate.logic.Script;
import de.uni_freiburg.informatik.ultimate.logic.Term;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.commons.math3.fraction.BigFraction;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The laws of two tasks that are sold together, for all real bids and values at once, and for every pair of price functions: a task's
 * price is h_m(max b_-n) with an h_m of its own that is non-decreasing and at least the identity, so also rho_m max b_-n for every
 * rho_m >= 1.
 *
 * <p>A bidder may misreport on both tasks at once, and an extra identity may bid on both or, with a bid of 0, on one. Additive values
 * are what the proofs need: with values that are not, and with prices that look at the other task, the same queries have
 * counterexamples.
 */
class VectorProofsTest {
    private static final int TASKS = 2;

    /** What two slots bring a bidder. */
    private record Utilities(Term truth, Term other) {}

    /** One query: a script, and an encoder for each task. */
    private static final class Slots {
        private final Script script = Prover.script();
        private final List<Encoder> on = IntStream.range(0, TASKS)
                .mapToObj(m -> new Encoder(script, "task" + m + "_"))
                .toList();
        private final Encoder first = on.get(0);

        List<Term> numbers(String name, int count) {
            return Prover.variables(
                    script,
                    first,
                    IntStream.rangeClosed(1, count).mapToObj(i -> name + i).toList());
        }

        Term price(int task, List<Term> others) {
            return on.get(task).unknownPrice(on.get(task).max(others));
        }

        Term utility(Term value, Term bid, Term price) {
            return first.choose(first.less(price, bid), first.minus(value, price), first.zero());
        }

        /** Whether it never brings more than the truth. */
        boolean isProved(Utilities utilities) {
            Prover.requireSatisfiable(script);
            script.assertTerm(first.less(utilities.truth(), utilities.other()));
            boolean refuted = Prover.isSatisfiable(script);
            if (!refuted) {
                Prover.requireCheckedProof(script);
            }
            return !refuted;
        }
    }

    /** Truth and a misreport on both tasks, at these prices. */
    private static Utilities misreport(Slots slots, List<Term> prices) {
        List<Term> values = slots.numbers("value", TASKS);
        List<Term> bids = slots.numbers("bid", TASKS);
        List<Term> truth = new ArrayList<>();
        List<Term> other = new ArrayList<>();
        for (int m = 0; m < TASKS; m++) {
            truth.add(slots.utility(values.get(m), values.get(m), prices.get(m)));
            other.add(slots.utility(values.get(m), bids.get(m), prices.get(m)));
        }
        return new Utilities(slots.first.sum(truth), slots.first.sum(other));
    }

    private static List<Term> prices(Slots slots, int bidders) {
        return IntStream.range(0, TASKS)
                .mapToObj(m -> slots.price(m, slots.numbers("other" + m + "_", bidders - 1)))
                .toList();
    }

    @ParameterizedTest(name = "no misreport on two tasks pays: N = {0}, every pair of rho >= 1")
    @ValueSource(ints = {2, 3})
    void noMisreportOnBothTasksPays(int bidders) {
        Slots slots = new Slots();
        assertTrue(slots.isProved(misreport(slots, prices(slots, bidders))));
    }

    /** What both tasks together bring is not the sum: less, as if they shared a slice of bandwidth. */
    @ParameterizedTest(name = "shared bandwidth: N = {0}")
    @ValueSource(ints = {2, 3})
    void withValuesThatAreNotAdditiveTruthIsNotBest(int bidders) {
        Slots slots = new Slots();
        Encoder on = slots.first;
        List<Term> prices = prices(slots, bidders);
        List<Term> values = slots.numbers("value", TASKS);
        List<Term> bids = slots.numbers("bid", TASKS);
        Term lost = slots.numbers("lost", 1).get(0);
        slots.script.assertTerm(on.atMost(lost, on.min(values)));
        assertFalse(slots.isProved(
                new Utilities(shared(slots, prices, values, values, lost), shared(slots, prices, values, bids, lost))));
    }

    private static Term shared(Slots slots, List<Term> prices, List<Term> values, List<Term> bids, Term lost) {
        Encoder on = slots.first;
        List<Term> sum = new ArrayList<>();
        for (int m = 0; m < TASKS; m++) {
            sum.add(slots.utility(values.get(m), bids.get(m), prices.get(m)));
        }
        Term both = on.choose(
                on.all(List.of(on.less(prices.get(0), bids.get(0)), on.less(prices.get(1), bids.get(1)))),
                lost,
                on.zero());
        return on.minus(on.sum(sum), both);
    }

    /** Half the prices for whoever wins both tasks. */
    @ParameterizedTest(name = "a rebate for bundles: N = {0}")
    @ValueSource(ints = {2, 3})
    void withARebateForBundlesTruthIsNotBest(int bidders) {
        Slots slots = new Slots();
        Encoder on = slots.first;
        List<Term> prices = prices(slots, bidders);
        List<Term> values = slots.numbers("value", TASKS);
        List<Term> bids = slots.numbers("bid", TASKS);
        Term rebate = on.scale(new BigFraction(-1, 2), on.sum(prices)); // what winning both costs more
        assertFalse(slots.isProved(new Utilities(
                shared(slots, prices, values, values, rebate), shared(slots, prices, values, bids, rebate))));
    }

    /** An identity, a bidder like any other, that bids on both tasks or with a bid of 0 on one; its owner bids what it likes. */
    @ParameterizedTest(name = "no identity that bids on one task or both pays: N = {0}, every pair of rho >= 1")
    @ValueSource(ints = {2, 3})
    void noIdentityThatBidsOnSomeOfTheTasksPays(int bidders) {
        Slots slots = new Slots();
        assertTrue(slots.isProved(identity(slots, bidders, false)));
    }

    /** The same where the factor of the second task is lower if somebody else bids much for the first. */
    @ParameterizedTest(name = "a factor by the bids for another task: N = {0}")
    @ValueSource(ints = {2, 3})
    void withAFactorByTheOthersBidsForAnotherTaskAnIdentityPays(int bidders) {
        Slots slots = new Slots();
        assertFalse(slots.isProved(identity(slots, bidders, true)));
    }

    private static Utilities identity(Slots slots, int bidders, boolean coupled) {
        Encoder on = slots.first;
        List<Term> values = slots.numbers("value", TASKS);
        List<Term> bids = slots.numbers("bid", TASKS);
        List<Term> identities = slots.numbers("identity", TASKS);
        List<List<Term>> others = IntStream.range(0, TASKS)
                .mapToObj(m -> slots.numbers("other" + m + "_", bidders - 1))
                .toList();
        List<Term> truth = new ArrayList<>();
        List<Term> together = new ArrayList<>();
        for (int m = 0; m < TASKS; m++) {
            boolean moved = coupled && m == 1;
            List<Term> facedByOwner = with(others.get(m), identities.get(m));
            List<Term> facedByIdentity = with(others.get(m), bids.get(m));
            truth.add(
                    slots.utility(values.get(m), values.get(m), price(slots, m, others.get(m), others.get(0), moved)));
            together.add(slots.utility(
                    values.get(m),
                    bids.get(m),
                    price(slots, m, facedByOwner, with(others.get(0), identities.get(0)), moved)));
            together.add(slots.utility(
                    values.get(m),
                    identities.get(m),
                    price(slots, m, facedByIdentity, with(others.get(0), bids.get(0)), moved)));
        }
        return new Utilities(on.sum(truth), on.sum(together));
    }

    /** The price of a task; if another task moves it, twice as much unless somebody else bids 4 there. */
    private static Term price(Slots slots, int task, List<Term> others, List<Term> elsewhere, boolean moved) {
        if (!moved) {
            return slots.price(task, others);
        }
        Encoder on = slots.on.get(task);
        Term highest = on.max(others);
        return on.choose(
                on.atMost(on.constant(new BigFraction(4)), on.max(elsewhere)),
                highest,
                on.scale(BigFraction.TWO, highest));
    }

    private static List<Term> with(List<Term> terms, Term term) {
        List<Term> more = new ArrayList<>(terms);
        more.add(term);
        return List.copyOf(more);
    }

    /** No task has two winners, whatever the prices of the other are. */
    @ParameterizedTest(name = "one winner a task: N = {0}")
    @ValueSource(ints = {2, 3})
    void aTaskHasOneWinner(int bidders) {
        Slots slots = new Slots();
        Encoder on = slots.first;
        List<Term> wins = new ArrayList<>();
        for (int m = 0; m < TASKS; m++) {
            List<Term> bids = slots.numbers("bid" + m + "_", bidders);
            List<Term> counted = new ArrayList<>();
            for (int n = 0; n < bidders; n++) {
                Term price = slots.price(m, Law.without(bids, n));
                counted.add(on.choose(on.less(price, bids.get(n)), on.constant(BigFraction.ONE), on.zero()));
            }
            wins.add(on.sum(counted));
        }
        assertTrue(slots.isProved(new Utilities(on.constant(BigFraction.ONE), wins.get(0))));
        Slots again = new Slots();
        assertFalse(
                again.isProved(new Utilities(
                        again.first.zero(), again.numbers("any", 1).get(0))),
                "a query can fail");
    }
}
