package dmsb.experiments.export;

import dmsb.core.tensorfile.Tensor;
import dmsb.nn.diffusion.Denoiser;
import dmsb.nn.diffusion.NoiseSchedule;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/** An actor's network as a graph under construction, whose constants are the tensors of a model file. */
final class ActorGraph {
    private static final String PREFIX = "actor.";

    private final OnnxGraph graph;
    private final Map<String, Tensor> weights;
    private final Map<String, String> parameters = new HashMap<>();

    /** A graph without nodes for a model with these tensors. */
    ActorGraph(String name, Map<String, Tensor> weights) {
        this.graph = new OnnxGraph(name);
        this.weights = weights;
    }

    OnnxGraph graph() {
        return graph;
    }

    /** Inputs of the reverse chain: where it starts, and the noise of its steps; no noise for one step. */
    record ChainInputs(String start, String noise) {}

    /** Declares the inputs of a chain of so many steps for rows of a free number. */
    ChainInputs chainInputs(int steps, String rows, int actions) {
        String start = graph.input("start", rows, Integer.toString(actions));
        String noise =
                steps == 1 ? "" : graph.input("noise", Integer.toString(steps - 1), rows, Integer.toString(actions));
        return new ChainInputs(start, noise);
    }

    /** The share of the time embedding in the first layer's output, a row for each step. Its rows stand behind the actions'. */
    String timeShare(int steps, int actions) {
        String features = graph.constant("time.features", Denoiser.timeFeatures(steps).data, steps, timeWidth());
        String embedding = perceptron("time", "time", dense("time.1", "time1", features));
        return graph.node("MatMul", "time.share", embedding, rows("time", actions, timeWidth()));
    }

    /**
     * The reverse chain, eq. (17). Only the share of x in the first layer's output changes from step to step.
     *
     * @return the name of x_0, the logits
     */
    String chain(
            ChainInputs inputs,
            String timeShare,
            String stateShare,
            int actions,
            NoiseSchedule schedule,
            float noiseBound) {
        int steps = schedule.steps();
        String x = inputs.start();
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
                String z =
                        graph.nodeAlong(0, "Gather", at + "z", inputs.noise(), graph.index(at + "use", steps - 1L - t));
                x = graph.node("Add", at + "x", x, scaled(at + "spread", z, schedule.spread(t)));
            }
        }
        return x;
    }

    /** The layers of a network from the second on, given the first one's output before its activation. */
    String perceptron(String prefix, String network, String first) {
        String value = first;
        for (int layer = 2; weights.containsKey(PREFIX + network + layer + ".weight"); layer++) {
            value = dense(prefix + "." + layer, network + layer, mish(value));
        }
        return value;
    }

    /** One layer without its activation. */
    String dense(String prefix, String layer, String x) {
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

    /** A tensor of the model as a constant. */
    String parameter(String name) {
        return parameters.computeIfAbsent(PREFIX + name, key -> {
            Tensor tensor = tensor(key);
            return graph.constant(key, tensor.data(), tensor.shape());
        });
    }

    /** Rows of the body's first layer's weight as a constant of their own. */
    String rows(String part, int from, int count) {
        String name = PREFIX + "body1.weight";
        Tensor tensor = tensor(name);
        int columns = tensor.shape()[1];
        float[] data = Arrays.copyOfRange(tensor.data(), from * columns, (from + count) * columns);
        return graph.constant(name + "." + part, data, count, columns);
    }

    /** The width of the embedding of time. */
    int timeWidth() {
        return tensor(PREFIX + "time1.weight").shape()[0];
    }

    private Tensor tensor(String name) {
        Tensor tensor = weights.get(name);
        if (tensor == null) {
            throw new IllegalArgumentException("model: expected a tensor " + name + ", got " + weights.keySet());
        }
        return tensor;
    }
}
