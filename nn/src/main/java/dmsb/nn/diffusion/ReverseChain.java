package dmsb.nn.diffusion;

import dmsb.core.random.RandomStream;
import dmsb.nn.kernel.FusedMultiplyAdd;
import java.util.ArrayList;
import java.util.List;
import org.ejml.data.FMatrixRMaj;

/**
 * The reverse process, eq. (17): from noise to the logits of a policy in K denoising steps, and the way back for the
 * gradient.
 *
 * <p>One step is {@code x <- cleanWeight xhat + noisyWeight x + [t > 0] sqrt(variance) z} with
 * {@code xhat = x / sqrt(alphaBar) - sqrt(1/alphaBar - 1) eps(x, t, s)}; in one line,
 * {@code x <- keep_t x + remove_t eps + spread_t z}. The gradient therefore runs back as
 * {@code dEps = remove dx'}, {@code dx = keep dx' + (d eps / d x)^T dEps}.
 */
public final class ReverseChain {
    private final Denoiser denoiser;
    private final int steps;
    private final float[] keep;
    private final float[] remove;
    private final float[] spread;

    /**
     * A chain.
     *
     * @param denoiser predicts the noise
     * @param schedule the schedule, with as many steps as the denoiser knows
     * @throws IllegalArgumentException if the numbers of steps differ
     */
    public ReverseChain(Denoiser denoiser, NoiseSchedule schedule) {
        if (denoiser.steps() != schedule.steps()) {
            throw new IllegalArgumentException(
                    "schedule: expected " + denoiser.steps() + " steps, got " + schedule.steps());
        }
        this.denoiser = denoiser;
        this.steps = schedule.steps();
        this.keep = new float[steps];
        this.remove = new float[steps];
        this.spread = new float[steps];
        for (int t = 0; t < steps; t++) {
            keep[t] = (float) schedule.keep(t);
            remove[t] = (float) schedule.remove(t);
            spread[t] = (float) schedule.spread(t);
        }
    }

    /**
     * Runs the chain, K steps of eq. (17), on the noise that the pass holds. The mean Lambda_theta of a step is {@code
     * keep_t x_t + remove_t eps(x_t, t, s)}; {@link NoiseSchedule} gives the weights. The code's step t is the paper's
     * step t + 1.
     *
     * @param states batch x states. Not modified.
     * @param pass holds the noise; receives the trail. Modified.
     * @return x_0, the logits, batch x logits, owned by {@code pass}
     */
    public FMatrixRMaj run(FMatrixRMaj states, ChainPass pass) {
        denoiser.begin(states, pass.predictions);
        for (int t = steps - 1; t >= 0; t--) {
            FMatrixRMaj x = pass.trail(t + 1);
            FMatrixRMaj noise = denoiser.predict(x, t, pass.predictions);
            FMatrixRMaj next = pass.trail(t);
            float[] z = pass.noise.get(t).data;
            for (int i = 0; i < x.getNumElements(); i++) {
                float mean = FusedMultiplyAdd.fma(keep[t], x.data[i], remove[t] * noise.data[i]);
                next.data[i] = t > 0 ? FusedMultiplyAdd.fma(spread[t], z[i], mean) : mean;
            }
        }
        return pass.trail(0);
    }

    /**
     * Goes back through the chain and adds the gradients of the denoiser's parameters.
     *
     * @param states the states of {@link #run}. Not modified.
     * @param pass the pass, made for gradients, with {@link ChainPass#logitGradient} set. Modified.
     */
    public void backward(FMatrixRMaj states, ChainPass pass) {
        denoiser.beginBackward(pass.predictions);
        FMatrixRMaj dx = pass.logitGradient;
        for (int t = 0; t < steps; t++) {
            FMatrixRMaj dNoise = pass.predictions.noiseGradient(t);
            for (int i = 0; i < dx.getNumElements(); i++) {
                dNoise.data[i] = remove[t] * dx.data[i];
                dx.data[i] *= keep[t];
            }
            denoiser.backward(pass.trail(t + 1), t, pass.predictions, dx);
        }
        denoiser.finishBackward(states, pass.predictions);
    }

    /**
     * The gradient of the loss with respect to the states, for a network that makes them.
     *
     * @param pass a pass that {@link #backward} has gone back through. Not modified.
     * @param stateGradient receives the gradient, batch x states. Modified.
     */
    public void stateGradient(ChainPass pass, FMatrixRMaj stateGradient) {
        denoiser.stateGradient(pass.predictions, stateGradient);
    }

    /** One run of the chain: its noise, its trail x_K, ..., x_0 and, where asked for, what the way back needs. */
    public static final class ChainPass {
        private final Denoiser.DenoiserPass predictions;
        private final List<FMatrixRMaj> trail = new ArrayList<>();
        private final List<FMatrixRMaj> noise = new ArrayList<>();
        private final FMatrixRMaj logitGradient;

        /**
         * Room for one run.
         *
         * @param denoiser the chain's denoiser
         * @param batch the number of rows
         * @param withGradient whether it will be gone back through
         */
        public ChainPass(Denoiser denoiser, int batch, boolean withGradient) {
            predictions = new Denoiser.DenoiserPass(denoiser, batch, withGradient);
            int width = denoiser.logits();
            for (int t = 0; t <= denoiser.steps(); t++) {
                trail.add(new FMatrixRMaj(batch, width));
                noise.add(new FMatrixRMaj(batch, width));
            }
            logitGradient = new FMatrixRMaj(withGradient ? batch : 0, width);
        }

        /**
         * Draws all noise of a run: the start first, then the steps in the order in which they use it.
         *
         * @param random the stream
         */
        public void drawNoise(RandomStream random) {
            drawNoise(random, 0, start().numRows);
        }

        /**
         * Draws all noise of some rows of a run, in the order in which a run of these rows alone draws it.
         *
         * @param random the stream
         * @param firstRow the first of the rows
         * @param rows how many
         */
        public void drawNoise(RandomStream random, int firstRow, int rows) {
            int width = start().numCols;
            random.fillGaussian(start().data, firstRow * width, rows * width);
            for (int t = noise.size() - 2; t > 0; t--) {
                random.fillGaussian(noise.get(t).data, firstRow * width, rows * width);
            }
        }

        /**
         * x_K, the noise that the chain starts from.
         *
         * @return batch x logits, not a copy
         */
        public FMatrixRMaj start() {
            return trail.get(trail.size() - 1);
        }

        /**
         * The noise z that step t adds.
         *
         * @param t the step, at least 1
         * @return batch x logits, not a copy
         */
        public FMatrixRMaj noise(int t) {
            return noise.get(t);
        }

        /**
         * x after the steps down to t.
         *
         * @param t K for the start, 0 for the logits
         * @return batch x logits, not a copy
         */
        public FMatrixRMaj trail(int t) {
            return trail.get(t);
        }

        Denoiser.DenoiserPass predictions() {
            return predictions;
        }

        /**
         * Where the caller puts the gradient of the loss with respect to the logits.
         *
         * @return batch x logits, not a copy
         */
        public FMatrixRMaj logitGradient() {
            return logitGradient;
        }
    }
}
