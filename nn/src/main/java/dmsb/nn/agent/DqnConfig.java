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
import java.util.List;
import java.util.Map;

/**
 * The settings of {@link Dqn}.
 *
 * @param hidden the width of the hidden layers
 * @param learningRate Adam's step
 * @param weightDecay the weight decay
 * @param gradientClip the norm that a gradient is clipped to, 0 for none
 * @param batch the number of transitions in an update
 * @param replayCapacity the number of transitions remembered
 * @param discount the discount gamma, in [0, 1)
 * @param nStep the number of rewards in a return
 * @param softUpdate the rate at which the target follows
 * @param firstEpsilon the probability of a uniform action at the first step
 * @param lastEpsilon that probability from step {@code epsilonSteps} on; between the two it falls in a straight line
 * @param epsilonSteps the number of steps that the fall takes
 * @param feedback which rewards the action values learn from
 * @param stepsPerUpdate the number of environment steps for one update
 * @param firstUpdate the number of transitions remembered before the first update
 */
public record DqnConfig(
        int hidden,
        double learningRate,
        double weightDecay,
        double gradientClip,
        int batch,
        int replayCapacity,
        double discount,
        int nStep,
        double softUpdate,
        double firstEpsilon,
        double lastEpsilon,
        int epsilonSteps,
        Feedback feedback,
        int stepsPerUpdate,
        int firstUpdate)
        implements LearnerConfig {
    /**
     * Checks every setting.
     *
     * @throws IllegalArgumentException if a setting is out of its range, or two do not go together
     */
    public DqnConfig {
        Require.within("hidden", hidden, 1, 16_384);
        SettingChecks.learns("learningRate", learningRate);
        Require.within("weightDecay", weightDecay, 0, 1);
        SettingChecks.gradientClip(gradientClip);
        SettingChecks.replay(batch, replayCapacity, discount, nStep, stepsPerUpdate, firstUpdate);
        SettingChecks.learns("softUpdate", softUpdate);
        Require.within("firstEpsilon", firstEpsilon, 0, 1);
        Require.within("lastEpsilon", lastEpsilon, 0, 1);
        Require.within("epsilonSteps", epsilonSteps, 1, Integer.MAX_VALUE);
        SettingChecks.feedback(feedback, nStep);
    }

    /**
     * The settings of the critics of {@link DiffusionSacConfig#standard()} wherever there is such a setting; exploration
     * from 1 to 0.05 over 10,000 steps.
     *
     * @return the default settings
     */
    public static DqnConfig standard() {
        DiffusionSacConfig diffusion = DiffusionSacConfig.standard();
        return new DqnConfig(
                diffusion.hidden(),
                diffusion.criticLearningRate(),
                diffusion.weightDecay(),
                diffusion.gradientClip(),
                diffusion.batch(),
                diffusion.replayCapacity(),
                diffusion.discount(),
                diffusion.nStep(),
                diffusion.softUpdate(),
                1,
                0.05,
                10_000,
                diffusion.feedback(),
                diffusion.stepsPerUpdate(),
                diffusion.firstUpdate());
    }

    /**
     * What a random search found, the same for every agent: nothing better than {@link #standard()} by a thousandth.
     *
     * @return the settings that the paper's experiments are repeated with
     */
    public static DqnConfig tuned() {
        return standard();
    }

    @Override
    public String agent() {
        return Dqn.ID;
    }

    @Override
    public Dqn newAgent(Environment environment, SeedTree seeds, Kernels kernels) {
        return new Dqn(this, environment, seeds, kernels);
    }

    @Override
    public String policyNetwork() {
        return "critic";
    }

    @Override
    public Policy policy(TensorFile weights, int observations, int actions, Inference inference) {
        Kernels kernels = Kernels.create();
        Mlp critic = Dqn.newCritic(this, observations, actions, kernels);
        Weights.load(policyNetwork(), critic.parameters(), weights);
        return MlpPolicy.greedy(critic, kernels);
    }

    @Override
    public boolean draws(Inference inference) {
        return false;
    }

    @Override
    public Map<String, String> toMetadata() {
        return new MetadataEntries(ModelMetadata.LEARNER_PREFIX)
                .with("hidden", hidden)
                .with("learningRate", learningRate)
                .with("weightDecay", weightDecay)
                .with("gradientClip", gradientClip)
                .with("batch", batch)
                .with("replayCapacity", replayCapacity)
                .with("discount", discount)
                .with("nStep", nStep)
                .with("softUpdate", softUpdate)
                .with("firstEpsilon", firstEpsilon)
                .with("lastEpsilon", lastEpsilon)
                .with("epsilonSteps", epsilonSteps)
                .with("feedback", feedback)
                .with("stepsPerUpdate", stepsPerUpdate)
                .with("firstUpdate", firstUpdate)
                .toMap();
    }

    /** The settings from a model's metadata. */
    static DqnConfig read(ModelMetadata metadata) {
        ModelMetadata settings = metadata.under(ModelMetadata.LEARNER_PREFIX);
        return new DqnConfig(
                settings.wholeNumber("hidden"),
                settings.number("learningRate"),
                settings.number("weightDecay"),
                settings.number("gradientClip"),
                settings.wholeNumber("batch"),
                settings.wholeNumber("replayCapacity"),
                settings.number("discount"),
                settings.wholeNumber("nStep"),
                settings.number("softUpdate"),
                settings.number("firstEpsilon"),
                settings.number("lastEpsilon"),
                settings.wholeNumber("epsilonSteps"),
                settings.choice("feedback", List.of(Feedback.values())),
                settings.wholeNumber("stepsPerUpdate"),
                settings.wholeNumber("firstUpdate"));
    }
}
