package dmsb.experiments.export;

import dmsb.auction.market.Scenario;
import dmsb.auction.rule.observation.ObservationEncoder;
import dmsb.core.random.RandomStream;
import dmsb.core.random.SeedTree;
import dmsb.core.tensorfile.Tensor;
import dmsb.core.tensorfile.TensorFile;
import dmsb.experiments.export.OnnxInterpreter.Value;
import dmsb.experiments.run.Model;
import dmsb.experiments.run.TrainingRun;
import dmsb.nn.agent.DiffusionSac;
import dmsb.nn.agent.DiffusionSacConfig;
import dmsb.nn.agent.ForecastSource;
import dmsb.nn.agent.LearnerConfig;
import dmsb.nn.diffusion.Denoiser;
import dmsb.nn.diffusion.NoiseSchedule;
import dmsb.nn.diffusion.ReverseChain;
import dmsb.nn.kernel.Kernels;
import dmsb.nn.layer.Parameter;
import dmsb.nn.layer.Weights;
import java.io.IOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.ejml.data.FMatrixRMaj;

/**
 * A model with random weights, random inputs for its graph, and what the library's own chain makes of them.
 *
 * @param model the model
 * @param observation batch x states
 * @param start batch x actions
 * @param noise steps - 1 x batch x actions, in the order of use
 * @param expected batch x actions, the probabilities of the library
 */
@SuppressWarnings("ArrayRecordComponent") // test data, compared by nobody
record OnnxCase(Model model, int batch, float[] observation, float[] start, float[] noise, float[] expected) {
    static final int STATES = new ObservationEncoder(Scenario.standard()).size();

    static OnnxCase of(int batch, int steps, NoiseSchedule.Family schedule, int hidden, long seed) {
        SeedTree seeds = SeedTree.of(seed);
        Scenario scenario = Scenario.standard();
        DiffusionSacConfig learner = DiffusionSacConfig.standard()
                .with(DiffusionSacConfig.DIFFUSION_STEPS, steps)
                .with(LearnerConfig.HIDDEN, hidden)
                .with(DiffusionSacConfig.SCHEDULE, schedule);
        int actions = scenario.actions();
        Kernels kernels = Kernels.create();
        Denoiser actor = DiffusionSac.newActor(learner, STATES, actions, kernels);
        RandomStream weights = seeds.child("weights").stream();
        for (Parameter parameter : actor.parameters()) { // about twice as wide as fresh ones, so that rows differ
            fill(parameter.value().data, weights, (float) (1 / Math.sqrt(parameter.value().numRows)));
        }
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        Weights.save("actor", actor.parameters(), tensors);
        return of(
                new Model(scenario, Optional.empty(), learner, 1.0, Map.of(), tensors),
                batch,
                seeds.child("inputs").stream());
    }

    /** The case of a model that was trained for a short while with the default settings, but without forecasts. */
    static OnnxCase trained(int batch, long seed) throws IOException {
        Scenario scenario = Scenario.standard();
        DiffusionSacConfig learner = DiffusionSacConfig.standard().with(LearnerConfig.FORECASTS, ForecastSource.NONE);
        Model model = new TrainingRun(scenario, learner, 3_200, seed, 1, 1)
                .run(null, (steps, text) -> {})
                .model();
        return of(model, batch, SeedTree.of(seed).child("inputs").stream());
    }

    private static OnnxCase of(Model model, int batch, RandomStream random) {
        int actions = model.scenario().actions();
        DiffusionSacConfig learner = (DiffusionSacConfig) model.learner();
        int steps = learner.get(DiffusionSacConfig.DIFFUSION_STEPS);
        Kernels kernels = Kernels.create();
        Denoiser actor = DiffusionSac.newActor(learner, STATES, actions, kernels);
        Weights.load("actor", actor.parameters(), new TensorFile(model.weights(), Map.of()));
        ReverseChain.ChainPass pass = new ReverseChain.ChainPass(actor, batch, false);
        FMatrixRMaj states = new FMatrixRMaj(batch, STATES);
        fill(states.data, random, 1);
        pass.drawNoise(random);
        float[] start = pass.start().data.clone();
        float[] noise = noise(pass, steps, batch * actions);
        NoiseSchedule schedule = NoiseSchedule.of(learner.get(DiffusionSacConfig.SCHEDULE), steps);
        FMatrixRMaj logits = new ReverseChain(actor, schedule).run(states, pass);
        float[] probabilities = new float[batch * actions];
        kernels.softmax(batch, actions, logits.data, probabilities, new float[batch * actions]);
        return new OnnxCase(model, batch, states.data, start, noise, probabilities);
    }

    /** The noise that a pass has drawn, steps - 1 x size, in the order in which a graph uses it. */
    static float[] noise(ReverseChain.ChainPass pass, int steps, int size) {
        float[] noise = new float[(steps - 1) * size];
        for (int use = 0; use < steps - 1; use++) {
            System.arraycopy(pass.noise(steps - 1 - use).data, 0, noise, use * size, size);
        }
        return noise;
    }

    private static void fill(float[] target, RandomStream random, float scale) {
        random.fillGaussian(target, target.length);
        for (int i = 0; i < target.length; i++) {
            target[i] *= scale;
        }
    }

    int actions() {
        return model.scenario().actions();
    }

    private DiffusionSacConfig learner() {
        return (DiffusionSacConfig) model.learner();
    }

    int steps() {
        return learner().get(DiffusionSacConfig.DIFFUSION_STEPS);
    }

    /** The largest difference between any two rows' probabilities: near 0 the comparison would say nothing. */
    float spreadOverRows() {
        float spread = 0;
        for (int a = 0; a < actions(); a++) {
            float low = 1;
            float high = 0;
            for (int i = 0; i < batch; i++) {
                low = Math.min(low, expected[i * actions() + a]);
                high = Math.max(high, expected[i * actions() + a]);
            }
            spread = Math.max(spread, high - low);
        }
        return spread;
    }

    /** What the graph gives in double precision, by the words of the operators' specification. */
    float[] interpreted(float[] otherNoise) throws IOException {
        Map<String, Value> inputs = new HashMap<>();
        inputs.put("observation", Value.of(observation, batch, STATES));
        inputs.put("start", Value.of(start, batch, actions()));
        if (steps() > 1) {
            inputs.put("noise", Value.of(otherNoise, steps() - 1, batch, actions()));
        }
        Value output = new OnnxInterpreter(OnnxExport.toBytes(model)).run(inputs);
        float[] probabilities = new float[output.data().length];
        for (int i = 0; i < probabilities.length; i++) {
            probabilities[i] = (float) output.data()[i];
        }
        return probabilities;
    }

    double largestDifference(float[] probabilities) {
        if (probabilities.length != expected.length) {
            throw new IllegalArgumentException(
                    "probabilities: expected " + expected.length + ", got " + probabilities.length);
        }
        double largest = 0;
        for (int i = 0; i < expected.length; i++) {
            largest = Math.max(largest, Math.abs((double) probabilities[i] - expected[i]));
        }
        return largest;
    }

    @Override
    public String toString() {
        return "K " + steps() + ", " + learner().get(DiffusionSacConfig.SCHEDULE) + ", hidden "
                + learner().get(LearnerConfig.HIDDEN) + ", batch " + batch + ", inputs " + Arrays.hashCode(observation);
    }
}
