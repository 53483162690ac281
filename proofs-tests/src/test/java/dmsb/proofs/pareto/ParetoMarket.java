package dmsb.proofs.pareto;

import org.apache.commons.math3.special.Beta;

/**
 * N performance bidders with independent match values, P(M &gt; x) = x^-a for x &gt;= 1.
 *
 * <p>E M_(k) = Gamma(N+1) Gamma(k-1/a) / (Gamma(k) Gamma(N+1-1/a)) is the product of j / (j - 1/a) over j = k..N, which
 * is how it is computed: N roundings, where differences of log Gamma lose digits as N grows.
 *
 * <p>The first best is E0 + integral of 1 - (1 - x^-a)^N over x &gt; E0. By parts and with t = x^-a that is E0 (1 - z)^N +
 * N B(z; 1-1/a, N), z = E0^-a, with the unregularised incomplete beta function; as N B(1-1/a, N) = m1, it is also E0
 * (1-z)^N + m1 I_z(1-1/a, N) with the regularised one.
 *
 * @param shape a &gt; 1
 * @param bidders N &gt;= 2
 */
record ParetoMarket(double shape, int bidders) implements HeavyTail {
    ParetoMarket {
        if (!(shape > 1.0 && shape <= Double.MAX_VALUE) || bidders < 2) {
            throw new IllegalArgumentException(
                    "shape, bidders: expected more than 1 and at least 2, got " + shape + ", " + bidders);
        }
    }

    /** E M_(k). */
    double expected(int k) {
        double product = 1.0;
        for (int j = k; j <= bidders; j++) {
            product *= j / (j - 1.0 / shape);
        }
        return product;
    }

    @Override
    public double highest() {
        return expected(1);
    }

    @Override
    public double secondHighest() {
        return expected(2);
    }

    @Override
    public double firstBest(double brand) {
        if (brand <= 1.0) {
            return highest();
        }
        double z = StrictMath.pow(brand, -shape);
        return brand * StrictMath.exp(bidders * StrictMath.log1p(-z))
                + highest() * Beta.regularizedBeta(z, 1.0 - 1.0 / shape, bidders);
    }

    /**
     * The first best by the binomial theorem, E0 + sum_{k=1..N} C(N,k) (-1)^(k+1) E0^(1-ak) / (ak-1), whose terms cancel
     * each other when N is large and E0 is not.
     */
    double firstBestBySeries(double brand) {
        double sum = brand;
        double binomial = 1.0;
        for (int k = 1; k <= bidders; k++) {
            binomial *= (bidders - k + 1.0) / -k;
            sum -= binomial * StrictMath.pow(brand, 1.0 - shape * k) / (shape * k - 1.0);
        }
        return sum;
    }
}
