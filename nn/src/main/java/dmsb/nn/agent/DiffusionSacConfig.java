package dmsb.nn.agent;

import dmsb.core.random.SeedTree;
import dmsb.core.rl.Environment;
import dmsb.core.rl.Policy;
import dmsb.core.tensorfile.MetadataEntries;
import dmsb.core.tensorfile.ModelMetadata;
import dmsb.core.tensorfile.TensorFile;
import dmsb.nn.diffusion.Denoiser;
import dmsb.nn.diffusion.NoiseSchedule;
import dmsb.nn.kernel.Kernels;
import dmsb.nn.layer.Weights;
import java.util.List;
import java.util.Map;

/**
 * The settings of {@link DiffusionSac}; {@link #standard()}, {@link #tuned()} and {@link #reference()} are documented and
 * measured.
 *
 * @param hidden the width of the hidden layers of actor and critics
 * @param diffusionSteps the number of denoising steps, K
 * @param schedule the noise schedule
 * @param noiseBound the largest noise the actor can predict; the wider, the further the chain can steer a logit
 * @param actorLearningRate Adam's step for the actor
 * @param criticLearningRate Adam's step for the critics
 * @param weightDecay the weight decay of both
 * @param gradientClip the norm that a gradient is clipped to, 0 for none
 * @param batch the number of transitions in an update
 * @param replayCapacity the number of transitions remembered
 * @param discount the discount gamma, in [0, 1)
 * @param nStep the number of rewards in a return
 * @param softUpdate the rate at which the targets follow
 * @param entropy the weight of the policy's entropy, beta-bar of eq. (21)
 * @param feedback which rewards the critics learn from
 * @param stepsPerUpdate the number of environment steps for one update
 * @param firstUpdate the number of transitions remembered before the first update
 * @param actorFirst whether the actor is updated before the critics (Algorithm 1) or after (the reference code)
 * @param evaluationChains the chains whose mean policy decides in evaluation; its most probable action is taken. 0 for
 *     one chain whose policy is sampled
 */
public record DiffusionSacConfig(
        int hidden,
        int diffusionSteps,
        NoiseSchedule.Family schedule,
        double noiseBound,
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
        Feedback feedback,
        int stepsPerUpdate,
        int firstUpdate,
        boolean actorFirst,
        int evaluationChains)
        implements LearnerConfig, TwinCritics.Settings {
    /**
     * Checks every setting.
     *
     * @throws IllegalArgumentException if a setting is out of its range, or two do not go together
     */
    public DiffusionSacConfig {
        Require.range("hidden", hidden, 1, 16_384);
        Require.range("diffusionSteps", diffusionSteps, 1, 1_000);
        Require.range("noiseBound", noiseBound, Double.MIN_VALUE, 1e6);
        Require.learns("actorLearningRate", actorLearningRate);
        Require.learns("criticLearningRate", criticLearningRate);
        Require.range("weightDecay", weightDecay, 0, 1);
        Require.gradientClip(gradientClip);
        Require.replay(batch, replayCapacity, discount, nStep, stepsPerUpdate, firstUpdate);
        Require.learns("softUpdate", softUpdate);
        Require.range("entropy", entropy, 0, 1e6);
        Require.range("evaluationChains", evaluationChains, 0, 4_096);
        Require.feedback(feedback, nStep);
    }

    @Override
    public String agent() {
        return DiffusionSac.ID;
    }

    @Override
    public DiffusionSac newAgent(Environment environment, SeedTree seeds, Kernels kernels) {
        return new DiffusionSac(this, environment, seeds, kernels);
    }

    /**
     * The same settings for an agent that goes on learning on line, whose memory is to stay bounded.
     *
     * @return settings with a replay memory of at most {@value LearnerConfig#ONLINE_REPLAY_CAPACITY} transitions
     */
    public DiffusionSacConfig online() {
        return new DiffusionSacConfig(
                hidden,
                diffusionSteps,
                schedule,
                noiseBound,
                actorLearningRate,
                criticLearningRate,
                weightDecay,
                gradientClip,
                batch,
                Math.min(replayCapacity, ONLINE_REPLAY_CAPACITY),
                discount,
                nStep,
                softUpdate,
                entropy,
                feedback,
                stepsPerUpdate,
                firstUpdate,
                actorFirst,
                evaluationChains);
    }

    /**
     * The settings that reach the most surplus in their time; what each is worth stands in the project's design decisions.
     *
     * @return the default settings
     */
    public static DiffusionSacConfig standard() {
        return new DiffusionSacConfig(
                256,
                5,
                NoiseSchedule.Family.VARIANCE_PRESERVING,
                2,
                3e-4,
                1e-3,
                1e-4,
                0,
                256,
                1_000_000,
                0,
                1,
                0.005,
                0.01,
                Feedback.COUNTERFACTUAL,
                16,
                1_000,
                false,
                16);
    }

    /**
     * What a random search found, the same for every agent, for 30,000 steps at any price: its batches take twice the time.
     *
     * @return the settings that the paper's experiments are repeated with
     */
    public static DiffusionSacConfig tuned() {
        return new DiffusionSacConfig(
                256,
                5,
                NoiseSchedule.Family.VARIANCE_PRESERVING,
                2,
                6.3e-4,
                5.7e-4,
                1e-4,
                0,
                512,
                1_000_000,
                0,
                1,
                0.0048,
                0.017,
                Feedback.COUNTERFACTUAL,
                16,
                1_000,
                false,
                16);
    }

    /**
     * The settings of the reference code of the paper's [38], restated.
     *
     * @return the reference settings
     */
    public static DiffusionSacConfig reference() {
        return new DiffusionSacConfig(
                256,
                5,
                NoiseSchedule.Family.VARIANCE_PRESERVING,
                1,
                1e-4,
                1e-3,
                1e-4,
                0,
                512,
                1_000_000,
                0.95,
                3,
                0.005,
                0.05,
                Feedback.EXECUTED,
                32,
                1_000,
                false,
                0);
    }

    @Override
    public Policy policy(TensorFile weights, int observations, int actions, Inference inference) {
        Kernels kernels = Kernels.create();
        Denoiser actor = DiffusionSac.newActor(this, observations, actions, kernels);
        Weights.load(policyNetwork(), actor.parameters(), weights);
        NoiseSchedule noise = NoiseSchedule.of(schedule, diffusionSteps);
        return DiffusionPolicy.of(inference, actor, noise, observations, kernels);
    }

    @Override
    public boolean draws(Inference inference) {
        return inference.kind() != Inference.Mode.NOISELESS;
    }

    @Override
    public Map<String, String> toMetadata() {
        return new MetadataEntries(ModelMetadata.LEARNER_PREFIX)
                .with("hidden", hidden)
                .with("diffusionSteps", diffusionSteps)
                .with("schedule", schedule)
                .with("noiseBound", noiseBound)
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
                .with("feedback", feedback)
                .with("stepsPerUpdate", stepsPerUpdate)
                .with("firstUpdate", firstUpdate)
                .with("actorFirst", actorFirst)
                .with("evaluationChains", evaluationChains)
                .toMap();
    }

    /** The settings from a model's metadata. */
    static DiffusionSacConfig read(ModelMetadata metadata) {
        ModelMetadata settings = metadata.under(ModelMetadata.LEARNER_PREFIX);
        return new DiffusionSacConfig(
                settings.wholeNumber("hidden"),
                settings.wholeNumber("diffusionSteps"),
                settings.choice("schedule", List.of(NoiseSchedule.Family.values())),
                settings.number("noiseBound"),
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
                settings.choice("feedback", List.of(Feedback.values())),
                settings.wholeNumber("stepsPerUpdate"),
                settings.wholeNumber("firstUpdate"),
                settings.truth("actorFirst"),
                settings.wholeNumber("evaluationChains"));
    }
}
