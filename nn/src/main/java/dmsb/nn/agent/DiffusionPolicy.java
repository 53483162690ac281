package dmsb.nn.agent;

import dmsb.core.argument.Require;
import dmsb.core.random.RandomStream;
import dmsb.core.rl.Policy;
import dmsb.nn.diffusion.Denoiser;
import dmsb.nn.diffusion.NoiseSchedule;
import dmsb.nn.diffusion.ReverseChain;
import dmsb.nn.kernel.Kernels;
import java.util.Arrays;
import org.ejml.data.FMatrixRMaj;

/**
 * The policy of a diffusion actor: softmax, eq. (18), over the logits at the end of a reverse chain.
 *
 * <p>A chain starts from noise, so its policy is itself random. {@link #sampling} runs one chain and draws from its
 * policy, as in training; {@link #meanOf} averages the policies of several chains and takes the most probable action;
 * {@link #noiseless} does without noise.
 *
 * <p>Several observations pass through the chains together, each with noise from its own stream. An element of a matrix
 * product depends only on its own row. So each action equals, bit for bit, that of the observation alone.
 *
 * <p>The weights are shared with the owner of the actor and read at every decision. For one thread at a time.
 */
public final class DiffusionPolicy implements Policy {
    /** The most rows that go through the chains together: more do not make the products faster, but leave the caches. */
    private static final int MOST_ROWS = 256;

    private final Denoiser actor;
    private final ReverseChain chain;
    private final Kernels kernels;
    private final int observationSize;
    private final int chains;
    private final boolean sample;
    private final boolean noisy;
    private final float[] probabilities;
    private final RowBatches<Batch> batches;

    private DiffusionPolicy(
            Denoiser actor,
            NoiseSchedule schedule,
            int states,
            Kernels kernels,
            int chains,
            boolean sample,
            boolean noisy) {
        this.actor = actor;
        this.chain = new ReverseChain(actor, schedule);
        this.kernels = kernels;
        this.observationSize = states;
        this.chains = chains;
        this.sample = sample;
        this.noisy = noisy;
        this.probabilities = new float[actor.logits()];
        this.batches = new RowBatches<>(MOST_ROWS / chains, Batch::new);
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
        return new DiffusionPolicy(actor, schedule, states, kernels, 1, true, true);
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
        Require.atLeast("chains", chains, 1);
        return new DiffusionPolicy(actor, schedule, states, kernels, chains, false, true);
    }

    /**
     * The policy that takes the most probable action of one chain without any noise: it starts from zero and adds none.
     * It draws nothing, so it is a function of the observation, at the cost of one chain.
     *
     * @param actor the actor
     * @param schedule its schedule
     * @param states the length of an observation
     * @param kernels the arithmetic
     * @return the policy
     */
    public static DiffusionPolicy noiseless(Denoiser actor, NoiseSchedule schedule, int states, Kernels kernels) {
        return new DiffusionPolicy(actor, schedule, states, kernels, 1, false, false);
    }

    /** The policy that decides in the given way. */
    static DiffusionPolicy of(
            Inference inference, Denoiser actor, NoiseSchedule schedule, int states, Kernels kernels) {
        return switch (inference.kind()) {
            case SAMPLED -> sampling(actor, schedule, states, kernels);
            case MEAN -> meanOf(inference.chains(), actor, schedule, states, kernels);
            case NOISELESS -> noiseless(actor, schedule, states, kernels);
        };
    }

    @Override
    public int act(float[] observation, RandomStream random) {
        distribution(observation, random);
        return choose(random);
    }

    /**
     * {@inheritDoc}
     *
     * @throws IllegalArgumentException if there are more rows than an array has room for
     */
    @Override
    public void act(int rows, float[] observations, RandomStream[] streams, int[] actions) {
        Require.room("observations", observations.length, rows * observationSize);
        Require.room("streams", streams.length, rows);
        Require.room("actions", actions.length, rows);
        for (int done = 0; done < rows; ) {
            int count = batches.next(rows - done);
            Batch batch = batches.of(count);
            for (int row = 0; row < count; row++) {
                batch.set(row, observations, done + row, streams[done + row]);
            }
            batch.run();
            for (int row = 0; row < count; row++) {
                batch.average(row);
                actions[done + row] = choose(streams[done + row]);
            }
            done += count;
        }
    }

    /**
     * The distribution over actions, averaged over the chains.
     *
     * @param observation the observation. Not modified.
     * @param random the stream of the chains' noise
     * @return a probability an action; owned by this policy, overwritten by the next call
     */
    public float[] distribution(float[] observation, RandomStream random) {
        Batch batch = batches.of(1);
        batch.set(0, observation, 0, random);
        batch.run();
        batch.average(0);
        return probabilities;
    }

    private int choose(RandomStream random) {
        return sample
                ? Categorical.draw(probabilities, random)
                : Categorical.largest(probabilities, 0, probabilities.length);
    }

    /** Room for a number of observations; the chains of one observation are rows next to each other. */
    private final class Batch {
        private final FMatrixRMaj states;
        private final ReverseChain.ChainPass pass;
        private final float[] chainProbabilities;
        private final float[] logProbabilities;

        Batch(int observations) {
            int rows = observations * chains;
            states = new FMatrixRMaj(rows, observationSize);
            pass = new ReverseChain.ChainPass(actor, rows, false);
            chainProbabilities = new float[rows * actor.logits()];
            logProbabilities = new float[rows * actor.logits()];
        }

        /** Sets an observation, and draws its noise. */
        void set(int index, float[] observations, int row, RandomStream random) {
            for (int i = index * chains; i < (index + 1) * chains; i++) {
                System.arraycopy(
                        observations, row * observationSize, states.data, i * observationSize, observationSize);
            }
            if (noisy) { // else all noise is, and stays, the zeros that it was made of
                pass.drawNoise(random, index * chains, chains);
            }
        }

        void run() {
            FMatrixRMaj logits = chain.run(states, pass);
            kernels.softmax(states.numRows, actor.logits(), logits.data, chainProbabilities, logProbabilities);
        }

        /** Writes the mean policy of an observation into {@link #probabilities}. */
        void average(int index) {
            int actions = actor.logits();
            Arrays.fill(probabilities, 0f);
            for (int i = index * chains; i < (index + 1) * chains; i++) {
                for (int a = 0; a < actions; a++) {
                    probabilities[a] += chainProbabilities[i * actions + a] / chains;
                }
            }
        }
    }
}
