package dmsb.auction.online;

import dmsb.auction.market.Scenario;
import dmsb.auction.rule.observation.ObservationEncoder;
import dmsb.core.checkpoint.Checkpointed;
import dmsb.core.checkpoint.StateReader;
import dmsb.core.checkpoint.StateWriter;
import dmsb.core.random.RandomStream;
import dmsb.core.random.SeedTree;
import dmsb.core.rl.Minibatch;
import dmsb.core.rl.Policy;
import dmsb.core.rl.PolicySnapshot;
import dmsb.core.rl.ReplayBuffer;
import dmsb.core.rl.SnapshotAgent;
import dmsb.core.rl.Step;
import dmsb.core.tensorfile.Tensor;
import dmsb.core.tensorfile.TensorFile;
import java.util.Map;
import java.util.Objects;

/** As small an agent as learns: a linear regression of every action's reward, by gradient steps on replayed rounds. */
final class LinearAgent implements SnapshotAgent, Checkpointed {
    private static final float RATE = 0.002f;

    private final int size;
    private final int actions;
    private final float[] weights;
    private final ReplayBuffer memory;
    private final Minibatch batch;
    private final RandomStream random;
    private long updates;

    LinearAgent(Scenario scenario, int capacity) {
        size = new ObservationEncoder(scenario).size();
        actions = scenario.actions();
        weights = new float[actions * size];
        memory = new ReplayBuffer(capacity, size, actions, true);
        batch = new Minibatch(memory, 8);
        random = SeedTree.of(3).child("replay").stream();
    }

    /** The policy of some weights. */
    record Weights(int observationSize, int actionCount, Tensor tensor) implements PolicySnapshot {
        @Override
        public boolean draws() {
            return false;
        }

        @Override
        public Map<String, Tensor> tensors() {
            return Map.of("weights", tensor);
        }

        @Override
        public Policy open() {
            float[] weights = tensor.data();
            return (observation, stream) -> {
                int best = 0;
                for (int a = 1; a < actionCount; a++) {
                    best = dot(weights, a, observation) > dot(weights, best, observation) ? a : best;
                }
                return best;
            };
        }
    }

    private static float dot(float[] weights, int action, float[] observation) {
        float sum = 0;
        for (int i = 0; i < observation.length; i++) {
            sum += weights[action * observation.length + i] * observation[i];
        }
        return sum;
    }

    ReplayBuffer memory() {
        return memory;
    }

    @Override
    public PolicySnapshot snapshot() {
        for (float weight : weights) {
            if (!Float.isFinite(weight)) {
                throw new IllegalStateException("snapshot: expected finite weights, got " + weight);
            }
        }
        return new Weights(size, actions, Tensor.of(weights.clone(), actions, size));
    }

    @Override
    public PolicySnapshot read(TensorFile file) {
        return new Weights(size, actions, Objects.requireNonNull(file.tensors().get("weights")));
    }

    @Override
    public void learn(float[] observation, int action, Step step) {
        memory.add(observation, action, step);
        memory.sample(random, 1, 0, batch);
        float[] row = new float[size];
        for (int i = 0; i < batch.size(); i++) {
            System.arraycopy(batch.observations(), i * size, row, 0, size);
            for (int a = 0; a < actions; a++) {
                float error = batch.rewards()[i * actions + a] - dot(weights, a, row);
                for (int k = 0; k < size; k++) {
                    weights[a * size + k] += RATE * error * row[k];
                }
            }
        }
        updates++;
    }

    @Override
    public long updates() {
        return updates;
    }

    @Override
    public int act(float[] observation, RandomStream stream) {
        return snapshot().open().act(observation, stream);
    }

    @Override
    public void save(StateWriter state) {
        state.put("updates", updates);
        state.put("weights", weights);
        state.put("random", random);
        state.put("memory", memory);
    }

    @Override
    public void restore(StateReader state) {
        updates = state.wholeNumber("updates");
        System.arraycopy(state.floats("weights", weights.length), 0, weights, 0, weights.length);
        state.restore("random", random);
        state.restore("memory", memory);
    }
}
