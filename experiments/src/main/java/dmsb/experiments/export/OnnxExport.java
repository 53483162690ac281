package dmsb.experiments.export;

import dmsb.auction.rule.ActionGrid;
import dmsb.auction.rule.observation.ObservationEncoder;
import dmsb.core.tensorfile.AtomicFile;
import dmsb.core.tensorfile.Tensor;
import dmsb.experiments.config.Decimal;
import dmsb.experiments.config.UsageException;
import dmsb.experiments.run.Model;
import dmsb.experiments.run.Version;
import dmsb.nn.agent.DiffusionSac;
import dmsb.nn.agent.DiffusionSacConfig;
import dmsb.nn.diffusion.Denoiser;
import dmsb.nn.diffusion.NoiseSchedule;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A trained diffusion actor as one ONNX graph: the whole reverse chain, eq. (17), with its K steps unrolled, and the softmax,
 * eq. (18), at its end.
 *
 * <p>The graph draws nothing: noise is an input, so that a caller decides how it is drawn and equal inputs give equal
 * outputs. For B rows, A actions and S observations:
 *
 * <table>
 *   <caption>Inputs and output, all float32</caption>
 *   <tr><th>name</th><th>shape</th><th>what</th></tr>
 *   <tr><td>{@code observation}</td><td>B x S</td><td>what the model's {@link ObservationEncoder} writes, forecasts included</td></tr>
 *   <tr><td>{@code start}</td><td>B x A</td><td>x_K, standard normal</td></tr>
 *   <tr><td>{@code noise}</td><td>K-1 x B x A</td><td>standard normal, in the order of use, from step K-1 down to step 1;
 *       absent if K = 1</td></tr>
 *   <tr><td>{@code probabilities}</td><td>B x A</td><td>the policy; the factor of an action stands in the metadata</td></tr>
 * </table>
 *
 * <p>The metadata says the rest: {@code rho}, the factor of every action in turn, and the keys {@code scenario.} and
 * {@code learner.} of the model's file.
 */
public final class OnnxExport {
    private static final String BATCH = "batch";

    private final OnnxGraph graph = new OnnxGraph("dmsb-diffusion-actor");
    private final Map<String, Tensor> weights;
    private final Map<String, String> parameters = new HashMap<>();

    private OnnxExport(Map<String, Tensor> weights) {
        this.weights = weights;
    }

    /**
     * Writes a model's actor, whole or not at all.
     *
     * @param model the model
     * @param file where
     * @throws IOException if it could not be written
     */
    public static void write(Model model, Path file) throws IOException {
        AtomicFile.write(file, toBytes(model));
    }

    /**
     * A model's actor.
     *
     * @param model the model
     * @return the content of an ONNX file, equal for equal models
     * @throws UsageException if the model is of an agent without a diffusion actor
     */
    public static byte[] toBytes(Model model) {
        if (!(model.learner() instanceof DiffusionSacConfig learner)) {
            throw new UsageException("export: expected a model of agent " + DiffusionSac.ID + ", got one of agent "
                    + model.learner().agent());
        }
        OnnxExport export = new OnnxExport(model.weights());
        export.chain(
                model.observationSize(),
                ActionGrid.of(model.scenario()).size(),
                NoiseSchedule.of(
                        learner.get(DiffusionSacConfig.SCHEDULE), learner.get(DiffusionSacConfig.DIFFUSION_STEPS)),
                learner.get(DiffusionSacConfig.NOISE_BOUND).floatValue());
        return export.graph.toModel(Version.code(), metadata(model));
    }

    private static Map<String, String> metadata(Model model) {
        ActionGrid grid = ActionGrid.of(model.scenario());
        Map<String, String> metadata = new LinkedHashMap<>();
        metadata.put(
                "rho",
                IntStream.range(0, grid.size())
                        .mapToObj(action -> Decimal.shortest(grid.rho(action)))
                        .collect(Collectors.joining(",")));
        metadata.putAll(new TreeMap<>(model.scenario().toMetadata()));
        metadata.putAll(new TreeMap<>(model.learner().toMetadata()));
        return metadata;
    }

    private void chain(int states, int actions, NoiseSchedule schedule, float noiseBound) {
        int steps = schedule.steps();
        String observation = graph.input("observation", BATCH, Integer.toString(states));
        String x = graph.input("start", BATCH, Integer.toString(actions));
        String noise =
                steps == 1 ? "" : graph.input("noise", Integer.toString(steps - 1), BATCH, Integer.toString(actions));

        // The first layer's rows belong to x, to the time embedding and to the observation; only the share of x
        // changes from step to step.
        String features = graph.constant("time.features", Denoiser.timeFeatures(steps).data, steps, timeWidth());
        String embedding = perceptron("time", "time", dense("time.1", "time1", features));
        String timeShare = graph.node("MatMul", "time.share", embedding, rows("time", actions, timeWidth()));
        String stateShare = graph.node(
                "Add",
                "state.share",
                graph.node("MatMul", "state.product", observation, rows("state", actions + timeWidth(), states)),
                parameter("body1.bias"));
        String first = rows("x", 0, actions);

        String bound = graph.constant("noise.bound", new float[] {noiseBound});
        for (int t = steps - 1; t >= 0; t--) {
            String at = "step" + t + ".";
            String time = graph.nodeAlong(0, "Gather", at + "time", timeShare, graph.index(at + "t", t));
            String shared = graph.node("Add", at + "shared", stateShare, time);
            String layer1 = graph.node("Add", at + "1", graph.node("MatMul", at + "1.x", x, first), shared);
            String raw = graph.node("Tanh", at + "tanh", perceptron(at + "body", "body", layer1));
            String predicted = graph.node("Mul", at + "predicted", raw, bound);
            x = graph.node(
                    "Add",
                    at + "mean",
                    scaled(at + "kept", x, schedule.keep(t)),
                    scaled(at + "removed", predicted, schedule.remove(t)));
            if (t > 0) {
                String z = graph.nodeAlong(0, "Gather", at + "z", noise, graph.index(at + "use", steps - 1L - t));
                x = graph.node("Add", at + "x", x, scaled(at + "spread", z, schedule.spread(t)));
            }
        }
        graph.output(graph.nodeAlong(1, "Softmax", "probabilities", x), BATCH, Integer.toString(actions));
    }

    /** The layers of a network from the second on, given the first one's output before its activation. */
    private String perceptron(String prefix, String network, String first) {
        String value = first;
        for (int layer = 2; weights.containsKey("actor." + network + layer + ".weight"); layer++) {
            value = dense(prefix + "." + layer, network + layer, mish(value));
        }
        return value;
    }

    private String dense(String prefix, String layer, String x) {
        String product = graph.node("MatMul", prefix + ".product", x, parameter(layer + ".weight"));
        return graph.node("Add", prefix, product, parameter(layer + ".bias"));
    }

    /** mish(x) = x tanh(softplus(x)) by its definition; the operator of that name came with version 18. */
    private String mish(String x) {
        String softplus = graph.node("Softplus", x + ".softplus", x);
        return graph.node("Mul", x + ".mish", x, graph.node("Tanh", x + ".gate", softplus));
    }

    private String scaled(String value, String x, double factor) {
        return graph.node("Mul", value, x, graph.constant(value + ".factor", new float[] {(float) factor}));
    }

    private String parameter(String name) {
        return parameters.computeIfAbsent("actor." + name, key -> {
            Tensor tensor = tensor(key);
            return graph.constant(key, tensor.data(), tensor.shape());
        });
    }

    /** Rows of the first layer's weight as a constant of their own. */
    private String rows(String part, int from, int count) {
        String name = "actor.body1.weight";
        Tensor tensor = tensor(name);
        int columns = tensor.shape()[1];
        float[] data = Arrays.copyOfRange(tensor.data(), from * columns, (from + count) * columns);
        return graph.constant(name + "." + part, data, count, columns);
    }

    private int timeWidth() {
        return tensor("actor.time1.weight").shape()[0];
    }

    private Tensor tensor(String name) {
        Tensor tensor = weights.get(name);
        if (tensor == null) {
            throw new IllegalArgumentException("model: expected a tensor " + name + ", got " + weights.keySet());
        }
        return tensor;
    }
}
