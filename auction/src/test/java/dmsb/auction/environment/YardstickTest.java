package dmsb.auction.environment;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dmsb.auction.market.Scenario;
import dmsb.core.random.SeedTree;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Fractions of first best against an independent throw-away prototype of the same model: 300 episodes of 100 scored
 * rounds. The prototype's own figures move by up to .006 (standard deviation) between seeds; the tolerance is .02.
 */
class YardstickTest {
    private static final double TOLERANCE = 0.02;
    private static final int EPISODES = 300;

    @ParameterizedTest(name = "persistence {0}, T {1}, lag {2}, noise {3}, N {4}")
    @CsvSource({
        "0.9, 10,  5, 0.3, 3, 0.528, 0.872, 0.878, 0.960",
        "0.9, 10,  5, 0.3, 9, 0.710, 0.763, 0.791, 0.950",
        "0.9, 10, 10, 0.3, 3, 0.519, 0.882, 0.887, 0.907",
        "0.9, 10, 10, 0.3, 9, 0.710, 0.765, 0.794, 0.881",
        "0.5,  1,  1, 0.3, 3, 0.537, 0.813, 0.835, 0.855",
        "0.0,  1,  0, 0.0, 3, 0.538, 0.811, 0.833, 0.926",
    })
    void fractionsOfFirstBestAreThoseOfThePrototype(
            double persistence,
            int window,
            int lag,
            double noise,
            int groundStations,
            double groundOnly,
            double uavAlways,
            double constant,
            double laggedReserve) {
        Scenario scenario = Scenario.builder()
                .persistence(persistence)
                .window(window)
                .uavLag(lag)
                .uavNoise(noise)
                .groundStations(groundStations)
                .build();
        check("spa-ground", groundOnly, scenario);
        check("constant=Infinity", uavAlways, scenario);
        check("best-constant", constant, scenario);
        check("lagged-reserve", laggedReserve, scenario);
    }

    private static void check(String name, double expected, Scenario scenario) {
        Seller seller = Sellers.named(name, scenario, SeedTree.of(1), EPISODES);
        double fraction =
                new Evaluation(scenario, SeedTree.of(2)).run(seller, EPISODES).firstBestFraction();
        System.out.printf(
                java.util.Locale.ROOT,
                "%s N=%d lag=%d: %.4f (%.3f)%n",
                name,
                scenario.groundStations(),
                scenario.uavLag(),
                fraction,
                expected);
        assertEquals(expected, fraction, TOLERANCE, name);
    }
}
