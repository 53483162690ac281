package dmsb.proofs.smt;

import de.uni_freiburg.informatik.ultimate.logic.ApplicationTerm;
import de.uni_freiburg.informatik.ultimate.logic.ConstantTerm;
import de.uni_freiburg.informatik.ultimate.logic.Logics;
import de.uni_freiburg.informatik.ultimate.logic.Model;
import de.uni_freiburg.informatik.ultimate.logic.Rational;
import de.uni_freiburg.informatik.ultimate.logic.Script;
import de.uni_freiburg.informatik.ultimate.logic.Script.LBool;
import de.uni_freiburg.informatik.ultimate.logic.Term;
import de.uni_freiburg.informatik.ultimate.smtinterpol.DefaultLogger;
import de.uni_freiburg.informatik.ultimate.smtinterpol.LogProxy;
import de.uni_freiburg.informatik.ultimate.smtinterpol.proof.ProofChecker;
import de.uni_freiburg.informatik.ultimate.smtinterpol.smtlib2.SMTInterpol;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.commons.math3.fraction.BigFraction;

/** Asks the solver for a violation of a law: there is none, which proves the law, or here is one in numbers. */
final class Prover {
    /** Tried for every number of a counterexample, in this order, to make it one that is easily read. */
    private static final List<BigFraction> READABLE = Stream.of(
                    Stream.of(1, 2, 3, 4, 5, 6, 8, 10, 12, 20).map(BigFraction::new),
                    Stream.of(1, 3, 5, 7, 9, 11).map(half -> new BigFraction(half, 2)),
                    Stream.of(3, 4, 6, 7, 8, 10).map(part -> new BigFraction(1, part)),
                    Stream.of(new BigFraction(2, 3), new BigFraction(3, 4), BigFraction.ZERO))
            .flatMap(Function.identity())
            .toList();

    /**
     * How many identities a law speaks of at most, if nothing else is said: extra ones, but for {@link Law#NO_GAIN_FROM_IDENTITIES},
     * which counts the owner's first name among them.
     */
    static final int EXTRAS = 2;

    private Prover() {}

    /** Decides whether the law is true of the rule with N bidders and up to {@link #EXTRAS} identities. */
    static Verdict decide(Law law, Rule rule, int bidders) {
        return decide(law, rule, bidders, EXTRAS);
    }

    /** The same with up to so many identities. */
    static Verdict decide(Law law, Rule rule, int bidders, int extras) {
        long start = System.nanoTime();
        Script script = script();
        Encoder encoder = new Encoder(script);
        List<Term> variables = variables(script, encoder, law.variables(bidders, extras));
        Term violation = law.violated(encoder, rule, bidders, extras, variables);
        requireSatisfiable(script);
        script.assertTerm(violation);
        boolean refuted = isSatisfiable(script);
        if (!refuted) {
            requireCheckedProof(script);
        }
        List<BigFraction> counterexample = refuted ? numbers(script, encoder, variables) : List.of();
        return new Verdict(law, rule, bidders, extras, counterexample, (System.nanoTime() - start) / 1e6);
    }

    /** A counterexample with as few identities as it takes, or the proof that up to {@link #EXTRAS} give none. */
    static Verdict counterexample(Law law, Rule rule, int bidders) {
        Verdict verdict = decide(law, rule, bidders, 1);
        for (int extras = 2; extras <= EXTRAS && verdict.proved(); extras++) {
            verdict = decide(law, rule, bidders, extras);
        }
        return verdict;
    }

    /** An empty script for linear real arithmetic. */
    static Script script() {
        Script script = new SMTInterpol(new DefaultLogger());
        script.setOption(":verbosity", LogProxy.LOGLEVEL_ERROR);
        script.setOption(":produce-models", true);
        script.setOption(":produce-proofs", true);
        // The proof checker compares the leaves of a proof with the assertions, which are kept in this mode only.
        script.setOption(":interactive-mode", true);
        script.setLogic(Logics.QF_LRA);
        return script;
    }

    /** New numbers that are not negative. */
    static List<Term> variables(Script script, Encoder encoder, List<String> names) {
        List<Term> variables = names.stream().map(encoder::number).toList();
        variables.forEach(x -> script.assertTerm(encoder.atMost(encoder.zero(), x)));
        return variables;
    }

    /** Whether the assertions have a model; anything but yes or no is an error. */
    static boolean isSatisfiable(Script script) {
        LBool answer = script.checkSat();
        if (answer == LBool.UNKNOWN) {
            throw new IllegalStateException("the solver did not decide the query");
        }
        return answer == LBool.SAT;
    }

    /** Refuses definitions that contradict each other: with them everything would be proved. */
    static void requireSatisfiable(Script script) {
        if (!isSatisfiable(script)) {
            throw new IllegalStateException("the definitions contradict each other");
        }
    }

    /**
     * Has the solver's answer no checked: its proof by resolution from the assertions, step by step, by a checker that has
     * no part in the search.
     */
    static void requireCheckedProof(Script script) {
        if (!new ProofChecker(script, new DefaultLogger()).check(script.getProof())) {
            throw new IllegalStateException("the solver's proof does not check");
        }
    }

    private static List<BigFraction> numbers(Script script, Encoder encoder, List<Term> variables) {
        for (Term x : variables) {
            for (BigFraction readable : READABLE) {
                script.push(1);
                script.assertTerm(script.term("=", x, encoder.constant(readable)));
                if (isSatisfiable(script)) {
                    break;
                }
                script.pop(1);
            }
        }
        if (!isSatisfiable(script)) {
            throw new IllegalStateException("a satisfiable query has lost its model");
        }
        Model model = script.getModel();
        return variables.stream().map(x -> fraction(model.evaluate(x))).toList();
    }

    private static BigFraction fraction(Term term) {
        if (term instanceof ConstantTerm constant) {
            Object value = constant.getValue();
            if (value instanceof BigInteger whole) {
                return new BigFraction(whole);
            } else if (value instanceof BigDecimal decimal) {
                return decimal.scale() > 0
                        ? new BigFraction(decimal.unscaledValue(), BigInteger.TEN.pow(decimal.scale()))
                        : new BigFraction(decimal.toBigIntegerExact());
            } else if (value instanceof Rational rational) {
                return new BigFraction(rational.numerator(), rational.denominator());
            }
        } else if (term instanceof ApplicationTerm application) {
            Term[] arguments = application.getParameters();
            String operator = application.getFunction().getName();
            if (operator.equals("-") && arguments.length == 1) {
                return fraction(arguments[0]).negate();
            } else if (operator.equals("/") && arguments.length == 2) {
                return fraction(arguments[0]).divide(fraction(arguments[1]));
            }
        }
        throw new IllegalStateException("not a number: " + term);
    }
}
