package dmsb.auction.rule.learned;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dmsb.auction.market.ObservationMode;
import dmsb.auction.market.Scenario;
import dmsb.auction.round.Announcement;
import dmsb.auction.round.PastRounds;
import dmsb.auction.rule.ActionGrid;
import dmsb.auction.rule.observation.ObservationEncoder;
import dmsb.core.rl.Policy;
import dmsb.core.rl.PolicySnapshot;
import dmsb.core.tensorfile.ModelMetadata;
import dmsb.core.tensorfile.TensorFile;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class LearnedModelTest {
    private static final Scenario SCENARIO = Scenario.preset("paper");

    private record Constant(int observationSize, int actionCount, int action) implements PolicySnapshot {
        @Override
        public Policy open() {
            return (observation, random) -> action;
        }
    }

    private static Constant policyOf(Scenario scenario) {
        return new Constant(new ObservationEncoder(scenario).size(), scenario.actions(), 10);
    }

    private static TensorFile file(Scenario scenario) {
        Map<String, String> metadata = new TreeMap<>(scenario.toMetadata());
        return ModelMetadata.file(Map.of(), metadata);
    }

    private static String refusal(Runnable use) {
        return String.valueOf(
                assertThrows(IllegalArgumentException.class, use::run).getMessage());
    }

    static java.util.List<String> presets() {
        return Scenario.presetNames();
    }

    @ParameterizedTest
    @MethodSource("presets")
    void scenariosReadBackAsTheyWereWritten(String name) {
        Scenario odd = Scenario.preset(name)
                .with(Scenario.UAV_NOISE, 0.1 + 0.2)
                .with(Scenario.TASK_MB, 1.0 / 3, 2.0 / 3)
                .with(Scenario.OBSERVATION, ObservationMode.CURRENT_BIDS);
        for (Scenario scenario : new Scenario[] {Scenario.preset(name), odd}) {
            assertEquals(
                    scenario,
                    LearnedModel.of(file(scenario), policyOf(scenario)).scenario());
        }
    }

    @Test
    void everyKeyOfTheScenarioIsNeededAndOthersAreIgnored() {
        TensorFile whole = file(SCENARIO);
        Map<String, String> more = new TreeMap<>(whole.metadata());
        more.put("scenario.gravity", "9.81");
        assertEquals(
                SCENARIO,
                LearnedModel.of(ModelMetadata.file(Map.of(), more), policyOf(SCENARIO))
                        .scenario());
        for (String key : SCENARIO.toMetadata().keySet()) {
            Map<String, String> less = new TreeMap<>(whole.metadata());
            less.remove(key);
            assertEquals(
                    "model key '" + key + "': expected an entry, got none",
                    refusal(() -> LearnedModel.of(ModelMetadata.file(Map.of(), less), policyOf(SCENARIO))));
        }
    }

    @Test
    void aPolicyOfAnotherShapeIsRefused() {
        assertEquals(
                "model key 'observations': expected 42 (groundStations 3, history 3, observation past-bids, actions 20,"
                        + " uavAction false), got 7",
                refusal(() -> LearnedModel.of(file(SCENARIO), new Constant(7, 20, 0))));
        assertTrue(refusal(() -> LearnedModel.of(file(SCENARIO), new Constant(42, 19, 0)))
                .startsWith("model key 'actions': expected 20"));
    }

    @Test
    void theIdIsThatOfTheFileAndOfWhatIsWritten() {
        TensorFile file = file(SCENARIO);
        assertEquals(
                ModelMetadata.of(file).id(),
                LearnedModel.of(file, policyOf(SCENARIO)).id());
        LearnedModel learned = LearnedModel.of(SCENARIO, policyOf(SCENARIO));
        assertEquals(learned.id(), ModelMetadata.of(learned.toFile()).id());
        Scenario other = SCENARIO.with(Scenario.UAV_BARGAINING_POWER, 0.4);
        assertNotEquals(learned.id(), LearnedModel.of(other, policyOf(other)).id());
    }

    @Test
    void aModelIsUsedInItsOwnModeOnly() {
        Scenario seeing = SCENARIO.with(Scenario.OBSERVATION, ObservationMode.CURRENT_BIDS);
        LearnedModel posted = LearnedModel.of(file(SCENARIO), policyOf(SCENARIO));
        LearnedModel dependent = LearnedModel.of(file(seeing), policyOf(seeing));
        Announcement announcement = PastRounds.announcement(3, 22, 3);
        assertEquals(new ActionGrid(20).rho(10), posted.open().rho(announcement));
        assertEquals(
                new ActionGrid(20).rho(10), dependent.bidDependentRule().rho(announcement, new double[] {3, 2, 1}, 3));
        assertTrue(refusal(dependent::open)
                .startsWith("model: expected one for observation past-bids, got one for observation current-bids"));
        assertEquals(
                "model: expected one for observation current-bids, got one for observation past-bids",
                refusal(posted::bidDependentRule));
    }
}
