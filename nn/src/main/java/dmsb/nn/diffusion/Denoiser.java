package dmsb.nn.diffusion;

import dmsb.core.random.RandomStream;
import dmsb.nn.kernel.Kernels;
import dmsb.nn.layer.Dense;
import dmsb.nn.layer.Mlp;
import dmsb.nn.layer.Parameter;
import dmsb.nn.layer.Tanh;
import java.util.List;
import java.util.stream.Stream;
import org.ejml.data.FMatrixRMaj;

/**
 * The conditional denoiser eps(x, t, s): a perceptron on [x, time embedding, state] that predicts the noise in x, within
 * {@code +-noiseBound} through a tanh.
 *
 * <p>The embedding of t is 8 sines and 8 cosines of frequencies 1 to 1/10000, sent through its own small perceptron
 * (16 to 32 to 16).
 *
 * <p>The state is the same in all steps of a chain, and the embedding in all rows of a step. Their shares of the first
 * layer are computed once a chain, {@link #begin}; each step only adds the share of x, {@link #predict}. Going back is
 * the mirror image: {@link #backward} for each step, {@link #finishBackward} once.
 */
public final class Denoiser {
    private static final int TIME_FEATURES = 16;
    private static final int TIME_HIDDEN = 32;

    private final int logits;
    private final Mlp time;
    private final Mlp body;
    private final Tanh head;
    private final FMatrixRMaj timeFeatures;
    private final Kernels kernels;

    /**
     * A denoiser of zeros.
     *
     * @param logits the width of x
     * @param states the width of the state
     * @param hidden the width of both hidden layers
     * @param steps the number of steps t, K
     * @param noiseBound the largest absolute noise it can predict
     * @param kernels the arithmetic
     */
    public Denoiser(int logits, int states, int hidden, int steps, double noiseBound, Kernels kernels) {
        this.logits = logits;
        this.kernels = kernels;
        this.time = new Mlp("time", kernels, TIME_FEATURES, TIME_HIDDEN, TIME_FEATURES);
        this.body = new Mlp("body", kernels, logits + TIME_FEATURES + states, hidden, hidden, logits);
        this.head = new Tanh(noiseBound, kernels);
        this.timeFeatures = timeFeatures(steps);
    }

    /**
     * What the time embedding starts from: for every step 8 sines and 8 cosines of t times a frequency.
     *
     * @param steps the number of steps t, K
     * @return K x 16, a new matrix
     */
    public static FMatrixRMaj timeFeatures(int steps) {
        int half = TIME_FEATURES / 2;
        FMatrixRMaj features = new FMatrixRMaj(steps, TIME_FEATURES);
        for (int t = 0; t < steps; t++) {
            for (int j = 0; j < half; j++) {
                double angle = t * StrictMath.exp(-j * StrictMath.log(10000) / (half - 1));
                features.set(t, j, (float) StrictMath.sin(angle));
                features.set(t, half + j, (float) StrictMath.cos(angle));
            }
        }
        return features;
    }

    /**
     * Draws all weights.
     *
     * @param random the stream
     */
    public void initialise(RandomStream random) {
        time.initialise(random);
        body.initialise(random);
    }

    /**
     * Computes what all steps share.
     *
     * @param states batch x states. Not modified.
     * @param pass receives the shares. Modified.
     */
    void begin(FMatrixRMaj states, DenoiserPass pass) {
        body.first().forward(states, logits + TIME_FEATURES, pass.stateShare);
        FMatrixRMaj embedding = time.forward(timeFeatures, pass.time);
        pass.timeShare.zero();
        body.first().accumulate(embedding, logits, pass.timeShare);
    }

    /**
     * Predicts the noise in x at step t.
     *
     * @param x batch x logits. Not modified.
     * @param t the step
     * @param pass the shares; receives the activations. Modified.
     * @return the noise, batch x logits, owned by {@code pass}
     */
    FMatrixRMaj predict(FMatrixRMaj x, int t, DenoiserPass pass) {
        Mlp.Pass step = pass.step(t);
        FMatrixRMaj first = step.firstOutput();
        int hidden = first.numCols;
        kernels.addRow(first.numRows, hidden, pass.stateShare.data, pass.timeShare.data, t * hidden, first.data);
        body.first().accumulate(x, 0, first);
        FMatrixRMaj noise = body.forwardFromFirst(step);
        head.forward(noise);
        return noise;
    }

    /**
     * Goes back through one prediction: adds the gradients of all that belongs to this step alone.
     *
     * @param x what the noise was predicted in. Not modified.
     * @param t the step
     * @param pass the pass, with {@link DenoiserPass#noiseGradient} of the step set. Modified.
     * @param dx the gradient with respect to x is added to it. Modified.
     */
    void backward(FMatrixRMaj x, int t, DenoiserPass pass, FMatrixRMaj dx) {
        Mlp.Pass step = pass.step(t);
        head.backward(step.output(), step.outputGradient());
        FMatrixRMaj first = body.backwardToFirst(step);
        body.first().accumulateWeightGradient(x, 0, first);
        body.first().accumulateInputGradient(first, 0, dx);
        kernels.addElements(first.getNumElements(), first.data, pass.stateShareGradient.data);
        kernels.addColumnSums(first.numRows, first.numCols, first.data, pass.timeShareGradient.data, t * first.numCols);
    }

    /** Sets to zero what {@link #backward} gathers over the steps. */
    void beginBackward(DenoiserPass pass) {
        pass.stateShareGradient.zero();
        pass.timeShareGradient.zero();
    }

    /**
     * Adds the gradients of what all steps share.
     *
     * @param states the states of {@link #begin}. Not modified.
     * @param pass the pass. Modified.
     */
    void finishBackward(FMatrixRMaj states, DenoiserPass pass) {
        Dense first = body.first();
        first.accumulateWeightGradient(states, logits + TIME_FEATURES, pass.stateShareGradient);
        first.accumulateBiasGradient(pass.stateShareGradient);
        first.accumulateWeightGradient(pass.time.output(), logits, pass.timeShareGradient);
        pass.time.outputGradient().zero();
        first.accumulateInputGradient(pass.timeShareGradient, logits, pass.time.outputGradient());
        time.backward(timeFeatures, pass.time);
    }

    /** Writes the gradient with respect to the states, from what {@link #backward} gathered over the steps. */
    void stateGradient(DenoiserPass pass, FMatrixRMaj ds) {
        ds.zero();
        body.first().accumulateInputGradient(pass.stateShareGradient, logits + TIME_FEATURES, ds);
    }

    /**
     * The width of x.
     *
     * @return the number of logits
     */
    public int logits() {
        return logits;
    }

    /**
     * The number of steps.
     *
     * @return K
     */
    public int steps() {
        return timeFeatures.numRows;
    }

    /**
     * The parameters: the time embedding's, then the body's.
     *
     * @return the parameters
     */
    public List<Parameter> parameters() {
        return Stream.concat(time.parameters().stream(), body.parameters().stream())
                .toList();
    }

    /** What the predictions along one chain leave behind. */
    static final class DenoiserPass {
        private final FMatrixRMaj stateShare;
        private final FMatrixRMaj timeShare;
        private final FMatrixRMaj stateShareGradient;
        private final FMatrixRMaj timeShareGradient;
        private final Mlp.Pass time;
        private final List<Mlp.Pass> steps;

        /** Room for a chain; without gradients all steps share the room of one. */
        DenoiserPass(Denoiser denoiser, int batch, boolean withGradient) {
            int hidden = denoiser.body.first().outputs();
            stateShare = new FMatrixRMaj(batch, hidden);
            timeShare = new FMatrixRMaj(denoiser.steps(), hidden);
            stateShareGradient = new FMatrixRMaj(withGradient ? batch : 0, hidden);
            timeShareGradient = new FMatrixRMaj(withGradient ? denoiser.steps() : 0, hidden);
            time = new Mlp.Pass(denoiser.time, denoiser.steps(), withGradient);
            steps = withGradient
                    ? Mlp.Pass.sequence(denoiser.steps(), denoiser.body, batch)
                    : List.of(new Mlp.Pass(denoiser.body, batch, false));
        }

        private Mlp.Pass step(int t) {
            return steps.get(Math.min(t, steps.size() - 1));
        }

        /** Where the caller puts the gradient of the loss with respect to the noise predicted at step t, before going back
         * through that step; the steps share it. */
        FMatrixRMaj noiseGradient(int t) {
            return step(t).outputGradient();
        }
    }
}
