package dmsb.nn.diffusion;

import dmsb.core.random.RandomStream;
import dmsb.nn.kernel.FusedMultiplyAdd;
import org.ejml.data.FMatrixRMaj;

/**
 * The forward process, eq. (16), which adds noise to clean logits: {@code x_t = sqrt(alphaBar_t) x_0 + sqrt(1 -
 * alphaBar_t) eps}. With it comes the behaviour-cloning loss, the mean squared error of the predicted noise. This loss
 * warm-starts a denoiser from a log of good actions.
 */
public final class ForwardProcess {
    private final Denoiser denoiser;
    private final NoiseSchedule schedule;

    /**
     * The forward process of a denoiser's chain.
     *
     * @param denoiser predicts the noise
     * @param schedule the schedule, with as many steps as the denoiser knows
     */
    public ForwardProcess(Denoiser denoiser, NoiseSchedule schedule) {
        this.denoiser = denoiser;
        this.schedule = schedule;
    }

    /**
     * Draws x_t given x_0: t + 1 steps of eq. (16) at once. The code's step t is the paper's step t + 1. The paper's
     * eta is {@link NoiseSchedule#beta}, and alphaBar_t is the product of 1 - beta up to step t.
     *
     * @param clean x_0, batch x logits. Not modified.
     * @param t the step
     * @param noise eps, batch x logits. Not modified.
     * @param noisy receives x_t. Modified.
     */
    public void diffuse(FMatrixRMaj clean, int t, FMatrixRMaj noise, FMatrixRMaj noisy) {
        float signal = (float) Math.sqrt(schedule.alphaBar(t));
        float spread = (float) Math.sqrt(1 - schedule.alphaBar(t));
        for (int i = 0; i < clean.getNumElements(); i++) {
            noisy.data[i] = FusedMultiplyAdd.fma(signal, clean.data[i], spread * noise.data[i]);
        }
    }

    /**
     * The loss of a batch of clean logits at every step, and its gradient: every row is diffused to every t with fresh
     * noise, which is the expectation over t without its variance.
     *
     * @param states batch x states. Not modified.
     * @param clean x_0, batch x logits. Not modified.
     * @param random the stream of the noise
     * @param pass a chain's pass, made for gradients. Modified.
     * @return the mean squared error of the predicted noise
     */
    public double cloningLoss(FMatrixRMaj states, FMatrixRMaj clean, RandomStream random, ReverseChain.ChainPass pass) {
        Denoiser.DenoiserPass predictions = pass.predictions();
        denoiser.begin(states, predictions);
        denoiser.beginBackward(predictions);
        pass.logitGradient().zero(); // x_t carries no parameter: its gradient goes nowhere
        int size = clean.getNumElements();
        double loss = 0;
        for (int t = 0; t < schedule.steps(); t++) {
            FMatrixRMaj noise = pass.noise(t);
            FMatrixRMaj noisy = pass.trail(t);
            random.fillGaussian(noise.data, size);
            diffuse(clean, t, noise, noisy);
            FMatrixRMaj predicted = denoiser.predict(noisy, t, predictions);
            FMatrixRMaj gradient = predictions.noiseGradient(t);
            float scale = 2f / (size * schedule.steps());
            for (int i = 0; i < size; i++) {
                float error = predicted.data[i] - noise.data[i];
                loss += (double) error * error;
                gradient.data[i] = scale * error;
            }
            denoiser.backward(noisy, t, predictions, pass.logitGradient());
        }
        denoiser.finishBackward(states, predictions);
        return loss / ((double) size * schedule.steps());
    }
}
