package dmsb.nn.agent;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dmsb.core.random.SeedTree;
import dmsb.core.rl.Policy;
import dmsb.core.rl.PolicySnapshot;
import dmsb.core.tensorfile.ModelMetadata;
import dmsb.core.tensorfile.Tensor;
import dmsb.core.tensorfile.TensorFile;
import dmsb.nn.layer.Weights;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class PolicyFileTest {
    private static final int OBSERVATIONS = 6;
    private static final int ACTIONS = 4;
    private static final DiffusionSacConfig CONFIG = DiffusionSacConfig.standard();

    private final DiffusionSac agent = new DiffusionSac(CONFIG, OBSERVATIONS, ACTIONS, SeedTree.of(1));
    private final Map<String, String> metadata = metadata();
    private final Map<String, Tensor> tensors = tensors();

    private static Map<String, String> metadata() {
        Map<String, String> metadata = new TreeMap<>(CONFIG.toMetadata());
        metadata.put(ModelMetadata.FORMAT_KEY, ModelMetadata.FORMAT);
        metadata.put(ModelMetadata.AGENT_KEY, "d2sac");
        metadata.put(ModelMetadata.OBSERVATIONS_KEY, String.valueOf(OBSERVATIONS));
        metadata.put(ModelMetadata.ACTIONS_KEY, String.valueOf(ACTIONS));
        return metadata;
    }

    private Map<String, Tensor> tensors() {
        Map<String, Tensor> map = new TreeMap<>();
        agent.networks().forEach((name, parameters) -> Weights.save(name, parameters, map));
        return map;
    }

    private TensorFile file() {
        return new TensorFile(tensors, metadata);
    }

    private static float[] observation(long seed) {
        float[] observation = new float[OBSERVATIONS];
        SeedTree.of(seed).stream().fillGaussian(observation, OBSERVATIONS);
        return observation;
    }

    private String refusal() {
        return String.valueOf(assertThrows(IllegalArgumentException.class, () -> PolicyFile.read(file()))
                .getMessage());
    }

    @Test
    void settingsReadBackAsTheyWereWritten() {
        assertEquals(CONFIG, DiffusionSacConfig.read(ModelMetadata.of(file())));
        metadata.putAll(DiffusionSacConfig.reference().toMetadata());
        assertEquals(DiffusionSacConfig.reference(), DiffusionSacConfig.read(ModelMetadata.of(file())));
    }

    @Test
    void decidesAsTheAgentThatWasWritten() {
        for (int chains : new int[] {0, 1, 16}) {
            PolicySnapshot snapshot = PolicyFile.read(file(), Inference.ofChains(chains));
            assertEquals(OBSERVATIONS, snapshot.observationSize());
            assertEquals(ACTIONS, snapshot.actionCount());
            Policy policy = snapshot.open();
            Policy original = agent.policyOf(chains);
            for (int i = 0; i < 50; i++) {
                assertEquals(
                        original.act(observation(i), SeedTree.of(i).stream()),
                        policy.act(observation(i), SeedTree.of(i).stream()));
            }
        }
    }

    @Test
    void theDefaultIsTheTrainingsOwnEvaluation() {
        DiffusionPolicy asTrained = (DiffusionPolicy) PolicyFile.read(file()).open();
        DiffusionPolicy mean = (DiffusionPolicy) PolicyFile.read(file(), Inference.meanOf(CONFIG.evaluationChains()))
                .open();
        assertArrayEquals(
                mean.distribution(observation(1), SeedTree.of(2).stream()),
                asTrained.distribution(observation(1), SeedTree.of(2).stream()));
    }

    @Test
    void withoutNoiseADecisionIsAFunctionOfTheObservation() {
        Policy policy = PolicyFile.read(file(), Inference.noiseless()).open();
        for (int i = 0; i < 20; i++) {
            assertEquals(
                    policy.act(observation(i), SeedTree.of(1).stream()),
                    policy.act(observation(i), SeedTree.of(2).stream()));
        }
    }

    @Test
    void aSnapshotDoesNotFollowTheAgent() {
        PolicySnapshot snapshot = PolicyFile.read(file(), Inference.noiseless());
        float[] before = ((DiffusionPolicy) snapshot.open())
                .distribution(observation(1), SeedTree.of(1).stream())
                .clone();
        agent.networks()
                .values()
                .forEach(network ->
                        network.forEach(parameter -> parameter.value().zero()));
        assertArrayEquals(
                before, ((DiffusionPolicy) snapshot.open()).distribution(observation(1), SeedTree.of(1).stream()));
    }

    @Test
    void wrongFilesAreRefusedByName() {
        metadata.put("agent", "oracle");
        assertTrue(refusal().startsWith("model key 'agent': expected one of d2sac"), refusal());
        metadata.put("agent", "d2sac");
        metadata.put("format", "dmsb-model-99");
        assertTrue(refusal().contains("newer than this code"));
        metadata.put("format", ModelMetadata.FORMAT);
        metadata.put("learner.schedule", "wavy");
        assertEquals(
                "model key 'learner.schedule': expected one of variance-preserving, linear, cosine, got wavy",
                refusal());
        metadata.put("learner.schedule", "linear");
        metadata.put("observations", "7");
        assertEquals("model: expected tensor actor.body1.weight of shape [27, 256], got [26, 256]", refusal());
    }

    @Test
    void everyKeyOfTheLearnerIsNeededAndOthersAreIgnored() {
        metadata.put("learner.temperature", "1");
        PolicyFile.read(file());
        for (String key : CONFIG.toMetadata().keySet()) {
            String value = metadata.remove(key);
            assertEquals("model key '" + key + "': expected an entry, got none", refusal());
            metadata.put(key, String.valueOf(value));
        }
    }

    @Test
    void weightsThatAreNotFiniteAreRefused() {
        tensors.put("actor.body3.bias", Tensor.of(new float[] {0, 0, Float.NaN, 0}, 1, 4));
        assertEquals("model: expected finite numbers in tensor actor.body3.bias, got NaN", refusal());
    }
}
