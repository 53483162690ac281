package dmsb.nn.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dmsb.core.checkpoint.SavedState;
import dmsb.core.random.RandomStream;
import dmsb.core.random.SeedTree;
import dmsb.core.rl.Environment;
import dmsb.core.rl.Policy;
import dmsb.core.rl.PolicySnapshot;
import dmsb.core.rl.Step;
import dmsb.core.tensorfile.ModelMetadata;
import dmsb.core.tensorfile.Tensor;
import dmsb.core.tensorfile.TensorFile;
import dmsb.nn.OwnJvm;
import dmsb.nn.layer.Weights;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What learning on line asks of an agent. */
class OnlineAgentTest {
    private static final int OBSERVATIONS = 42; // of the paper's market
    private static final int ACTIONS = 20;
    private static final int ROUNDS = 60_000;

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

    static List<LearnerConfig> agents() {
        return Stream.of(
                        DiffusionSacConfig.standard(),
                        DiscreteSacConfig.standard(),
                        DqnConfig.standard(),
                        PpoConfig.standard())
                .map(OnlineAgentTest::narrow)
                .toList();
    }

    /** The same agent with small networks and batches, to be fast. */
    private static LearnerConfig narrow(LearnerConfig config) {
        return config.with(LearnerConfig.HIDDEN, 16).with(LearnerConfig.BATCH, 32);
    }

    private static Map<String, String> metadata(LearnerConfig config) {
        Map<String, String> metadata = new TreeMap<>(config.toMetadata());
        metadata.put(ModelMetadata.AGENT_KEY, config.agent());
        metadata.put(ModelMetadata.OBSERVATIONS_KEY, String.valueOf(OBSERVATIONS));
        metadata.put(ModelMetadata.ACTIONS_KEY, String.valueOf(ACTIONS));
        return metadata;
    }

    private static TensorFile file(Map<String, String> metadata, NeuralAgent agent) {
        Map<String, Tensor> tensors = new TreeMap<>();
        agent.networks().forEach((name, parameters) -> Weights.save(name, parameters, tensors));
        return ModelMetadata.file(tensors, metadata);
    }

    private static void learn(NeuralAgent agent, int from, int to) {
        Step step = new Step(OBSERVATIONS, ACTIONS);
        float[] observation = new float[OBSERVATIONS];
        for (int t = from; t < to; t++) {
            RandomStream random = SeedTree.of(t).stream();
            random.fillGaussian(observation, OBSERVATIONS);
            for (int a = 0; a < ACTIONS; a++) {
                step.rewards()[a] = random.nextDouble();
            }
            int action = random.nextInt(ACTIONS);
            step.set(step.rewards()[action], true, false);
            agent.learn(observation, action, step);
        }
    }

    @ParameterizedTest
    @MethodSource("agents")
    void aSnapshotDecidesAsTheAgentAndIsReadBackFromAFile(LearnerConfig config) {
        NeuralAgent agent = config.newAgent(new Shape(), SeedTree.of(2));
        PolicySnapshot snapshot = agent.snapshot();
        Map<String, String> metadata = new TreeMap<>(snapshot.metadata());
        metadata.put(ModelMetadata.OBSERVATIONS_KEY, String.valueOf(OBSERVATIONS));
        metadata.put(ModelMetadata.ACTIONS_KEY, String.valueOf(ACTIONS));
        Policy read =
                agent.read(ModelMetadata.file(snapshot.tensors(), metadata)).open();
        Policy deployed = PolicyFile.read(file(metadata(config), agent)).open();
        Policy taken = snapshot.open();
        agent.networks()
                .values()
                .forEach(network ->
                        network.forEach(parameter -> parameter.value().zero()));
        for (int i = 0; i < 50; i++) {
            float[] observation = new float[OBSERVATIONS];
            SeedTree.of(i).stream().fillGaussian(observation, OBSERVATIONS);
            int action = deployed.act(observation, SeedTree.of(i).stream());
            assertEquals(action, taken.act(observation, SeedTree.of(i).stream()));
            assertEquals(action, read.act(observation, SeedTree.of(i).stream()));
        }
        agent.networks().values().iterator().next().get(0).value().data[0] = Float.NaN;
        assertThrows(IllegalStateException.class, agent::snapshot);
    }

    /** From a saved state weights, optimisers and random streams go on; only the memory is another one. */
    @ParameterizedTest
    @MethodSource("agents")
    void anAgentGoesBackToASavedState(LearnerConfig config) {
        NeuralAgent agent = config.newAgent(new Shape(), SeedTree.of(2));
        learn(agent, 0, 1_100);
        long updates = agent.updates();
        SavedState saved = SavedState.of(agent);
        byte[] before = saved.toBytes();
        learn(agent, 1_100, 3_200);
        assertTrue(agent.updates() > updates);
        saved.restoreTo(agent);
        assertEquals(updates, agent.updates());
        byte[] after = SavedState.of(agent).toBytes();
        // All that is saved but how many transitions there have ever been, which is the memory's.
        int different = 0;
        for (int i = 0; i < before.length; i++) {
            different += before[i] == after[i] ? 0 : 1;
        }
        assertTrue(different <= Long.BYTES, "bytes that differ: " + different);
        learn(agent, 3_200, 5_400);
        assertTrue(agent.updates() > updates);
        agent.snapshot();
    }

    @Test
    void theAgentOfAModelsFileGoesOnWithItsNetworksAndABoundedMemory() {
        DiffusionSac trained = new DiffusionSac(DiffusionSacConfig.standard(), new Shape(), SeedTree.of(5));
        Map<String, String> metadata = metadata(DiffusionSacConfig.standard());
        DiffusionSac agent = DiffusionSac.online(file(metadata, trained), SeedTree.of(1));
        assertEquals(
                file(metadata, trained).metadata().get(ModelMetadata.ID_KEY),
                file(metadata, agent).metadata().get(ModelMetadata.ID_KEY));
        assertEquals(16_384, DiffusionSacConfig.standard().online().get(LearnerConfig.REPLAY_CAPACITY));
        Map<String, String> other = metadata(DqnConfig.standard());
        assertEquals(
                "model key 'agent': expected d2sac, got dqn",
                assertThrows(
                                IllegalArgumentException.class,
                                () -> DiffusionSac.online(ModelMetadata.file(Map.of(), other), SeedTree.of(1)))
                        .getMessage());
    }

    /**
     * The default agent of the paper's market, and room for the two states that learning on line keeps of it. Updates are
     * fewer than by default, which takes no less memory.
     */
    @Test
    void sixtyThousandRoundsFitIntoAHeapOf64Megabytes() throws Exception {
        assertEquals("updates 119", OwnJvm.run(OnlineAgentTest.class, "-Xmx64m"));
    }

    /**
     * Learns and prints how often.
     *
     * @param arguments none
     */
    public static void main(String[] arguments) {
        Map<String, String> metadata = metadata(DiffusionSacConfig.standard());
        metadata.put("learner.stepsPerUpdate", "500");
        TensorFile file = file(metadata, new DiffusionSac(DiffusionSacConfig.standard(), new Shape(), SeedTree.of(5)));
        DiffusionSac agent = DiffusionSac.online(file, SeedTree.of(1));
        SavedState before = SavedState.of(agent);
        SavedState present = before;
        for (int t = 0; t < ROUNDS; t += 2_000) {
            learn(agent, t, t + 2_000);
            SavedState next = SavedState.of(agent);
            before = present;
            present = next;
        }
        before.restoreTo(agent);
        present.restoreTo(agent);
        System.out.println("updates " + agent.updates());
    }
}
