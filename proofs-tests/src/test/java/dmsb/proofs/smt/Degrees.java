package dmsb.proofs.smt;

import java.util.List;
import org.apache.commons.math3.fraction.BigFraction;

/**
 * Degrees of homogeneity: a certificate that an expression turns theta-fold when its variables do, for every real theta
 * &gt; 0 at once, which no linear query could say.
 *
 * <p>Variables have degree one and constants degree zero; 0 has both. Sums, maxima and minima of numbers of one degree
 * have that degree, multiples keep it, and whether x &lt; y does not change under theta &gt; 0 if x and y are of the same
 * degree. A truth value here is whether a condition is known to be unchanged; the factors are not looked at, so the
 * certificate of rho max b_-n holds for every rho. What is not certified may still be homogeneous.
 */
final class Degrees implements Algebra<Degrees.Degree, Boolean> {
    static final Degrees CERTIFY = new Degrees();

    /** What is known of a number. */
    enum Degree {
        /** It is 0, of every degree. */
        ANY,
        /** It stays as it is. */
        ZERO,
        /** It turns theta-fold. */
        ONE,
        /** Nothing is known. */
        UNKNOWN
    }

    private Degrees() {}

    private static Degree join(Degree x, Degree y) {
        if (x == Degree.ANY || x == y) {
            return y;
        }
        return y == Degree.ANY ? x : Degree.UNKNOWN;
    }

    private static Degree join(List<Degree> degrees) {
        return degrees.stream().reduce(Degree.ANY, Degrees::join);
    }

    @Override
    public Degree constant(BigFraction value) {
        return value.equals(BigFraction.ZERO) ? Degree.ANY : Degree.ZERO;
    }

    @Override
    public Degree sum(List<Degree> summands) {
        return join(summands);
    }

    @Override
    public Degree scale(BigFraction factor, Degree x) {
        return x;
    }

    @Override
    public Degree max(List<Degree> numbers) {
        return join(numbers);
    }

    @Override
    public Degree min(List<Degree> numbers) {
        return join(numbers);
    }

    @Override
    public Degree choose(Boolean condition, Degree yes, Degree no) {
        return condition ? join(yes, no) : Degree.UNKNOWN;
    }

    @Override
    public Degree unknownPrice(Degree x) {
        return Degree.UNKNOWN;
    }

    @Override
    public Boolean less(Degree x, Degree y) {
        return join(x, y) != Degree.UNKNOWN;
    }

    @Override
    public Boolean all(List<Boolean> conditions) {
        return !conditions.contains(false);
    }

    @Override
    public Boolean any(List<Boolean> conditions) {
        return !conditions.contains(false);
    }

    @Override
    public Boolean not(Boolean condition) {
        return condition;
    }
}
