package dmsb.proofs.smt;

import java.util.List;
import org.apache.commons.math3.fraction.BigFraction;

/** Exact rational arithmetic: evaluates a rule or a law at given numbers, without the solver. */
final class Fractions implements Algebra<BigFraction, Boolean> {
    static final Fractions EXACT = new Fractions();

    private Fractions() {}

    /** The fraction that a double is. */
    static BigFraction of(double value) {
        return new BigFraction(value);
    }

    @Override
    public BigFraction constant(BigFraction value) {
        return value;
    }

    @Override
    public BigFraction sum(List<BigFraction> summands) {
        return summands.stream().reduce(BigFraction.ZERO, BigFraction::add);
    }

    @Override
    public BigFraction scale(BigFraction factor, BigFraction x) {
        return factor.multiply(x);
    }

    @Override
    public BigFraction max(List<BigFraction> numbers) {
        return numbers.stream().reduce((x, y) -> less(x, y) ? y : x).orElse(BigFraction.ZERO);
    }

    @Override
    public BigFraction min(List<BigFraction> numbers) {
        return numbers.stream().reduce((x, y) -> less(y, x) ? y : x).orElseThrow();
    }

    @Override
    public BigFraction choose(Boolean condition, BigFraction yes, BigFraction no) {
        return condition ? yes : no;
    }

    @Override
    public BigFraction unknownPrice(BigFraction x) {
        throw new UnsupportedOperationException("an unknown price has no value");
    }

    @Override
    public Boolean less(BigFraction x, BigFraction y) {
        return x.compareTo(y) < 0;
    }

    @Override
    public Boolean all(List<Boolean> conditions) {
        return !conditions.contains(false);
    }

    @Override
    public Boolean any(List<Boolean> conditions) {
        return conditions.contains(true);
    }

    @Override
    public Boolean not(Boolean condition) {
        return !condition;
    }
}
