package dmsb.auction.evaluation;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dmsb.auction.market.Scenario;
import dmsb.core.random.SeedTree;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The linear filter against the lagged reserve on the same episodes. The prototype of the yardsticks, whose filter knew
 * estimates and bids but no revealed values, was ahead by .007 (N = 3), .006 (N = 9) and .023 (N = 3, stale); this one knows
 * more and must be ahead by as much at least.
 */
class LinearFilterYardstickTest {
    @ParameterizedTest
    @CsvSource({"paper, 3, 0.007", "paper, 9, 0.006", "stale, 3, 0.023"})
    void theFilterIsAheadOfTheLaggedReserve(String preset, int groundStations, double lead) {
        Scenario scenario = Scenario.preset(preset).with(Scenario.GROUND_STATIONS, groundStations);
        Evaluation evaluation = new Evaluation(scenario, SeedTree.of(2).child("evaluation"));
        double filter = evaluation
                .run(Sellers.named("linear-filter", scenario, SeedTree.of(2).child("training"), 100), 150)
                .firstBestFraction();
        double lagged = evaluation
                .run(Sellers.named("lagged-reserve", scenario, SeedTree.of(2), 1), 150)
                .firstBestFraction();
        assertTrue(filter >= lagged + lead, "filter " + filter + ", lagged reserve " + lagged);
    }
}
