package dmsb.nn.diffusion;

import static dmsb.nn.layer.GradientCheck.check;
import static dmsb.nn.layer.GradientCheck.dot;
import static dmsb.nn.layer.GradientCheck.random;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dmsb.core.random.RandomStream;
import dmsb.core.random.SeedTree;
import dmsb.nn.kernel.Kernels;
import dmsb.nn.layer.Parameter;
import dmsb.nn.optim.Adam;
import java.util.List;
import org.ejml.data.FMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ChainGradientTest {
    private static final int BATCH = 4;
    private static final int LOGITS = 3;
    private static final int STATES = 5;

    private static Denoiser denoiser(int steps) {
        Denoiser denoiser = new Denoiser(LOGITS, STATES, 8, steps, 2, Kernels.create());
        denoiser.initialise(SeedTree.of(3).stream());
        return denoiser;
    }

    @ParameterizedTest
    @EnumSource
    void gradientThroughAllStepsMatchesFiniteDifferences(NoiseSchedule.Family kind) {
        Denoiser denoiser = denoiser(4);
        ReverseChain chain = new ReverseChain(denoiser, NoiseSchedule.of(kind, 4));
        FMatrixRMaj states = random("states", BATCH, STATES);
        FMatrixRMaj weights = random("weights", BATCH, LOGITS);
        ReverseChain.ChainPass pass = new ReverseChain.ChainPass(denoiser, BATCH, true);
        pass.drawNoise(SeedTree.of(4).stream());
        chain.run(states, pass);
        pass.logitGradient().setTo(weights);
        chain.backward(states, pass);

        ReverseChain.ChainPass forwardOnly = new ReverseChain.ChainPass(denoiser, BATCH, false);
        forwardOnly.drawNoise(SeedTree.of(4).stream());
        for (Parameter parameter : denoiser.parameters()) {
            check(
                    kind + " " + parameter.name(),
                    parameter.value(),
                    parameter.gradient(),
                    () -> dot(chain.run(states, forwardOnly), weights));
        }
    }

    @Test
    void cloningLossGradientMatchesFiniteDifferences() {
        Denoiser denoiser = denoiser(4);
        ForwardProcess process =
                new ForwardProcess(denoiser, NoiseSchedule.of(NoiseSchedule.Family.VARIANCE_PRESERVING, 4));
        FMatrixRMaj states = random("states", BATCH, STATES);
        FMatrixRMaj clean = random("clean", BATCH, LOGITS);
        ReverseChain.ChainPass pass = new ReverseChain.ChainPass(denoiser, BATCH, true);
        RandomStream noise = SeedTree.of(5).stream();
        process.cloningLoss(states, clean, noise, pass);
        List<FMatrixRMaj> gradients =
                denoiser.parameters().stream().map(p -> p.gradient().copy()).toList();
        for (int i = 0; i < gradients.size(); i++) {
            Parameter parameter = denoiser.parameters().get(i);
            check(
                    "cloning " + parameter.name(),
                    parameter.value(),
                    gradients.get(i),
                    () -> process.cloningLoss(states, clean, SeedTree.of(5).stream(), pass));
        }
    }

    @Test
    void cloningBringsTheChainToTheActionsThatWereLogged() {
        int steps = 5;
        Denoiser denoiser = denoiser(steps);
        NoiseSchedule schedule = NoiseSchedule.of(NoiseSchedule.Family.VARIANCE_PRESERVING, steps);
        ForwardProcess process = new ForwardProcess(denoiser, schedule);
        Adam adam = new Adam(denoiser.parameters(), 3e-3, 0, 0, Kernels.create());
        int batch = 64;
        FMatrixRMaj states = random("many states", batch, STATES);
        FMatrixRMaj clean = new FMatrixRMaj(batch, LOGITS);
        for (int i = 0; i < batch; i++) {
            for (int j = 0; j < LOGITS; j++) {
                clean.set(i, j, j == goodAction(states, i) ? 1 : -1);
            }
        }
        ReverseChain.ChainPass pass = new ReverseChain.ChainPass(denoiser, batch, true);
        RandomStream random = SeedTree.of(6).stream();
        for (int i = 0; i < 1500; i++) {
            adam.clearGradients();
            process.cloningLoss(states, clean, random, pass);
            adam.step();
        }
        pass.drawNoise(random);
        FMatrixRMaj logits = new ReverseChain(denoiser, schedule).run(states, pass);
        int right = 0;
        for (int i = 0; i < batch; i++) {
            int best = 0;
            for (int j = 1; j < LOGITS; j++) {
                best = logits.get(i, j) > logits.get(i, best) ? j : best;
            }
            right += best == goodAction(states, i) ? 1 : 0;
        }
        // By chance 21 of 64 would be right, 40 or more with probability 1e-6.
        assertTrue(right >= 52, "right: " + right + " of " + batch);
    }

    private static int goodAction(FMatrixRMaj states, int row) {
        return states.get(row, 0) > 0.5 ? 0 : states.get(row, 0) < -0.5 ? 1 : 2;
    }

    @Test
    void forwardProcessKeepsTheVarianceOfUnitLogits() {
        NoiseSchedule schedule = NoiseSchedule.of(NoiseSchedule.Family.COSINE, 10);
        ForwardProcess process = new ForwardProcess(denoiser(10), schedule);
        FMatrixRMaj clean = random("clean", 100, 100);
        FMatrixRMaj noise = random("noise", 100, 100);
        FMatrixRMaj noisy = new FMatrixRMaj(100, 100);
        for (int t = 0; t < 10; t++) {
            process.diffuse(clean, t, noise, noisy);
            // 10,000 draws: the variance has a standard deviation of sqrt(2/10000) = 0.014.
            assertEquals(1, dot(noisy, noisy) / 10_000, 0.07);
        }
    }

    @Test
    void scheduleHasThePublishedCheckValues() {
        NoiseSchedule schedule = NoiseSchedule.of(NoiseSchedule.Family.VARIANCE_PRESERVING, 5);
        double[] beta = {.1959, .4588, .6358, .7549, .8350};
        double[] clean = {1, .7284, .4984, .3127, .1657};
        double[] noisy = {0, .2551, .4051, .4335, .3929};
        double[] variance = {0, .1591, .4267, .6609, .8078};
        for (int t = 0; t < 5; t++) {
            assertEquals(beta[t], schedule.beta(t), 5e-5);
            assertEquals(clean[t], schedule.cleanWeight(t), 5e-5);
            assertEquals(noisy[t], schedule.noisyWeight(t), 5e-5);
            assertEquals(variance[t], schedule.variance(t), 5e-5);
        }
    }
}
