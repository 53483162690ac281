package dmsb.nn.agent;

import dmsb.core.random.RandomStream;
import dmsb.core.rl.Policy;
import dmsb.nn.diffusion.Denoiser;
import dmsb.nn.diffusion.NoiseSchedule;
import dmsb.nn.diffusion.ReverseChain;
import dmsb.nn.kernel.Kernels;
import java.util.Arrays;
import org.ejml.data.FMatrixRMaj;

/**
 * The policy of a diffusion actor: softmax (18) over the logits at the end of a reverse chain.
 *
 * <p>A chain starts from noise, so its policy is itself random. {@link #sampling} runs one chain and draws from its
 * policy, as in training; {@link #meanOf} averages the policies of several chains and takes the most probable action.
 * Weights are shared with whoever made the actor, and read anew at every decision. For one thread at a time.
 */
public final class DiffusionPolicy implements Policy {
    private final Denoiser actor;
    private final ReverseChain chain;
    private final ReverseChain.Pass pass;
    private final Kernels kernels;
    private final boolean sample;
    private final FMatrixRMaj states;
    private final float[] chainProbabilities;
    private final float[] logProbabilities;
    private final float[] probabilities;

    private DiffusionPolicy(
            Denoiser actor, NoiseSchedule schedule, int states, Kernels kernels, int chains, boolean sample) {
        this.actor = actor;
        this.chain = new ReverseChain(actor, schedule);
        this.pass = new ReverseChain.Pass(actor, chains, false);
        this.kernels = kernels;
        this.sample = sample;
        this.states = new FMatrixRMaj(chains, states);
        this.chainProbabilities = new float[chains * actor.logits()];
        this.logProbabilities = new float[chains * actor.logits()];
        this.probabilities = new float[actor.logits()];
    }

    /**
     * The policy that runs one chain and samples.
     *
     * @param actor the actor
     * @param schedule its schedule
     * @param states the length of an observation
     * @param kernels the arithmetic
     * @return the policy
     */
    public static DiffusionPolicy sampling(Denoiser actor, NoiseSchedule schedule, int states, Kernels kernels) {
        return new DiffusionPolicy(actor, schedule, states, kernels, 1, true);
    }

    /**
     * The policy that takes the most probable action under the mean of several chains' policies.
     *
     * @param chains how many, at least 1
     * @param actor the actor
     * @param schedule its schedule
     * @param states the length of an observation
     * @param kernels the arithmetic
     * @return the policy
     */
    public static DiffusionPolicy meanOf(
            int chains, Denoiser actor, NoiseSchedule schedule, int states, Kernels kernels) {
        if (chains < 1) {
            throw new IllegalArgumentException("chains: expected at least 1, got " + chains);
        }
        return new DiffusionPolicy(actor, schedule, states, kernels, chains, false);
    }

    /** The mean policy of several chains, or for 0 the sampled policy of one. */
    static DiffusionPolicy of(int chains, Denoiser actor, NoiseSchedule schedule, int states, Kernels kernels) {
        return chains == 0
                ? sampling(actor, schedule, states, kernels)
                : meanOf(chains, actor, schedule, states, kernels);
    }

    @Override
    public int act(float[] observation, RandomStream random) {
        distribution(observation, random);
        return sample
                ? Categorical.draw(probabilities, random)
                : Categorical.largest(probabilities, 0, probabilities.length);
    }

    /**
     * The distribution over actions, averaged over the chains.
     *
     * @param observation the observation. Not modified.
     * @param random the stream of the chains' noise
     * @return a probability an action; owned by this policy, overwritten by the next call
     */
    public float[] distribution(float[] observation, RandomStream random) {
        int chains = states.numRows;
        for (int i = 0; i < chains; i++) {
            System.arraycopy(observation, 0, states.data, i * states.numCols, states.numCols);
        }
        pass.drawNoise(random);
        FMatrixRMaj logits = chain.run(states, pass);
        int actions = actor.logits();
        kernels.softmax(chains, actions, logits.data, chainProbabilities, logProbabilities);
        Arrays.fill(probabilities, 0f);
        for (int i = 0; i < chains * actions; i++) {
            probabilities[i % actions] += chainProbabilities[i] / chains;
        }
        return probabilities;
    }
}
