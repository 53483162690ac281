package dmsb.auction.rule;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dmsb.auction.market.ObservationMode;
import dmsb.auction.market.RhoGrid;
import dmsb.auction.market.Scenario;
import dmsb.auction.market.Stations;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ModelShapeTest {
    private static final Scenario SCENARIO = Scenario.standard();
    private static final ModelShape SHAPE = ModelShape.of(SCENARIO);

    private static String refusal(Scenario other) {
        return String.valueOf(assertThrows(IllegalArgumentException.class, () -> SHAPE.require(ModelShape.of(other)))
                .getMessage());
    }

    @Test
    void whateverChangesObservationOrActionsMakesAnotherShape() {
        Map.of(
                        "groundStations 3, got one for groundStations 9",
                        SCENARIO.with(Scenario.GROUND_STATIONS, 9),
                        "history 3, got one for history 5",
                        SCENARIO.with(Scenario.HISTORY, 5),
                        "observation past-bids, got one for observation current-bids",
                        SCENARIO.with(Scenario.OBSERVATION, ObservationMode.CURRENT_BIDS),
                        "actions 20, got one for actions 40",
                        SCENARIO.with(Scenario.ACTIONS, 40),
                        "rhoGrid 10, got one for rhoGrid 1.5",
                        SCENARIO.with(Scenario.RHO_GRID, new RhoGrid.Even(1.5)),
                        "uavAction false, got one for uavAction true",
                        SCENARIO.with(Scenario.UAV_ACTION, true))
                .forEach((difference, other) -> {
                    assertNotEquals(SHAPE, ModelShape.of(other));
                    assertEquals("model: expected one for " + difference, refusal(other));
                });
    }

    @Test
    void theMarketItselfMakesNone() {
        ModelShape other = ModelShape.of(SCENARIO.with(Scenario.PERSISTENCE, 0.5));
        assertEquals(SHAPE, other);
        assertEquals(SHAPE.hashCode(), other.hashCode());
        SHAPE.require(other);
    }

    @Test
    void aMessageNamesAllOfIt() {
        assertEquals(
                "groundStations 3, history 3, observation past-bids, actions 20, rhoGrid 10, uavAction false",
                SHAPE.toString());
    }

    @Test
    void aModelForARangeFitsEveryMarketOfItsNumbers() {
        ModelShape range = stations(3, 6);
        for (int[] inside : new int[][] {{3, 3}, {5, 5}, {6, 6}, {4, 6}, {3, 6}}) {
            assertTrue(range.fits(stations(inside[0], inside[1])), Arrays.toString(inside));
        }
        for (int[] outside : new int[][] {{2, 2}, {7, 7}, {2, 4}, {5, 7}}) {
            assertFalse(range.fits(stations(outside[0], outside[1])), Arrays.toString(outside));
        }
        assertFalse(range.fits(ModelShape.of(SCENARIO.with(Scenario.HISTORY, 5))), "3 stations, but another history");
        assertTrue(SHAPE.fits(SHAPE));
        assertFalse(SHAPE.fits(stations(3, 4)), "a model for three prices no round of four");
        assertFalse(SHAPE.fits(stations(4, 4)));
    }

    private static ModelShape stations(int fewest, int most) {
        return ModelShape.of(SCENARIO.with(Scenario.GROUND_STATIONS, new Stations(fewest, most)));
    }
}
