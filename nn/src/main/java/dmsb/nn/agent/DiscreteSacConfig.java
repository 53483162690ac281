package dmsb.nn.agent;

import dmsb.core.random.SeedTree;
import dmsb.core.rl.Environment;
import dmsb.core.rl.Policy;
import dmsb.core.tensorfile.MetadataEntries;
import dmsb.core.tensorfile.ModelMetadata;
import dmsb.core.tensorfile.TensorFile;
import dmsb.nn.kernel.Kernels;
import dmsb.nn.layer.Mlp;
import dmsb.nn.layer.Weights;
import java.util.List;
import java.util.Map;

/**
 * The settings of {@link DiscreteSac}: those of {@link DiffusionSacConfig} without the diffusion.
 *
 * @param hidden the width of the hidden layers of actor and critics
 * @param actorLearningRate Adam's step for the actor
 * @param criticLearningRate Adam's step for the critics
 * @param weightDecay the weight decay of both
 * @param gradientClip the norm that a gradient is clipped to, 0 for none
 * @param batch the number of transitions in an update
 * @param replayCapacity the number of transitions remembered
 * @param discount the discount gamma, in [0, 1)
 * @param nStep the number of rewards in a return
 * @param softUpdate the rate at which the targets follow
 * @param entropy the weight alpha of the policy's entropy
 * @param entropyInTarget whether V(s') counts the entropy, as in Christodoulou 2019, or not, as in eq. (20)
 * @param feedback which rewards the critics learn from
 * @param stepsPerUpdate the number of environment steps for one update
 * @param firstUpdate the number of transitions remembered before the first update
 */
public record DiscreteSacConfig(
        int hidden,
        double actorLearningRate,
        double criticLearningRate,
        double weightDecay,
        double gradientClip,
        int batch,
        int replayCapacity,
        double discount,
        int nStep,
        double softUpdate,
        double entropy,
        boolean entropyInTarget,
        Feedback feedback,
        int stepsPerUpdate,
        int firstUpdate)
        implements LearnerConfig, TwinCritics.Settings {
    /**
     * Checks every setting.
     *
     * @throws IllegalArgumentException if a setting is out of its range, or two do not go together
     */
    public DiscreteSacConfig {
        Require.range("hidden", hidden, 1, 16_384);
        Require.learns("actorLearningRate", actorLearningRate);
        Require.learns("criticLearningRate", criticLearningRate);
        Require.range("weightDecay", weightDecay, 0, 1);
        Require.gradientClip(gradientClip);
        Require.replay(batch, replayCapacity, discount, nStep, stepsPerUpdate, firstUpdate);
        Require.learns("softUpdate", softUpdate);
        Require.range("entropy", entropy, 0, 1e6);
        Require.feedback(feedback, nStep);
    }

    /**
     * The settings of {@link DiffusionSacConfig#standard()} wherever both have the setting, so that the difference between
     * the two agents is the actor; but for the weight of the entropy, which a perceptron without noise needs less of.
     *
     * @return the default settings
     */
    public static DiscreteSacConfig standard() {
        DiffusionSacConfig diffusion = DiffusionSacConfig.standard();
        return new DiscreteSacConfig(
                diffusion.hidden(),
                diffusion.actorLearningRate(),
                diffusion.criticLearningRate(),
                diffusion.weightDecay(),
                diffusion.gradientClip(),
                diffusion.batch(),
                diffusion.replayCapacity(),
                diffusion.discount(),
                diffusion.nStep(),
                diffusion.softUpdate(),
                0.002,
                false,
                diffusion.feedback(),
                diffusion.stepsPerUpdate(),
                diffusion.firstUpdate());
    }

    /**
     * What a random search found, the same for every agent, for 30,000 steps at any price.
     *
     * @return the settings that the paper's experiments are repeated with
     */
    public static DiscreteSacConfig tuned() {
        return new DiscreteSacConfig(
                256,
                2.9e-4,
                1.2e-3,
                0,
                0,
                256,
                1_000_000,
                0,
                1,
                0.0062,
                0.0019,
                false,
                Feedback.COUNTERFACTUAL,
                16,
                1_000);
    }

    @Override
    public String agent() {
        return DiscreteSac.ID;
    }

    @Override
    public DiscreteSac newAgent(Environment environment, SeedTree seeds, Kernels kernels) {
        return new DiscreteSac(this, environment, seeds, kernels);
    }

    @Override
    public Policy policy(TensorFile weights, int observations, int actions, Inference inference) {
        Kernels kernels = Kernels.create();
        Mlp actor = DiscreteSac.newActor(this, observations, actions, kernels);
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
                .with("actorLearningRate", actorLearningRate)
                .with("criticLearningRate", criticLearningRate)
                .with("weightDecay", weightDecay)
                .with("gradientClip", gradientClip)
                .with("batch", batch)
                .with("replayCapacity", replayCapacity)
                .with("discount", discount)
                .with("nStep", nStep)
                .with("softUpdate", softUpdate)
                .with("entropy", entropy)
                .with("entropyInTarget", entropyInTarget)
                .with("feedback", feedback)
                .with("stepsPerUpdate", stepsPerUpdate)
                .with("firstUpdate", firstUpdate)
                .toMap();
    }

    /** The settings from a model's metadata. */
    static DiscreteSacConfig read(ModelMetadata metadata) {
        ModelMetadata settings = metadata.under(ModelMetadata.LEARNER_PREFIX);
        return new DiscreteSacConfig(
                settings.wholeNumber("hidden"),
                settings.number("actorLearningRate"),
                settings.number("criticLearningRate"),
                settings.number("weightDecay"),
                settings.number("gradientClip"),
                settings.wholeNumber("batch"),
                settings.wholeNumber("replayCapacity"),
                settings.number("discount"),
                settings.wholeNumber("nStep"),
                settings.number("softUpdate"),
                settings.number("entropy"),
                settings.truth("entropyInTarget"),
                settings.choice("feedback", List.of(Feedback.values())),
                settings.wholeNumber("stepsPerUpdate"),
                settings.wholeNumber("firstUpdate"));
    }
}
