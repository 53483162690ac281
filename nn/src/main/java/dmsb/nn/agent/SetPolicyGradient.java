package dmsb.nn.agent;

import dmsb.core.argument.Require;
import dmsb.core.random.RandomStream;
import dmsb.core.random.SeedTree;
import dmsb.core.tensorfile.Tensor;
import dmsb.core.tensorfile.TensorFile;
import dmsb.nn.kernel.Kernels;
import dmsb.nn.layer.Weights;
import dmsb.nn.optim.Adam;
import dmsb.nn.optim.SoftUpdate;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The training of a {@link SetActor} by policy gradient without critics. For every element it is told what each of its actions
 * would have brought with the other elements' actions as drawn. Given these, the elements' policies are independent, so
 *
 * <pre>
 * sum_m sum_a pi_m(a) R_m(a; a_-m),   a_-m drawn from the policy,
 * </pre>
 *
 * <p>has the gradient of the expected reward of the whole set (counterfactual feedback; without the variance of an element's
 * own draw). One update: {@link #add} sets, {@link #draw} their actions, {@link #improve} by the rewards.
 *
 * <p>The average of past weights is what is deployed, as with the other agents. For one thread.
 */
public final class SetPolicyGradient {
    private final SetActor actor;
    private final SetActor average;
    private final SetActor.SetPass pass;
    private final SoftPolicy policy;
    private final Adam optimiser;
    private final SoftUpdate follow;
    private final Kernels kernels;
    private final RandomStream noise;
    private final RandomStream choices;
    private final double entropyWeight;
    private final int rows;
    private final float[] rewards;
    private final float[] row;

    /**
     * The settings of the updates.
     *
     * @param rows the elements of a batch at most, all sets together
     * @param learningRate Adam's step
     * @param gradientClip the norm that the gradient is clipped to, 0 for none
     * @param averaging the share of the weights in one step of their average
     * @param entropy the weight of the entropy of a policy beside its reward
     */
    public record UpdateRule(int rows, double learningRate, double gradientClip, double averaging, double entropy) {
        /**
         * Checks the components.
         *
         * @throws IllegalArgumentException if one is out of its range
         */
        public UpdateRule {
            Require.atLeast("rows", rows, 1);
            Require.notNegative("learningRate", learningRate);
            Require.notNegative("gradientClip", gradientClip);
            Require.within("averaging", averaging, 0, 1);
            Require.notNegative("entropy", entropy);
        }
    }

    /**
     * A training with fresh weights.
     *
     * @param shape the shape of the actor
     * @param settings the settings
     * @param seeds the source of its weights and of its updates' randomness
     * @param kernels the arithmetic
     */
    public SetPolicyGradient(SetActorShape shape, UpdateRule settings, SeedTree seeds, Kernels kernels) {
        this.kernels = kernels;
        this.rows = settings.rows();
        this.entropyWeight = settings.entropy();
        actor = new SetActor(shape, kernels);
        average = new SetActor(shape, kernels);
        actor.initialise(seeds.child("actor").stream());
        follow = new SoftUpdate(actor.parameters(), average.parameters(), settings.averaging(), kernels);
        follow.copy();
        optimiser = new Adam(actor.parameters(), settings.learningRate(), 0.0, settings.gradientClip(), kernels);
        pass = new SetActor.SetPass(actor, rows, true);
        policy = new SoftPolicy(rows, shape.actions(), kernels);
        noise = seeds.child("update-noise").stream();
        choices = seeds.child("update-choices").stream();
        rewards = new float[rows * shape.actions()];
        row = new float[shape.actions()];
    }

    /** Removes all sets of the batch. */
    public void clear() {
        pass.sets().clear();
    }

    /**
     * Adds a set to the batch.
     *
     * @param elements how many, at least 1
     * @param own holds the own features of each. Not modified.
     * @param ownStart where they begin
     * @param shared holds the shared features. Not modified.
     * @param sharedStart where they begin
     * @return the row of its first element
     * @throws IllegalArgumentException if there is no room
     */
    public int add(int elements, float[] own, int ownStart, float[] shared, int sharedStart) {
        return pass.sets().add(elements, own, ownStart, shared, sharedStart);
    }

    /**
     * Draws an action for every element of the batch.
     *
     * @param actions receives them, row by row. Modified.
     */
    public void draw(int[] actions) {
        pass.drawNoise(noise, 0, rows);
        policy.set(pass.run());
        float[] probabilities = policy.probabilities().data;
        for (int i = 0; i < pass.sets().rows(); i++) {
            System.arraycopy(probabilities, i * row.length, row, 0, row.length);
            actions[i] = Categorical.draw(row, choices);
        }
    }

    /**
     * Where the caller puts the rewards between {@link #draw} and {@link #improve}: of every element and action, with the other
     * elements' actions as drawn, up to a constant for each element.
     *
     * @return rows x actions, not a copy
     */
    public float[] rewards() {
        return rewards;
    }

    /** One step of Adam up the policy gradient. */
    public void improve() {
        int used = pass.sets().rows() * row.length;
        Arrays.fill(rewards, used, rewards.length, 0f);
        optimiser.clearGradients();
        float[] gradient = pass.logitGradient().data;
        policy.improve(rewards, entropyWeight, gradient);
        Arrays.fill(gradient, used, gradient.length, 0f);
        pass.backward();
        optimiser.step();
        follow.step();
    }

    /**
     * The policy that draws, with the weights of the moment.
     *
     * @param mostElements the largest number of elements of a set
     * @return the policy
     */
    public SetActorPolicy exploration(int mostElements) {
        return SetActorPolicy.sampling(actor, kernels, mostElements);
    }

    /**
     * The policy to deploy: the most probable actions under the averaged weights.
     *
     * @param chains the passes of an actor with noise
     * @param mostElements the largest number of elements of a set
     * @return the policy
     */
    public SetActorPolicy deployment(int chains, int mostElements) {
        return SetActorPolicy.meanOf(chains, average, kernels, mostElements);
    }

    /**
     * The averaged weights as tensors.
     *
     * @return the tensors by name, which begin with {@code actor.}
     */
    public Map<String, Tensor> tensors() {
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        Weights.save("actor", average.parameters(), tensors);
        return tensors;
    }

    /**
     * Takes over weights, for actor and average.
     *
     * @param file holds the tensors
     * @throws IllegalArgumentException if a tensor is missing, of another shape or not finite
     */
    public void load(TensorFile file) {
        Weights.load("actor", actor.parameters(), file);
        follow.copy();
    }
}
