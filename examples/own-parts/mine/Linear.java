package mine;

import static dmsb.core.setting.SettingType.number;

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
import dmsb.nn.layer.Parameter;
import dmsb.nn.layer.Weights;
import java.util.List;

/** The settings of {@link LinearAgent}: two keys of its own, which `set` takes and the report lists. */
public record Linear(SettingValues values) implements LearnerConfig {
    static final Setting<Double> STEP =
            Setting.of("step", number(1e-6, 1), 0.02, "chosen", "the step of gradient descent");
    static final Setting<Double> EXPLORATION =
            Setting.of("exploration", number(0, 1), 0.05, "chosen", "probability of a uniformly random action");
    static final Schema<Linear> SCHEMA = Schema.of("learner", Linear::new, STEP, EXPLORATION)
            .withPreset("standard", "chosen by hand", Linear::new);

    /** The default settings. */
    public Linear() {
        this(SCHEMA.standard().values());
    }

    @Override
    public Schema<Linear> schema() {
        return SCHEMA;
    }

    @Override
    public <T> Linear with(Setting<T> key, T value) {
        return new Linear(values.with(key, value));
    }

    @Override
    public String agent() {
        return "linear";
    }

    @Override
    public NeuralAgent newAgent(Environment environment, SeedTree seeds, Kernels kernels) {
        return new LinearAgent(this, environment);
    }

    @Override
    public Policy policy(TensorFile file, int observations, int actions, Inference inference) {
        Parameter weights = LinearAgent.weights(observations, actions);
        Weights.load(policyNetwork(), List.of(weights), file);
        return LinearAgent.greedy(weights);
    }

    @Override
    public boolean draws(Inference inference) {
        return false;
    }
}
