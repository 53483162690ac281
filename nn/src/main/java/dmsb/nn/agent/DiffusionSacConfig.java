package dmsb.nn.agent;

import dmsb.core.tensorfile.ModelMetadata;
import dmsb.core.tensorfile.ShortestDecimal;
import dmsb.nn.diffusion.NoiseSchedule;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * The settings of {@link DiffusionSac}; {@link #standard()} and {@link #reference()} are the two that are documented and
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
 * @param entropy the weight of the policy's entropy, beta-bar of (21)
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
        NoiseSchedule.Kind schedule,
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
        int evaluationChains) {
    /**
     * Checks every setting.
     *
     * @throws IllegalArgumentException if a setting is out of its range, or two do not go together
     */
    public DiffusionSacConfig {
        requireRange("hidden", hidden, 1, 16_384);
        requireRange("diffusionSteps", diffusionSteps, 1, 1_000);
        requireRange("noiseBound", noiseBound, Double.MIN_VALUE, 1e6);
        requireRange("actorLearningRate", actorLearningRate, 0, 1);
        requireRange("criticLearningRate", criticLearningRate, 0, 1);
        requireRange("weightDecay", weightDecay, 0, 1);
        requireRange("gradientClip", gradientClip, 0, 1e9);
        requireRange("batch", batch, 1, 1 << 20);
        requireRange("replayCapacity", replayCapacity, 1, 1 << 28);
        requireRange("discount", discount, 0, Math.nextDown(1.0));
        requireRange("nStep", nStep, 1, 1_000);
        requireRange("softUpdate", softUpdate, 0, 1);
        requireRange("entropy", entropy, 0, 1e6);
        requireRange("stepsPerUpdate", stepsPerUpdate, 1, 1 << 28);
        requireRange("firstUpdate", firstUpdate, 1, replayCapacity);
        requireRange("evaluationChains", evaluationChains, 0, 4_096);
        if (feedback == Feedback.COUNTERFACTUAL && nStep > 1) {
            throw new IllegalArgumentException(
                    "nStep: expected 1 with counterfactual feedback, which knows one-step rewards only, got " + nStep);
        }
    }

    private static void requireRange(String name, double value, double low, double high) {
        if (!(value >= low && value <= high)) {
            throw new IllegalArgumentException(
                    String.format(Locale.ROOT, "%s: expected a number from %s to %s, got %s", name, low, high, value));
        }
    }

    /**
     * The settings that reach the most surplus; what each is worth stands in the project's design decisions.
     *
     * @return the default settings
     */
    public static DiffusionSacConfig standard() {
        return new DiffusionSacConfig(
                256,
                5,
                NoiseSchedule.Kind.VARIANCE_PRESERVING,
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
                32,
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
                NoiseSchedule.Kind.VARIANCE_PRESERVING,
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

    /**
     * The settings as entries of a model's metadata, named {@code learner.} and the key.
     *
     * @return the entries by key, with the prefix
     */
    public Map<String, String> toMetadata() {
        Map<String, String> entries = new TreeMap<>();
        entries.put(key("hidden"), String.valueOf(hidden));
        entries.put(key("diffusionSteps"), String.valueOf(diffusionSteps));
        entries.put(key("schedule"), ModelMetadata.nameOf(schedule));
        entries.put(key("noiseBound"), ShortestDecimal.of(noiseBound));
        entries.put(key("actorLearningRate"), ShortestDecimal.of(actorLearningRate));
        entries.put(key("criticLearningRate"), ShortestDecimal.of(criticLearningRate));
        entries.put(key("weightDecay"), ShortestDecimal.of(weightDecay));
        entries.put(key("gradientClip"), ShortestDecimal.of(gradientClip));
        entries.put(key("batch"), String.valueOf(batch));
        entries.put(key("replayCapacity"), String.valueOf(replayCapacity));
        entries.put(key("discount"), ShortestDecimal.of(discount));
        entries.put(key("nStep"), String.valueOf(nStep));
        entries.put(key("softUpdate"), ShortestDecimal.of(softUpdate));
        entries.put(key("entropy"), ShortestDecimal.of(entropy));
        entries.put(key("feedback"), ModelMetadata.nameOf(feedback));
        entries.put(key("stepsPerUpdate"), String.valueOf(stepsPerUpdate));
        entries.put(key("firstUpdate"), String.valueOf(firstUpdate));
        entries.put(key("actorFirst"), String.valueOf(actorFirst));
        entries.put(key("evaluationChains"), String.valueOf(evaluationChains));
        return entries;
    }

    /**
     * Reads the settings that a model was trained with.
     *
     * @param metadata the metadata of the model's file
     * @return the settings
     * @throws IllegalArgumentException if a key is missing or holds what is no value of it
     */
    public static DiffusionSacConfig read(ModelMetadata metadata) {
        return new DiffusionSacConfig(
                metadata.wholeNumber(key("hidden")),
                metadata.wholeNumber(key("diffusionSteps")),
                metadata.choice(key("schedule"), List.of(NoiseSchedule.Kind.values())),
                metadata.number(key("noiseBound")),
                metadata.number(key("actorLearningRate")),
                metadata.number(key("criticLearningRate")),
                metadata.number(key("weightDecay")),
                metadata.number(key("gradientClip")),
                metadata.wholeNumber(key("batch")),
                metadata.wholeNumber(key("replayCapacity")),
                metadata.number(key("discount")),
                metadata.wholeNumber(key("nStep")),
                metadata.number(key("softUpdate")),
                metadata.number(key("entropy")),
                metadata.choice(key("feedback"), List.of(Feedback.values())),
                metadata.wholeNumber(key("stepsPerUpdate")),
                metadata.wholeNumber(key("firstUpdate")),
                metadata.truth(key("actorFirst")),
                metadata.wholeNumber(key("evaluationChains")));
    }

    private static String key(String key) {
        return ModelMetadata.LEARNER_PREFIX + key;
    }
}
