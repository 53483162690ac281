package dmsb.experiments.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dmsb.auction.evaluation.Seller;
import dmsb.auction.evaluation.Sellers;
import dmsb.auction.market.Scenario;
import dmsb.auction.rule.ScalingRule;
import dmsb.core.random.RandomStream;
import dmsb.core.random.SeedTree;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DynamicAuditTest {
    private static final Scenario MARKET = Scenario.preset("paper").with(Scenario.ROUNDS_PER_EPISODE, 30);
    private static final int TRAINING = 30;

    private static ScalingRule rule(String name) {
        return Sellers.ruleNamed(name, MARKET, SeedTree.of(1), TRAINING);
    }

    private static DynamicAudit audit(String name, int episodes) {
        ScalingRule rule = rule(name);
        return DynamicAudit.of(
                Sellers.of(rule), ProofClass.of(rule), MARKET, new DynamicAudit.Budget(episodes, false, 0), 7);
    }

    @Test
    void aStationGainsFromALinearFilter() {
        for (ManipulationGain found : audit("linear-filter", 12).manipulations()) {
            assertTrue(found.gain().low() > 0.1, found::toString);
            assertTrue(found.surplus().high() < 0, found::toString);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "constant=1.5",
                "others-lagged-reserve",
                "others-filter",
                "others-filter-looks",
                "others-filter-blind-10"
            })
    void nothingIsFoundAgainstARuleThatIsTruthfulOverTime(String name) {
        DynamicAudit audit = audit(name, 2);
        assertTrue(audit.proofClass().isTruthfulOverTime());
        for (ManipulationGain found : audit.manipulations()) {
            assertEquals("the truth", found.strategy());
            assertEquals(0.0, found.gain().estimate());
        }
    }

    /** Bids that have nothing to do with each other: far, near, 0 and the threshold itself, by a stream of its own. */
    private static BidStrategy random(long seed) {
        RandomStream random = SeedTree.of(seed).stream();
        return (announcement, values, station, rho) -> {
            double rival = Information.FULL.rival(announcement, values, station);
            return switch (random.nextInt(6)) {
                case 0 -> 0.0;
                case 1 -> 2 * random.nextDouble() * values[station - 1];
                case 2 -> 20 * random.nextDouble() * values[station - 1];
                case 3 -> rival;
                case 4 -> Double.isFinite(rho) ? rho * rival * (0.9 + 0.2 * random.nextDouble()) : rival;
                default -> values[station - 1];
            };
        };
    }

    /** Theorem A, pathwise: whatever the coins and the others' values, no sequence of bids earns more than the truth. */
    @ParameterizedTest
    @ValueSource(strings = {"others-lagged-reserve", "others-filter", "others-filter-looks", "others-filter-blind-10"})
    void noneOfFiveHundredStrategiesEarnsMoreThanTheTruthAgainstAStrictRule(String name) {
        Seller seller = Sellers.of(rule(name));
        int losses = 0;
        for (int i = 0; i < 500; i++) {
            SeedTree episode = SeedTree.of(1000 + i);
            double truth = MenuSearch.play(seller, BidStrategy.TRUTH, 1, MARKET, episode, 1)
                    .utility()[0];
            double played =
                    MenuSearch.play(seller, random(i), 1, MARKET, episode, 1).utility()[0];
            assertTrue(played <= truth, () -> name + ", strategy " + played + " against the truth's " + truth);
            losses += played < truth ? 1 : 0;
        }
        assertTrue(losses > 100, "the strategies do something: " + losses);
    }

    @Test
    void aLearnedBestResponseIsScoredOnOtherEpisodes() {
        ScalingRule rule = rule("others-lagged-reserve");
        DynamicAudit audit = DynamicAudit.of(
                Sellers.of(rule), ProofClass.of(rule), MARKET, new DynamicAudit.Budget(2, true, 300), 7);
        assertEquals(5, audit.manipulations().size(), "two menus, a ring, and two that have learned");
        for (ManipulationGain found : audit.manipulations()) {
            boolean ring = found.name().startsWith("ring");
            assertTrue(ring || found.gain().estimate() <= 0, found::toString);
        }
        Map<String, Object> map = audit.toMap();
        assertTrue(map.containsKey("manipulations") && map.containsKey("uav"), map::toString);
    }
}
