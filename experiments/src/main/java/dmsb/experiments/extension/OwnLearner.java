package dmsb.experiments.extension;

import dmsb.core.random.SeedTree;
import dmsb.core.rl.Environment;
import dmsb.core.rl.Policy;
import dmsb.core.setting.Schema;
import dmsb.core.setting.Setting;
import dmsb.core.setting.SettingValues;
import dmsb.core.tensorfile.TensorFile;
import dmsb.nn.agent.Inference;
import dmsb.nn.agent.LearnerConfig;
import dmsb.nn.agent.NeuralAgent;
import dmsb.nn.kernel.Kernels;

/**
 * The settings of an agent of the user's own. In files the agent is called by its class and the hash of the class path.
 *
 * @param agent {@code class=NAME#HASH}
 * @param settings the settings, of the user's class
 */
record OwnLearner(String agent, LearnerConfig settings) implements LearnerConfig {
    @Override
    public SettingValues values() {
        return settings.values();
    }

    @Override
    public Schema<OwnLearner> schema() {
        return settings.schema().map(made -> new OwnLearner(agent, made));
    }

    @Override
    public <T> OwnLearner with(Setting<T> key, T value) {
        return new OwnLearner(agent, settings.with(key, value));
    }

    @Override
    public NeuralAgent newAgent(Environment environment, SeedTree seeds, Kernels kernels) {
        return settings.newAgent(environment, seeds, kernels);
    }

    @Override
    public Policy policy(TensorFile weights, int observations, int actions, Inference inference) {
        return settings.policy(weights, observations, actions, inference);
    }

    @Override
    public String policyNetwork() {
        return settings.policyNetwork();
    }

    @Override
    public boolean draws(Inference inference) {
        return settings.draws(inference);
    }

    @Override
    public int evaluationChains() {
        return settings.evaluationChains();
    }
}
