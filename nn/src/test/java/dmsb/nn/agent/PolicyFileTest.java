package dmsb.nn.agent;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dmsb.core.random.RandomStream;
import dmsb.core.random.SeedTree;
import dmsb.core.rl.Environment;
import dmsb.core.rl.Policy;
import dmsb.core.rl.PolicySnapshot;
import dmsb.core.rl.Step;
import dmsb.core.tensorfile.ModelMetadata;
import dmsb.core.tensorfile.Tensor;
import dmsb.core.tensorfile.TensorFile;
import dmsb.nn.layer.Weights;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PolicyFileTest {
    private static final int OBSERVATIONS = 6;
    private static final int ACTIONS = 4;
    private static final DiffusionSacConfig CONFIG = DiffusionSacConfig.standard();

    private final DiffusionSac agent = new DiffusionSac(CONFIG, OBSERVATIONS, ACTIONS, SeedTree.of(1));
    private final Map<String, String> metadata = metadata(CONFIG);
    private final Map<String, Tensor> tensors = tensors(agent);

    private static List<LearnerConfig> agents() {
        return List.of(CONFIG, DiscreteSacConfig.standard(), DqnConfig.standard(), PpoConfig.standard());
    }

    private static Map<String, String> metadata(LearnerConfig config) {
        Map<String, String> metadata = new TreeMap<>(config.toMetadata());
        metadata.put(ModelMetadata.AGENT_KEY, config.agent());
        metadata.put(ModelMetadata.OBSERVATIONS_KEY, String.valueOf(OBSERVATIONS));
        metadata.put(ModelMetadata.ACTIONS_KEY, String.valueOf(ACTIONS));
        return metadata;
    }

    private static Map<String, Tensor> tensors(NeuralAgent agent) {
        Map<String, Tensor> map = new TreeMap<>();
        agent.networks().forEach((name, parameters) -> Weights.save(name, parameters, map));
        return map;
    }

    /** Nothing but its shape. */
    private static final class Shape implements Environment {
        @Override
        public int observationSize() {
            return OBSERVATIONS;
        }

        @Override
        public int actionCount() {
            return ACTIONS;
        }

        @Override
        public boolean actionsMoveState() {
            return false;
        }

        @Override
        public void reset(SeedTree episode, float[] observation) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void step(int action, Step step) {
            throw new UnsupportedOperationException();
        }
    }

    private TensorFile file() {
        return ModelMetadata.file(tensors, metadata);
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

    @ParameterizedTest
    @MethodSource("agents")
    void settingsReadBackAsTheyWereWritten(LearnerConfig config) {
        assertEquals(config, LearnerConfig.read(ModelMetadata.of(ModelMetadata.file(Map.of(), metadata(config)))));
    }

    @Test
    void otherSettingsReadBackToo() {
        DiffusionSacConfig reference = DiffusionSacConfig.reference();
        assertEquals(
                reference, LearnerConfig.read(ModelMetadata.of(ModelMetadata.file(Map.of(), metadata(reference)))));
    }

    @ParameterizedTest
    @MethodSource("agents")
    void everyAgentsPolicyIsReadByTheAgentsId(LearnerConfig config) {
        NeuralAgent trained = config.newAgent(new Shape(), SeedTree.of(2));
        TensorFile file = ModelMetadata.file(tensors(trained), metadata(config));
        for (int chains : new int[] {0, 1}) {
            PolicySnapshot snapshot = PolicyFile.read(file, Inference.ofChains(chains));
            Policy policy = snapshot.open();
            Policy original = trained.policyOf(chains);
            Set<Integer> chosen = new TreeSet<>();
            boolean drew = false;
            for (int i = 0; i < 50; i++) {
                RandomStream stream = SeedTree.of(i).stream();
                int action = policy.act(observation(i), stream);
                drew |= stream.nextLong() != SeedTree.of(i).stream().nextLong();
                chosen.add(action);
                assertEquals(original.act(observation(i), SeedTree.of(i).stream()), action);
            }
            assertTrue(chosen.size() > 1, "one action for every observation shows nothing");
            assertEquals(drew, snapshot.draws());
        }
        assertFalse(PolicyFile.read(file, Inference.noiseless()).draws());
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
    void unlessAskedOtherwiseFileAndAgentAreDeployedWithoutNoise() {
        DiffusionPolicy noiseless =
                (DiffusionPolicy) PolicyFile.read(file(), Inference.noiseless()).open();
        float[] expected = noiseless.distribution(observation(1), SeedTree.of(2).stream());
        for (PolicySnapshot snapshot : List.of(PolicyFile.read(file()), agent.snapshot())) {
            assertFalse(snapshot.draws());
            assertArrayEquals(
                    expected,
                    ((DiffusionPolicy) snapshot.open()).distribution(observation(1), SeedTree.of(3).stream()));
        }
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
        assertEquals("model key 'agent': expected one of d2sac, sac, dqn, ppo, got oracle", refusal());
        metadata.put("agent", "d2sac");
        Map<String, String> newer = new TreeMap<>(metadata);
        newer.put("format", "dmsb-model-99");
        assertTrue(String.valueOf(assertThrows(
                                IllegalArgumentException.class, () -> PolicyFile.read(new TensorFile(tensors, newer)))
                        .getMessage())
                .contains("newer than this code"));
        metadata.put("learner.schedule", "wavy");
        assertEquals(
                "model key 'learner.schedule': expected one of variance-preserving, linear, cosine, got wavy",
                refusal());
        metadata.put("learner.schedule", "linear");
        metadata.put("observations", "7");
        assertEquals("model: expected tensor actor.body1.weight of shape [27, 256], got [26, 256]", refusal());
    }

    @ParameterizedTest
    @MethodSource("agents")
    void everyKeyOfTheLearnerIsNeededAndOthersAreIgnored(LearnerConfig config) {
        metadata.clear();
        metadata.putAll(metadata(config));
        tensors.putAll(tensors(config.newAgent(new Shape(), SeedTree.of(1))));
        metadata.put("learner.temperature", "1");
        PolicyFile.read(file());
        for (String key : config.toMetadata().keySet()) {
            String value = metadata.remove(key);
            assertEquals("model key '" + key + "': expected an entry, got none", refusal());
            metadata.put(key, String.valueOf(value));
        }
    }

    @Test
    void weightsThatAreNotFiniteAreRefused() {
        tensors.put("actor.body3.bias", Tensor.of(new float[] {0, 0, Float.NaN, 0}, 1, 4));
        assertEquals(
                "model: expected finite numbers in tensor actor.body3.bias, none beyond 1.0E9, got NaN", refusal());
        tensors.put("actor.body3.bias", Tensor.of(new float[] {0, 0, -3e38f, 0}, 1, 4));
        assertEquals(
                "model: expected finite numbers in tensor actor.body3.bias, none beyond 1.0E9, got -3.0E38", refusal());
    }
}
