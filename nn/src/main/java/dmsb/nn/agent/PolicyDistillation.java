package dmsb.nn.agent;

import static dmsb.nn.agent.LearnerConfig.BATCH;

import dmsb.core.argument.Require;
import dmsb.core.random.RandomStream;
import dmsb.core.random.SeedTree;
import dmsb.core.tensorfile.Tensor;
import dmsb.nn.kernel.Kernels;
import dmsb.nn.layer.Mlp;
import dmsb.nn.layer.Weights;
import dmsb.nn.optim.Adam;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import org.ejml.data.FMatrixRMaj;

/**
 * Trains a perceptron to give the distributions of another policy (policy distillation, Rusu et al. 2016). What a reverse chain
 * needs several passes and noise for, the perceptron then gives in one pass and without noise.
 *
 * <p>The loss is the cross-entropy of the pupil with the teacher's distributions, which is their Kullback-Leibler divergence but for
 * the teacher's own entropy. Batches are drawn uniformly with replacement, the step falls to zero as a half cosine.
 *
 * <p>Examples are kept in primitive arrays that grow by doubling. For one thread.
 */
public final class PolicyDistillation {
    private static final double MAX_NORM = 1.0;

    private final DiscreteSacConfig config;
    private final int observationSize;
    private final int actionCount;
    private final RandomStream rows;
    private final Kernels kernels;
    private final Mlp pupil;
    private final Mlp.Pass pass;
    private final Adam optimiser;
    private final FMatrixRMaj states;
    private final float[] taught;
    private final float[] probabilities;
    private final float[] logProbabilities;
    private float[] observations = new float[0];
    private float[] distributions = new float[0];
    private int size;

    /**
     * A pupil with fresh weights, and no examples.
     *
     * @param config gives the perceptron's width and the batch; the pupil is a model of agent {@value DiscreteSac#ID}
     * @param observationSize the length of an observation
     * @param actionCount the number of actions
     * @param learningRate the first step, positive
     * @param seeds the source of the weights and of the order of the examples
     */
    public PolicyDistillation(
            DiscreteSacConfig config, int observationSize, int actionCount, double learningRate, SeedTree seeds) {
        this.config = config;
        this.observationSize = observationSize;
        this.actionCount = actionCount;
        this.rows = seeds.child("rows").stream();
        this.kernels = Kernels.create();
        this.pupil = DiscreteSac.newActor(config, observationSize, actionCount, kernels);
        pupil.initialise(seeds.child("pupil").stream());
        int batch = config.get(BATCH);
        this.pass = new Mlp.Pass(pupil, batch, true);
        this.optimiser = new Adam(pupil.parameters(), learningRate, 0, MAX_NORM, kernels);
        this.states = new FMatrixRMaj(batch, observationSize);
        this.taught = new float[batch * actionCount];
        this.probabilities = new float[batch * actionCount];
        this.logProbabilities = new float[batch * actionCount];
    }

    /**
     * Adds an example.
     *
     * @param observation what was observed. Not modified, copied.
     * @param distribution the teacher's probability of each action. Not modified, copied.
     * @throws IllegalArgumentException if one of them has another length, or holds a number that is not finite
     */
    public void add(float[] observation, float[] distribution) {
        Require.size("observation", observation.length, observationSize);
        Require.size("distribution", distribution.length, actionCount);
        for (int i = 0; i < observationSize; i++) {
            Require.finite("observation", i, observation[i]);
        }
        for (int a = 0; a < actionCount; a++) {
            Require.finite("distribution", a, distribution[a]);
        }
        observations = withRoom(observations, observationSize);
        distributions = withRoom(distributions, actionCount);
        System.arraycopy(observation, 0, observations, size * observationSize, observationSize);
        System.arraycopy(distribution, 0, distributions, size * actionCount, actionCount);
        size++;
    }

    private float[] withRoom(float[] array, int width) {
        int needed = Math.multiplyExact(size + 1, width);
        return needed <= array.length ? array : Arrays.copyOf(array, Math.multiplyExact(Math.max(64, 2 * size), width));
    }

    /**
     * The number of examples.
     *
     * @return the number
     */
    public int size() {
        return size;
    }

    /**
     * Learns from batches of the examples.
     *
     * @param updates the number of batches, at least 1
     * @return the mean Kullback-Leibler divergence over the last tenth of them, in nats
     * @throws IllegalStateException if there are no examples
     */
    public double train(int updates) {
        if (size == 0) {
            throw new IllegalStateException("train: expected examples, got none");
        }
        int counted = Math.max(1, updates / 10);
        double sum = 0;
        for (int update = 0; update < updates; update++) {
            draw();
            double divergence = update(0.5 * (1 + StrictMath.cos(StrictMath.PI * update / updates)));
            sum += update >= updates - counted ? divergence : 0.0;
        }
        return sum / counted;
    }

    private void draw() {
        for (int i = 0; i < states.numRows; i++) {
            int row = rows.nextInt(size);
            System.arraycopy(observations, row * observationSize, states.data, i * observationSize, observationSize);
            System.arraycopy(distributions, row * actionCount, taught, i * actionCount, actionCount);
        }
    }

    /** One step down the cross-entropy, whose derivative with respect to the logits is pupil less teacher. */
    private double update(double share) {
        FMatrixRMaj logits = pupil.forward(states, pass);
        kernels.softmax(states.numRows, actionCount, logits.data, probabilities, logProbabilities);
        float[] gradient = pass.outputGradient().data;
        double divergence = 0;
        for (int j = 0; j < taught.length; j++) {
            gradient[j] = (probabilities[j] - taught[j]) / states.numRows;
            divergence += taught[j] > 0f ? taught[j] * (StrictMath.log(taught[j]) - logProbabilities[j]) : 0.0;
        }
        optimiser.clearGradients();
        pupil.backward(states, pass);
        optimiser.step(share);
        return divergence / states.numRows;
    }

    /**
     * The settings of the pupil.
     *
     * @return the settings
     */
    public DiscreteSacConfig config() {
        return config;
    }

    /**
     * The pupil's weights as the tensors of a model of its agent.
     *
     * @return the tensors by name, copies
     */
    public Map<String, Tensor> tensors() {
        Map<String, Tensor> tensors = new TreeMap<>();
        Weights.save(config.policyNetwork(), pupil.parameters(), tensors);
        return tensors;
    }
}
