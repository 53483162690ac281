package dmsb.proofs.smt;

import java.util.List;
import org.apache.commons.math3.fraction.BigFraction;

/**
 * The arithmetic in which rules and laws are written: linear in its numbers, so that a solver can decide it.
 *
 * @param <T> a number
 * @param <B> a truth value
 */
interface Algebra<T, B> {
    /** A constant. */
    T constant(BigFraction value);

    /** The sum, 0 if there are no summands. */
    T sum(List<T> summands);

    /** factor x; only constants can be factors, or the arithmetic would not be linear. */
    T scale(BigFraction factor, T x);

    /** The largest of the numbers; 0 if there are none, as in psi(empty) = 0. */
    T max(List<T> numbers);

    /** The smallest of the numbers, of which there is at least one. */
    T min(List<T> numbers);

    /** yes if the condition holds, else no. */
    T choose(B condition, T yes, T no);

    /**
     * h(x) for one unknown function h, the same for the whole formula, of which no more is known than h(x) &gt;= x and
     * that it is non-decreasing.
     */
    T unknownPrice(T x);

    /** x &lt; y. */
    B less(T x, T y);

    /** All of them hold; true if there are none. */
    B all(List<B> conditions);

    /** Some of them hold; false if there are none. */
    B any(List<B> conditions);

    /** It does not hold. */
    B not(B condition);

    /** x &lt;= y. */
    default B atMost(T x, T y) {
        return not(less(y, x));
    }

    /** x differs from y. */
    default B differ(T x, T y) {
        return any(List.of(less(x, y), less(y, x)));
    }

    /** Exactly one of the two holds. */
    default B exactlyOne(B first, B second) {
        return any(List.of(all(List.of(first, not(second))), all(List.of(not(first), second))));
    }

    /** x - y. */
    default T minus(T x, T y) {
        return sum(List.of(x, scale(BigFraction.MINUS_ONE, y)));
    }

    /** The number 0. */
    default T zero() {
        return constant(BigFraction.ZERO);
    }
}
