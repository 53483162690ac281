package dmsb.nn.agent;

import static dmsb.nn.agent.DiffusionSacConfig.DIFFUSION_STEPS;
import static dmsb.nn.agent.DiffusionSacConfig.SCHEDULE;
import static dmsb.nn.agent.LearnerConfig.BATCH;
import static dmsb.nn.agent.LearnerConfig.GRADIENT_CLIP;

import dmsb.core.argument.Require;
import dmsb.core.random.RandomStream;
import dmsb.core.random.SeedTree;
import dmsb.nn.diffusion.Denoiser;
import dmsb.nn.diffusion.ForwardProcess;
import dmsb.nn.diffusion.NoiseSchedule;
import dmsb.nn.diffusion.ReverseChain;
import dmsb.nn.kernel.Kernels;
import dmsb.nn.optim.Adam;
import java.util.Arrays;
import org.ejml.data.FMatrixRMaj;

/**
 * A warm start: trains a diffusion actor on a log of (observation, action) pairs, before it sees any reward.
 *
 * <p>A logged action becomes clean logits x_0: {@value #CHOSEN} for the action and 0 for all others. So softmax gives
 * it most of the probability. The forward process, eq. (16), adds noise to them, and the denoiser learns to predict
 * that noise. The loss is the mean squared error (Ho, Jain, Abbeel 2020; as a policy's loss Wang, Hunt, Zhou 2023). An
 * agent made by {@link DiffusionSac#startFrom} continues from the cloned actor.
 *
 * <p>The log is kept in primitive arrays that grow by doubling. For one thread.
 */
public final class BehaviourCloning {
    /** The clean logit of the action chosen: among 20 actions, a probability of .95. */
    static final float CHOSEN = 6f;

    private static final double LEARNING_RATE = 1e-3;

    private final int observationSize;
    private final int actionCount;
    private final RandomStream rows;
    private final RandomStream noise;
    private final Denoiser actor;
    private final ForwardProcess process;
    private final Adam optimiser;
    private final ReverseChain.ChainPass pass;
    private final FMatrixRMaj states;
    private final FMatrixRMaj clean;
    private float[] observations;
    private int[] actions = new int[64];
    private int size;

    /**
     * A cloning with fresh weights and an empty log.
     *
     * @param config gives the actor's shape, the schedule and the batch
     * @param observationSize the length of an observation
     * @param actionCount the number of actions
     * @param seeds the source of the weights and of the training's randomness
     */
    public BehaviourCloning(DiffusionSacConfig config, int observationSize, int actionCount, SeedTree seeds) {
        Kernels kernels = Kernels.create();
        this.observationSize = observationSize;
        this.actionCount = actionCount;
        this.rows = seeds.child("rows").stream();
        this.noise = seeds.child("noise").stream();
        this.actor = DiffusionSac.newActor(config, observationSize, actionCount, kernels);
        actor.initialise(seeds.child("actor").stream());
        this.process = new ForwardProcess(actor, NoiseSchedule.of(config.get(SCHEDULE), config.get(DIFFUSION_STEPS)));
        this.optimiser = new Adam(actor.parameters(), LEARNING_RATE, 0, config.get(GRADIENT_CLIP), kernels);
        this.pass = new ReverseChain.ChainPass(actor, config.get(BATCH), true);
        this.states = new FMatrixRMaj(config.get(BATCH), observationSize);
        this.clean = new FMatrixRMaj(config.get(BATCH), actionCount);
        this.observations = new float[Math.multiplyExact(actions.length, observationSize)];
    }

    /**
     * Adds a choice to the log.
     *
     * @param observation what was observed. Not modified, copied.
     * @param action what was chosen
     * @throws IllegalArgumentException if the observation has another length, holds a number that is not finite, or there is
     *     no such action
     */
    public void add(float[] observation, int action) {
        Require.size("observation", observation.length, observationSize);
        for (int i = 0; i < observationSize; i++) {
            Require.finite("observation", i, observation[i]);
        }
        Require.within("action", action, 0, actionCount - 1);
        if (size == actions.length) {
            actions = Arrays.copyOf(actions, 2 * size);
            observations = Arrays.copyOf(observations, Math.multiplyExact(2 * size, observationSize));
        }
        System.arraycopy(observation, 0, observations, size * observationSize, observationSize);
        actions[size++] = action;
    }

    /**
     * The number of choices in the log.
     *
     * @return the number
     */
    public int size() {
        return size;
    }

    /**
     * Learns from batches drawn uniformly with replacement from the log.
     *
     * @param updates the number of batches, at least 1
     * @return the mean loss over them; that of a denoiser which knows nothing is about 1
     * @throws IllegalStateException if the log is empty
     */
    public double train(int updates) {
        if (size == 0) {
            throw new IllegalStateException("train: expected choices in the log, got none");
        }
        double sum = 0;
        for (int update = 0; update < updates; update++) {
            clean.zero();
            for (int i = 0; i < states.numRows; i++) {
                int row = rows.nextInt(size);
                System.arraycopy(
                        observations, row * observationSize, states.data, i * observationSize, observationSize);
                clean.data[i * actionCount + actions[row]] = CHOSEN;
            }
            optimiser.clearGradients();
            sum += process.cloningLoss(states, clean, noise, pass);
            optimiser.step();
        }
        return sum / updates;
    }

    /** The actor, not a copy. */
    Denoiser actor() {
        return actor;
    }
}
