package dmsb.auction.dense;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dmsb.auction.market.Market;
import dmsb.auction.market.Scenario;
import dmsb.core.random.SeedTree;
import org.junit.jupiter.api.Test;

/** The market of several tasks holds the market of one, to the bit. */
class DenseMarketTest {
    private static final SeedTree EPISODE = SeedTree.of(7);

    @Test
    void theFirstTaskIsTheMarketOfOneTask() {
        Market one = new Market(Scenario.standard());
        DenseMarket many = new DenseMarket(Intersection.of(Scenario.preset("city")));
        one.reset(EPISODE);
        many.reset(EPISODE);
        for (int t = 0; t < 50; t++) {
            for (int n = 0; n <= 3; n++) {
                assertEquals(one.value(n), many.task(0).value(n));
            }
            assertEquals(one.estimate(), many.task(0).uavEstimate(0));
            one.advance();
            many.advance();
        }
    }

    @Test
    void anotherTaskOrUavMovesNothingOfTheOthers() {
        DenseMarket few = new DenseMarket(Intersection.of(Scenario.standard(), 2, 2));
        DenseMarket many = new DenseMarket(Intersection.of(Scenario.standard(), 3, 3));
        few.reset(EPISODE);
        many.reset(EPISODE);
        for (int t = 0; t < 50; t++) {
            for (int u = 0; u < 2; u++) {
                assertEquals(few.task(1).uavValue(u), many.task(1).uavValue(u));
                assertEquals(few.task(1).uavEstimate(u), many.task(1).uavEstimate(u));
            }
            few.advance();
            many.advance();
        }
    }

    @Test
    void providersHaveOneSetOfResourcesAndTasksHaveChannelsOfTheirOwn() {
        DenseMarket market = new DenseMarket(Intersection.of(Scenario.preset("dense")));
        market.reset(EPISODE);
        for (int n = 0; n <= 3; n++) {
            assertEquals(
                    market.task(0).provider(n).uplinkHz(),
                    market.task(3).provider(n).uplinkHz());
            assertNotEquals(
                    market.task(0).provider(n).gain(),
                    market.task(3).provider(n).gain());
        }
        assertNotEquals(market.task(0).taskBits(), market.task(3).taskBits());
    }

    @Test
    void presetsAreThereAndWhatDoesNotGoTogetherIsRefused() {
        for (String name : Scenario.presetNames()) {
            new DenseMarket(Intersection.of(Scenario.preset(name))).reset(EPISODE);
        }
        Scenario city = Scenario.preset("city");
        String message = String.valueOf(assertThrows(IllegalArgumentException.class, () -> new Market(city))
                .getMessage());
        assertTrue(message.startsWith("tasks: expected 1") && message.contains("got 8"), message);
        assertThrows(IllegalArgumentException.class, () -> Intersection.of(Scenario.standard(), 0, 1));
        assertThrows(IllegalArgumentException.class, () -> Intersection.of(Scenario.standard(), 65, 1));
        assertThrows(IllegalArgumentException.class, () -> Intersection.of(Scenario.preset("load"), 2, 1));
        assertThrows(IllegalArgumentException.class, () -> new Market(Scenario.preset("shared-spectrum"), 2));
        Intersection.of(Scenario.preset("load"), 1, 1);
    }
}
