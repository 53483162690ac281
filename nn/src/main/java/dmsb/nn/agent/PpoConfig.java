package dmsb.nn.agent;

import dmsb.core.argument.Require;
import dmsb.core.random.SeedTree;
import dmsb.core.rl.Environment;
import dmsb.core.rl.Policy;
import dmsb.core.tensorfile.MetadataEntries;
import dmsb.core.tensorfile.ModelMetadata;
import dmsb.core.tensorfile.TensorFile;
import dmsb.nn.kernel.Kernels;
import dmsb.nn.layer.Mlp;
import dmsb.nn.layer.Weights;
import java.util.Map;

/**
 * The settings of {@link Ppo}.
 *
 * @param hidden the width of the hidden layers of actor and critic
 * @param learningRate Adam's step
 * @param gradientClip the norm that the gradient of actor and critic together is clipped to, 0 for none
 * @param rollout the number of steps played between updates
 * @param batch the number of steps in a minibatch, at least 2, a divisor of {@code rollout}
 * @param epochs how often every step of a rollout is learned from
 * @param discount the discount gamma, in [0, 1)
 * @param lambda the decay of the advantages' trace
 * @param clip how far the ratio of new to old probability can leave 1 and still gain
 * @param valueClip how far a value can leave its old one and still gain, 0 for as far as it likes
 * @param valueWeight the weight of the critic's loss
 * @param entropy the weight of the policy's entropy
 */
public record PpoConfig(
        int hidden,
        double learningRate,
        double gradientClip,
        int rollout,
        int batch,
        int epochs,
        double discount,
        double lambda,
        double clip,
        double valueClip,
        double valueWeight,
        double entropy)
        implements LearnerConfig {
    /**
     * Checks every setting.
     *
     * @throws IllegalArgumentException if a setting is out of its range, or two do not go together
     */
    public PpoConfig {
        Require.within("hidden", hidden, 1, 16_384);
        SettingChecks.learns("learningRate", learningRate);
        SettingChecks.gradientClip(gradientClip);
        Require.within("rollout", rollout, 1, 1 << 20);
        Require.within("batch", batch, 1, rollout);
        Require.within("epochs", epochs, 1, 1_000);
        SettingChecks.discount(discount);
        Require.within("lambda", lambda, 0, 1);
        Require.within("clip", clip, 0, 1);
        Require.within("valueClip", valueClip, 0, 1e9);
        Require.within("valueWeight", valueWeight, 0, 1e6);
        Require.within("entropy", entropy, 0, 1e6);
        if (batch == 1) {
            throw new IllegalArgumentException("batch: expected at least 2, got 1: advantages are less their mean in a"
                    + " minibatch, which leaves nothing of a single one, so the actor would never learn");
        }
        if (rollout % batch != 0) {
            throw new IllegalArgumentException("batch: expected a divisor of rollout " + rollout + ", got " + batch);
        }
    }

    /**
     * The usual settings of the literature (Schulman et al. 2017) but for a learning rate of 1e-3, discount 0 as for the
     * other agents. Sixteen epochs over 1,024 steps in minibatches of 256 are as many gradient steps on as many samples as the
     * replay-based agents make with an update of 256 every 16 steps.
     *
     * @return the default settings
     */
    public static PpoConfig standard() {
        return new PpoConfig(256, 1e-3, 0.5, 1_024, 256, 16, 0, 0.95, 0.2, 0.2, 0.5, 0.01);
    }

    /**
     * What a random search found, the same for every agent, for 30,000 steps.
     *
     * @return the settings that the paper's experiments are repeated with
     */
    public static PpoConfig tuned() {
        return new PpoConfig(256, 2.9e-4, 0.5, 1_024, 128, 8, 0, 0.95, 0.2, 0.2, 0.5, 0.02);
    }

    @Override
    public String agent() {
        return Ppo.ID;
    }

    @Override
    public Ppo newAgent(Environment environment, SeedTree seeds, Kernels kernels) {
        return new Ppo(this, environment, seeds, kernels);
    }

    @Override
    public Policy policy(TensorFile weights, int observations, int actions, Inference inference) {
        Kernels kernels = Kernels.create();
        Mlp actor = Ppo.newNetwork(this, observations, actions, kernels);
        Weights.load(policyNetwork(), actor.parameters(), weights);
        return MlpPolicy.of(inference, actor, kernels);
    }

    @Override
    public boolean draws(Inference inference) {
        return inference.kind() == Inference.Mode.SAMPLED;
    }

    @Override
    public Map<String, String> toMetadata() {
        return new MetadataEntries(ModelMetadata.LEARNER_PREFIX)
                .with("hidden", hidden)
                .with("learningRate", learningRate)
                .with("gradientClip", gradientClip)
                .with("rollout", rollout)
                .with("batch", batch)
                .with("epochs", epochs)
                .with("discount", discount)
                .with("lambda", lambda)
                .with("clip", clip)
                .with("valueClip", valueClip)
                .with("valueWeight", valueWeight)
                .with("entropy", entropy)
                .toMap();
    }

    /** The settings from a model's metadata. */
    static PpoConfig read(ModelMetadata metadata) {
        ModelMetadata settings = metadata.under(ModelMetadata.LEARNER_PREFIX);
        return new PpoConfig(
                settings.wholeNumber("hidden"),
                settings.number("learningRate"),
                settings.number("gradientClip"),
                settings.wholeNumber("rollout"),
                settings.wholeNumber("batch"),
                settings.wholeNumber("epochs"),
                settings.number("discount"),
                settings.number("lambda"),
                settings.number("clip"),
                settings.number("valueClip"),
                settings.number("valueWeight"),
                settings.number("entropy"));
    }
}
