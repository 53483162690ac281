package dmsb.auction.market;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ScenarioTest {
    @Test
    void paperIsTheDefault() {
        assertEquals(Scenario.builder().build(), Scenario.preset("paper"));
        assertEquals(3, Scenario.preset("paper").groundStations());
        assertEquals(new Range(20, 40), Scenario.preset("paper").taskMB());
        assertEquals(0.94, Scenario.preset("paper").uavHitRate().high());
    }

    @ParameterizedTest
    @MethodSource("dmsb.auction.market.Scenario#presetNames")
    void builderRoundTripsEveryPreset(String name) {
        Scenario scenario = Scenario.preset(name);
        assertEquals(scenario, scenario.toBuilder().build());
        if (!name.equals("paper")) {
            assertNotEquals(Scenario.preset("paper"), scenario);
        }
    }

    @Test
    void presetsAreListedAndOthersRefused() {
        assertEquals(List.of("paper", "stale", "iid", "frozen", "load", "shared-spectrum"), Scenario.presetNames());
        assertMessage(
                "scenario: expected one of [paper, stale, iid, frozen, load, shared-spectrum], got none",
                () -> Scenario.preset("none"));
    }

    @Test
    void refusalsNameKeyExpectationAndValue() {
        refused("groundStations: expected a whole number from 1 to 1000, got 0", b -> b.groundStations(0));
        refused("uplinkMHz: expected a minimum not above the maximum, got [60, 20]", b -> b.uplinkMHz(60, 20));
        refused("downlinkMHz: expected numbers from 1e-9 to 1000000000, got [-20, 20]", b -> b.downlinkMHz(-20, 20));
        refused("taskMB: expected finite numbers, got [NaN, 20]", b -> b.taskMB(Double.NaN, 20));
        refused("groundHitRate: expected numbers from 0 to 1, got [0.5, 1.5]", b -> b.groundHitRate(0.5, 1.5));
        refused("persistence: expected a number from 0 to 1, got NaN", b -> b.persistence(Double.NaN));
        refused("uavLag: expected a whole number from 0 to 100000, got -1", b -> b.uavLag(-1));
        refused("history: expected a whole number from 1 to 1000, got 0", b -> b.history(0));
        refused("pixels: expected a whole number from 1 to 1000000, got 0", b -> b.pixels(0));
        refused("slotSeconds: expected a number from 0 to 1000000000, got -0.25", b -> b.slotSeconds(-0.25));
        refused("channelGainDb: expected numbers from -300 to 300, got [-400, 0]", b -> b.channelGainDb(-400, 0));
    }

    @Test
    void observationModesHaveTextForms() {
        for (ObservationMode mode : ObservationMode.values()) {
            assertEquals(mode, ObservationMode.parse(mode.toString()));
        }
        assertMessage("observation: expected past-bids or current-bids, got PAST", () -> ObservationMode.parse("PAST"));
    }

    private static void refused(String message, Consumer<ScenarioBuilder> change) {
        assertMessage(message, () -> {
            ScenarioBuilder builder = Scenario.builder();
            change.accept(builder);
            builder.build();
        });
    }

    private static void assertMessage(String message, Runnable act) {
        assertEquals(
                message, assertThrows(IllegalArgumentException.class, act::run).getMessage());
    }
}
