package dmsb.auction.market;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dmsb.core.setting.Setting;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ScenarioTest {
    @Test
    void paperIsTheDefault() {
        assertEquals(Scenario.standard(), Scenario.preset("paper"));
        assertEquals(3, Scenario.preset("paper").groundStations());
        assertEquals(new Range(20, 40), Scenario.preset("paper").taskMB());
        assertEquals(0.94, Scenario.preset("paper").uavHitRate().high());
    }

    @ParameterizedTest
    @MethodSource("presetNames")
    void presetsDifferInWhatIsChanged(String name) {
        Scenario scenario = Scenario.preset(name);
        assertEquals(Scenario.preset(name), scenario);
        assertEquals(Scenario.preset(name).hashCode(), scenario.hashCode());
        if (!name.equals("paper")) {
            assertNotEquals(Scenario.preset("paper"), scenario);
        }
    }

    static List<String> presetNames() {
        return Scenario.presetNames();
    }

    @Test
    void presetsAreListedAndOthersRefused() {
        assertEquals(
                List.of(
                        "paper",
                        "stale",
                        "lookout",
                        "iid",
                        "frozen",
                        "load",
                        "shared-spectrum",
                        "town",
                        "dense",
                        "city",
                        "battery"),
                Scenario.presetNames());
        assertMessage(
                "scenario: expected one of paper, stale, lookout, iid, frozen, load, shared-spectrum, town, dense, city, battery, got none",
                () -> Scenario.preset("none"));
    }

    @Test
    void everyKeyIsReadByTheAccessorOfItsName() throws ReflectiveOperationException {
        Scenario scenario = Scenario.preset("iid").with(Scenario.SLOT_SECONDS, 0.5);
        List<Setting<?>> own = new ArrayList<>(Scenario.SCHEMA.keys());
        own.removeAll(TownSettings.KEYS); // those are read by get: only the town's radio reads them
        own.removeAll(DenseSettings.KEYS); // and those only by intersections
        for (Setting<?> key : own) {
            String name = key.equals(Scenario.GROUND_STATIONS) ? "stations" : key.name(); // a number, or a range
            assertEquals(scenario.get(key), Scenario.class.getMethod(name).invoke(scenario), key.name());
        }
    }

    @Test
    void refusalsNameKeyExpectationAndValue() {
        Scenario paper = Scenario.standard();
        assertMessage(
                "groundStations: expected a whole number from 1 to 1000, or a range [low, high] of such numbers, low not above"
                        + " high, got 0",
                () -> paper.with(Scenario.GROUND_STATIONS, 0));
        assertMessage(
                "groundStations: expected a whole number from 1 to 1000, or a range [low, high] of such numbers, low not above"
                        + " high, got [9, 3]",
                () -> paper.with(Scenario.GROUND_STATIONS, 9, 3));
        assertMessage(
                "uplinkMHz: expected a range [low, high], each end a number from 1e-9 to 1e9, low not above high,"
                        + " got [60, 20]",
                () -> paper.with(Scenario.UPLINK_MHZ, 60, 20));
        assertMessage(
                "downlinkMHz: expected a range [low, high], each end a number from 1e-9 to 1e9, low not above high,"
                        + " got [-20, 20]",
                () -> paper.with(Scenario.DOWNLINK_MHZ, -20, 20));
        assertMessage(
                "taskMB: expected a range [low, high], each end a number from 1e-9 to 1e9, low not above high,"
                        + " got [NaN, 20]",
                () -> paper.with(Scenario.TASK_MB, Double.NaN, 20));
        assertMessage(
                "groundHitRate: expected a range [low, high], each end a number from 0 to 1, low not above high, got [0.5, 1.5]",
                () -> paper.with(Scenario.GROUND_HIT_RATE, new Range(0.5, 1.5)));
        assertMessage(
                "persistence: expected a number from 0 to 1, got NaN",
                () -> paper.with(Scenario.PERSISTENCE, Double.NaN));
        assertMessage(
                "uavLag: expected a whole number from 0 to 100000, got -1", () -> paper.with(Scenario.UAV_LAG, -1));
        assertMessage("history: expected a whole number from 1 to 1000, got 0", () -> paper.with(Scenario.HISTORY, 0));
        assertMessage("pixels: expected a whole number from 1 to 1000000, got 0", () -> paper.with(Scenario.PIXELS, 0));
        assertMessage(
                "slotSeconds: expected a number from 0 to 1e9, got -0.25",
                () -> paper.with(Scenario.SLOT_SECONDS, -0.25));
        assertMessage(
                "channelGainDb: expected a range [low, high], each end a number from -300 to 300, low not above high,"
                        + " got [-400, 0]",
                () -> paper.with(Scenario.CHANNEL_GAIN_DB, -400, 0));
        assertMessage("range: expected a minimum not above the maximum, got [60, 20]", () -> new Range(60, 20));
        assertMessage("range: expected finite numbers, got [NaN, 20]", () -> new Range(Double.NaN, 20));
    }

    @Test
    void severalTasksAreRefusedByNameWhereOneIsServed() {
        assertMessage(
                "tasks: expected 1 for a market of one task, got 8; several tasks and UAVs are for the commands of docs/dense.md",
                () -> DenseSettings.requireOne(Scenario.preset("city")));
        assertMessage(
                "uavs: expected 1 for a market of one task, got 2; several tasks and UAVs are for the commands of docs/dense.md",
                () -> DenseSettings.requireOne(Scenario.standard().with(DenseSettings.UAVS, 2)));
        assertMessage(
                "uavTasksPerEpisode: expected 0 for a market of one task, got 5; several tasks and UAVs are for"
                        + " the commands of docs/dense.md",
                () -> DenseSettings.requireOne(Scenario.standard().with(DenseSettings.UAV_TASKS_PER_EPISODE, 5)));
        assertEquals(Scenario.standard(), DenseSettings.ofOneTask(Scenario.preset("city")));
    }

    @Test
    void observationModesHaveTextForms() {
        for (ObservationMode mode : ObservationMode.values()) {
            assertEquals(mode, ObservationMode.parse(mode.toString()));
        }
        assertMessage(
                "observation: expected one of past-bids, current-bids, others-past, others-past-looks, others-past-reveals,"
                        + " got PAST",
                () -> ObservationMode.parse("PAST"));
    }

    private static void assertMessage(String message, Runnable act) {
        assertEquals(
                message, assertThrows(IllegalArgumentException.class, act::run).getMessage());
    }
}
