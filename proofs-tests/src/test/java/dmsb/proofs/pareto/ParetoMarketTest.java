package dmsb.proofs.pareto;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.apache.commons.math3.analysis.UnivariateFunction;
import org.apache.commons.math3.analysis.integration.IterativeLegendreGaussIntegrator;
import org.apache.commons.math3.optim.MaxEval;
import org.apache.commons.math3.optim.nonlinear.scalar.GoalType;
import org.apache.commons.math3.optim.univariate.BrentOptimizer;
import org.apache.commons.math3.optim.univariate.SearchInterval;
import org.apache.commons.math3.optim.univariate.UnivariateObjectiveFunction;
import org.apache.commons.math3.special.Beta;
import org.apache.commons.math3.special.Gamma;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The closed forms against arithmetic by hand, each other, quadrature, and the published constants. */
class ParetoMarketTest {
    /** Place of a minimum, to the six digits that the table has; see {@link WorstCase}. */
    private static final double PLACE = 1e-6;

    /** Value of a minimum: the table has twelve digits. */
    private static final double VALUE = 1e-11;

    @Test
    void theHandCase() {
        ParetoMarket market = new ParetoMarket(2.0, 2);
        double brand = 8.0 / 3.0;
        assertEquals(8.0 / 3.0, market.highest(), 1e-15);
        assertEquals(4.0 / 3.0, market.secondHighest(), 1e-15);
        assertEquals(2.0, market.optimalRho(brand), 1e-15);
        assertEquals(0.75, market.brandShare(2.0), 1e-15);
        assertEquals(10.0 / 3.0, market.optimalSurplus(brand), 1e-15);
        assertEquals(10.0 / 3.0, market.surplus(2.0, brand), 1e-15);
        // 8/3 + 2 (3/8) / 1 - (3/8)^3 / 3 = 8/3 + 3/4 - 9/512
        assertEquals(8.0 / 3.0 + 0.75 - 9.0 / 512.0, market.firstBest(brand), 1e-14);
        assertEquals(3.3990885417, market.firstBest(brand), 5e-11);
    }

    @ParameterizedTest(name = "N = {0}: {1} at a = {2}, rho* = {3}")
    @CsvSource({
        "2, 0.974373869113, 1.535148, 1.739972",
        "3, 0.965732281580, 1.556500, 1.708849",
        "5, 0.958837176287, 1.574626, 1.684907",
        "9, 0.954266118762, 1.587190, 1.669501",
        "100, 0.949105987797, 1.601898, 1.652588",
        "1000, 0.948649176558, 1.603227, 1.651117"
    })
    void theWorstRatioOfEachNumberOfBidders(int bidders, double ratio, double shape, double rho) {
        WorstCase worst = WorstCase.of(a -> new ParetoMarket(a, bidders));
        assertEquals(ratio, worst.ratio(), VALUE);
        assertEquals(shape, worst.shape(), PLACE);
        assertEquals(rho, worst.rho(), PLACE);
    }

    @Test
    void theWorstRatioOfAllIs948PerThousand() {
        WorstCase worst = WorstCase.of(FrechetMarket::new);
        assertEquals(0.948598447514923, worst.ratio(), VALUE);
        assertEquals(1.603374, worst.shape(), PLACE);
        assertEquals(1.650953, worst.rho(), PLACE);
    }

    /** Nested local searches could miss a lower valley elsewhere, for example at rho* = 1; a scan of the plane finds none. */
    @ParameterizedTest
    @ValueSource(ints = {2, 9, 1000})
    void noOtherValleyIsLower(int bidders) {
        double worst = WorstCase.of(a -> new ParetoMarket(a, bidders)).ratio();
        for (double shape = 1.01; shape < 60.0; shape *= 1.02) {
            ParetoMarket market = new ParetoMarket(shape, bidders);
            for (double rho = 0.05; rho < 200.0; rho *= 1.05) {
                double ratio = market.ratio(rho * market.secondHighest());
                assertTrue(ratio >= worst - 1e-12 && ratio <= 1.0 + 1e-12, () -> market + ": " + ratio);
            }
        }
    }

    @Test
    void theWorstRatioFallsWithTheNumberOfBiddersTowardsItsLimit() {
        double limit = WorstCase.of(FrechetMarket::new).ratio();
        double before = 1.0;
        for (int bidders = 2; bidders <= 4096; bidders *= 2) {
            int n = bidders;
            double worst = WorstCase.of(a -> new ParetoMarket(a, n)).ratio();
            assertTrue(worst < before && worst > limit, "N = " + n + ": " + worst);
            before = worst;
        }
        // The distance to the limit is of the order 1/N: 0.051 / 4096.
        assertEquals(limit, before, 2e-5);
    }

    @ParameterizedTest
    @CsvSource({"1.05, 2", "1.6, 9", "2, 1000", "30, 100"})
    void orderStatisticsByProductsAreThoseByGammaFunctions(double shape, int bidders) {
        ParetoMarket market = new ParetoMarket(shape, bidders);
        for (int k = 1; k <= 2; k++) {
            double log = Gamma.logGamma(bidders + 1.0)
                    + Gamma.logGamma(k - 1.0 / shape)
                    - Gamma.logGamma(k)
                    - Gamma.logGamma(bidders + 1.0 - 1.0 / shape);
            // log Gamma(1001) is 5912, of which one rounding is 1e-12.
            assertEquals(1.0, market.expected(k) / StrictMath.exp(log), 1e-11);
        }
        assertEquals(market.secondHighest(), market.highest() * (shape - 1.0) / shape, 1e-12 * market.highest());
    }

    @ParameterizedTest
    @CsvSource({"1.05, 2", "1.6, 3", "2, 5", "3, 9", "10, 9", "1.6, 100", "2.5, 1000"})
    void firstBestByIncompleteBetaIsThatByQuadrature(double shape, int bidders) {
        ParetoMarket market = new ParetoMarket(shape, bidders);
        for (double brand : new double[] {1.0001, 1.5, 3.0, 20.0}) {
            // x = E0 s^(-1/(a-1)) maps the tail to s in (0, 1] and leaves a bounded integrand.
            double power = 1.0 / (shape - 1.0);
            UnivariateFunction tail = s -> {
                double z = StrictMath.pow(brand, -shape) * StrictMath.pow(s, shape * power);
                return -StrictMath.expm1(bidders * StrictMath.log1p(-z)) * StrictMath.pow(s, -shape * power);
            };
            double integral = brand
                    * power
                    * new IterativeLegendreGaussIntegrator(24, 1e-11, 1e-13).integrate(10_000_000, tail, 1e-12, 1.0);
            double expected = brand + integral;
            assertEquals(1.0, market.firstBest(brand) / expected, 1e-9, () -> market + ", E0 = " + brand);
        }
    }

    @ParameterizedTest
    @CsvSource({"1.05, 2", "1.6, 3", "2, 5", "3, 9", "10, 9"})
    void forFewBiddersTheAlternatingSumAgrees(double shape, int bidders) {
        ParetoMarket market = new ParetoMarket(shape, bidders);
        for (double brand : new double[] {1.0, 1.0001, 1.5, 3.0, 20.0}) {
            // Its terms are below C(9,4) = 126 times E0, so 126 roundings.
            assertEquals(1.0, market.firstBest(brand) / market.firstBestBySeries(brand), 1e-12);
        }
    }

    @Test
    void forManyBiddersTheAlternatingSumCancels() {
        ParetoMarket market = new ParetoMarket(1.6, 100);
        assertTrue(Math.abs(market.firstBestBySeries(1.1) / market.firstBest(1.1) - 1.0) > 1e3);
    }

    @Test
    void theUnregularisedBetaIsMeant() {
        ParetoMarket market = new ParetoMarket(1.6, 5);
        double z = StrictMath.pow(2.0, -1.6);
        double p = 1.0 - 1.0 / 1.6;
        double unregularised = Beta.regularizedBeta(z, p, 5.0) * StrictMath.exp(Beta.logBeta(p, 5.0));
        assertEquals(market.firstBest(2.0), 5.0 * unregularised + 2.0 * StrictMath.pow(1.0 - z, 5.0), 1e-13);
    }

    @Test
    void belowOneTheFirstBestIsTheHighestBidder() {
        ParetoMarket market = new ParetoMarket(1.6, 3);
        assertEquals(market.highest(), market.firstBest(0.3), 0.0);
        assertEquals(market.highest(), market.firstBest(Math.nextUp(1.0)), 1e-13);
        assertEquals(market.highest(), market.optimalSurplus(0.3), 0.0);
    }

    @ParameterizedTest
    @CsvSource({"1.2, 2, 9", "1.6, 5, 3", "3, 9, 2.5", "2, 3, 0.5"})
    void theOptimalRhoIsWhereASearchFindsIt(double shape, int bidders, double brand) {
        ParetoMarket market = new ParetoMarket(shape, bidders);
        var found = new BrentOptimizer(1e-9, 1e-9)
                .optimize(
                        new MaxEval(1000),
                        GoalType.MAXIMIZE,
                        new SearchInterval(1.0, 50.0, 2.0),
                        new UnivariateObjectiveFunction(rho -> market.surplus(rho, brand)));
        assertEquals(market.optimalRho(brand), found.getPoint(), 1e-6);
        assertEquals(market.optimalSurplus(brand), found.getValue(), 1e-8);
    }

    @Test
    void manyBiddersAreTheLimit() {
        double shape = 1.6;
        ParetoMarket many = new ParetoMarket(shape, 1_000_000);
        FrechetMarket limit = new FrechetMarket(shape);
        double unit = StrictMath.pow(1e6, 1.0 / shape);
        // Relative corrections are of the order 1/N.
        assertEquals(1.0, many.highest() / unit / limit.highest(), 1e-5);
        assertEquals(1.0, many.secondHighest() / unit / limit.secondHighest(), 1e-5);
        assertEquals(1.0, many.firstBest(2.0 * unit) / unit / limit.firstBest(2.0), 1e-5);
    }

    @Test
    void shapesWithoutAMeanAreRefused() {
        assertThrows(IllegalArgumentException.class, () -> new ParetoMarket(1.0, 2));
        assertThrows(IllegalArgumentException.class, () -> new ParetoMarket(2.0, 1));
        assertThrows(IllegalArgumentException.class, () -> new FrechetMarket(Double.NaN));
    }
}
