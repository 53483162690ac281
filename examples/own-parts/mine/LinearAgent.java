package mine;

import dmsb.core.checkpoint.StateReader;
import dmsb.core.checkpoint.StateWriter;
import dmsb.core.random.RandomStream;
import dmsb.core.rl.Environment;
import dmsb.core.rl.Policy;
import dmsb.core.rl.PolicySnapshot;
import dmsb.core.rl.Step;
import dmsb.nn.agent.NeuralAgent;
import dmsb.nn.agent.PolicyFile;
import dmsb.nn.layer.Parameter;
import dmsb.nn.layer.Weights;
import java.util.List;
import java.util.Map;

/** A learner: the expected reward of each action is linear in the observation, and is fitted by gradient descent, round by round. */
final class LinearAgent implements NeuralAgent {
    private final Linear settings;
    private final Environment environment;
    private final Parameter weights;
    private long updates;
    private double loss = Double.NaN;

    LinearAgent(Linear settings, Environment environment) {
        this.settings = settings;
        this.environment = environment;
        this.weights = weights(environment.observationSize(), environment.actionCount());
    }

    static Parameter weights(int observations, int actions) {
        return new Parameter("weights", observations, actions);
    }

    static Policy greedy(Parameter weights) {
        return (observation, random) -> {
            int best = 0;
            for (int action = 1; action < weights.value().numCols; action++) {
                if (expected(weights, observation, action) > expected(weights, observation, best)) {
                    best = action;
                }
            }
            return best;
        };
    }

    private static double expected(Parameter weights, float[] observation, int action) {
        double sum = 0;
        for (int i = 0; i < observation.length; i++) {
            sum += observation[i] * weights.value().get(i, action);
        }
        return sum;
    }

    @Override
    public int act(float[] observation, RandomStream random) {
        return random.nextDouble() < settings.get(Linear.EXPLORATION)
                ? random.nextInt(weights.value().numCols)
                : greedy(weights).act(observation, random);
    }

    /** Once the bids are known, so is the reward of every action: all of them are learned from. */
    @Override
    public void learn(float[] observation, int action, Step step) {
        loss = 0;
        for (int a = 0; a < step.rewards().length; a++) {
            double error = step.rewards()[a] - expected(weights, observation, a);
            loss += error * error / step.rewards().length;
            for (int i = 0; i < observation.length; i++) {
                float moved = (float) (weights.value().get(i, a) + settings.get(Linear.STEP) * error * observation[i]);
                weights.value().set(i, a, moved);
            }
        }
        updates++;
    }

    @Override
    public long updates() {
        return updates;
    }

    @Override
    public Map<String, List<Parameter>> networks() {
        return Map.of(settings.policyNetwork(), List.of(weights));
    }

    @Override
    public Policy policyOf(int chains) {
        return greedy(weights);
    }

    @Override
    public PolicySnapshot snapshot() {
        return PolicyFile.snapshot(settings, environment, this);
    }

    @Override
    public double criticLoss() {
        return loss;
    }

    @Override
    public double actorLoss() {
        return loss;
    }

    @Override
    public double policyEntropy() {
        return Double.NaN;
    }

    @Override
    public void save(StateWriter state) {
        state.put("updates", updates);
        state.put("loss", loss);
        Weights.save(List.of(weights), state);
    }

    @Override
    public void restore(StateReader state) {
        updates = state.wholeNumber("updates");
        loss = state.number("loss");
        Weights.restore(List.of(weights), state);
    }
}
