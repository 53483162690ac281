package dmsb.auction.rule;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dmsb.auction.market.ObservationMode;
import dmsb.auction.market.Scenario;
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
                "groundStations 3, history 3, observation past-bids, actions 20, uavAction false", SHAPE.toString());
    }
}
