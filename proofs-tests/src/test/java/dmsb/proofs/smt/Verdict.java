package dmsb.proofs.smt;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.commons.math3.fraction.BigFraction;

/**
 * What the solver found: a proof, or numbers that violate the law.
 *
 * @param law the law
 * @param rule the rule
 * @param bidders N
 * @param extras how many identities at most: extra ones, or all names of a bidder, as the law counts them
 * @param counterexample the numbers in the order of the law's variables; none if the law is proved
 * @param millis how long it took
 */
record Verdict(Law law, Rule rule, int bidders, int extras, List<BigFraction> counterexample, double millis) {
    /** Whether no real numbers violate the law. */
    boolean proved() {
        return counterexample.isEmpty();
    }

    /** Whether the numbers violate the law in exact arithmetic, of which the solver knows nothing. */
    boolean confirmed() {
        return counterexample.stream().allMatch(x -> x.compareTo(BigFraction.ZERO) >= 0)
                && law.violated(Fractions.EXACT, rule, bidders, extras, counterexample);
    }

    /** The numbers with their names. */
    String numbers() {
        List<String> names = law.variables(bidders, extras);
        return IntStream.range(0, counterexample.size())
                .mapToObj(i ->
                        names.get(i) + " = " + counterexample.get(i).toString().replace(" ", ""))
                .collect(Collectors.joining(", "));
    }
}
