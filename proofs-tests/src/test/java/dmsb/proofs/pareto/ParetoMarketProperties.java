package dmsb.proofs.pareto;

import static org.junit.jupiter.api.Assertions.assertTrue;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;

/** What must hold in every such market; inequalities with 1e-12 for rounding. */
class ParetoMarketProperties {
    private static final double ROUNDING = 1.0 + 1e-12;
    private static final double INFIMUM = 0.948598447514923;

    @Property(tries = 2000)
    void theAuctionIsBetweenItsGuaranteeAndTheFirstBest(
            @ForAll @DoubleRange(min = 1.01, max = 20.0) double shape,
            @ForAll @IntRange(min = 2, max = 500) int bidders,
            @ForAll @DoubleRange(min = 0.01, max = 50.0) double multiple) {
        ParetoMarket market = new ParetoMarket(shape, bidders);
        double brand = multiple * market.secondHighest();
        double best = market.firstBest(brand);
        assertTrue(market.optimalSurplus(brand) <= best * ROUNDING);
        assertTrue(market.optimalSurplus(brand) * ROUNDING >= INFIMUM * best);
        assertTrue(best * ROUNDING >= Math.max(brand, market.highest()));
    }

    @Property(tries = 2000)
    void noRhoEarnsMoreThanTheOptimalOne(
            @ForAll @DoubleRange(min = 1.01, max = 20.0) double shape,
            @ForAll @IntRange(min = 2, max = 500) int bidders,
            @ForAll @DoubleRange(min = 0.01, max = 50.0) double multiple,
            @ForAll @DoubleRange(min = 1.0, max = 100.0) double rho) {
        ParetoMarket market = new ParetoMarket(shape, bidders);
        double brand = multiple * market.secondHighest();
        assertTrue(market.surplus(rho, brand) <= market.optimalSurplus(brand) * ROUNDING);
    }
}
