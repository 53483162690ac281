package dmsb.proofs.smt;

import de.uni_freiburg.informatik.ultimate.logic.Rational;
import de.uni_freiburg.informatik.ultimate.logic.Script;
import de.uni_freiburg.informatik.ultimate.logic.Sort;
import de.uni_freiburg.informatik.ultimate.logic.Term;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.math3.fraction.BigFraction;

/**
 * Writes rules and laws as terms of linear real arithmetic.
 *
 * <p>A maximum becomes a new number m with m &gt;= x_i for all i and m = x_i for some i. Such an m exists and is unique
 * whatever the x_i are, so the definitions neither lose nor invent a counterexample. An unknown price h(x) becomes a new
 * number p &gt;= x, and for every two of them (x &lt;= y implies p &lt;= q): the instances of monotonicity that the
 * formula can use. They are true of every non-decreasing h with h(x) &gt;= x; whatever is unsatisfiable with them alone is
 * proved for every such h.
 */
final class Encoder implements Algebra<Term, Term> {
    private final Script script;
    private final Sort real;
    private final Map<List<Term>, Term> maxima = new HashMap<>();
    private final Map<Term, Term> prices = new LinkedHashMap<>();
    private final String prefix;
    private int fresh;

    /** An encoder whose definitions are asserted in the script. */
    Encoder(Script script) {
        this(script, "");
    }

    /** One of several encoders of a script: each has an unknown price of its own, and names that begin with a prefix of its own. */
    Encoder(Script script, String prefix) {
        this.script = script;
        this.prefix = prefix;
        this.real = script.sort("Real");
    }

    /** A new number. */
    Term number(String name) {
        script.declareFun(name, Script.EMPTY_SORT_ARRAY, real);
        return script.term(name);
    }

    private Term fresh(String name) {
        return number("." + prefix + name + fresh++);
    }

    @Override
    public Term constant(BigFraction value) {
        return Rational.valueOf(value.getNumerator(), value.getDenominator()).toTerm(real);
    }

    @Override
    public Term sum(List<Term> summands) {
        return switch (summands.size()) {
            case 0 -> zero();
            case 1 -> summands.get(0);
            default -> script.term("+", summands.toArray(Term[]::new));
        };
    }

    @Override
    public Term scale(BigFraction factor, Term x) {
        return script.term("*", constant(factor), x);
    }

    @Override
    public Term max(List<Term> numbers) {
        return switch (numbers.size()) {
            case 0 -> zero();
            case 1 -> numbers.get(0);
            default -> maxima.computeIfAbsent(List.copyOf(numbers), n -> extreme(n, ">="));
        };
    }

    @Override
    public Term min(List<Term> numbers) {
        return numbers.size() == 1 ? numbers.get(0) : extreme(numbers, "<=");
    }

    private Term extreme(List<Term> numbers, String relation) {
        Term extreme = fresh("m");
        for (Term number : numbers) {
            script.assertTerm(script.term(relation, extreme, number));
        }
        script.assertTerm(any(numbers.stream()
                .map(number -> script.term("=", extreme, number))
                .toList()));
        return extreme;
    }

    @Override
    public Term choose(Term condition, Term yes, Term no) {
        return script.term("ite", condition, yes, no);
    }

    @Override
    public Term unknownPrice(Term x) {
        Term known = prices.get(x);
        if (known != null) {
            return known;
        }
        Term price = fresh("p");
        script.assertTerm(atMost(x, price));
        prices.forEach((y, other) -> {
            script.assertTerm(script.term("=>", atMost(x, y), atMost(price, other)));
            script.assertTerm(script.term("=>", atMost(y, x), atMost(other, price)));
        });
        prices.put(x, price);
        return price;
    }

    @Override
    public Term less(Term x, Term y) {
        return script.term("<", x, y);
    }

    @Override
    public Term atMost(Term x, Term y) {
        return script.term("<=", x, y);
    }

    @Override
    public Term all(List<Term> conditions) {
        return joined("and", "true", conditions);
    }

    @Override
    public Term any(List<Term> conditions) {
        return joined("or", "false", conditions);
    }

    private Term joined(String operator, String neutral, List<Term> conditions) {
        return switch (conditions.size()) {
            case 0 -> script.term(neutral);
            case 1 -> conditions.get(0);
            default -> script.term(operator, conditions.toArray(Term[]::new));
        };
    }

    @Override
    public Term not(Term condition) {
        return script.term("not", condition);
    }
}
