package dmsb.experiments.export;

import dmsb.auction.dense.SlotEncoder;
import dmsb.auction.dense.VectorModel;
import dmsb.core.tensorfile.AtomicFile;
import dmsb.core.tensorfile.ModelMetadata;
import dmsb.core.tensorfile.TensorFile;
import dmsb.experiments.config.UsageException;
import dmsb.experiments.run.Version;
import dmsb.nn.agent.DiffusionSacConfig;
import dmsb.nn.agent.LearnerConfig;
import dmsb.nn.agent.SetActorConfig;
import dmsb.nn.diffusion.NoiseSchedule;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;

/**
 * A trained actor for slots of several tasks as one ONNX graph, for any number of tasks. For M tasks, A actions, S own and H shared
 * observations:
 *
 * <table>
 *   <caption>Inputs and output, all float32</caption>
 *   <tr><th>name</th><th>shape</th><th>what</th></tr>
 *   <tr><td>{@code own}</td><td>M x S</td><td>what the model's {@link SlotEncoder} writes of each task</td></tr>
 *   <tr><td>{@code shared}</td><td>1 x H</td><td>what it writes of the slot</td></tr>
 *   <tr><td>{@code start}</td><td>M x A</td><td>x_K, standard normal; only of a diffusion policy</td></tr>
 *   <tr><td>{@code noise}</td><td>K-1 x M x A</td><td>standard normal, in the order of use; only if K is above 1</td></tr>
 *   <tr><td>{@code probabilities}</td><td>M x A</td><td>the policy of each task</td></tr>
 * </table>
 *
 * <p>Policies that decide task after task, are deterministic, or have critics choose among proposals are more than one graph; they
 * are refused.
 */
public final class SetOnnxExport {
    private static final String TASKS = "tasks";
    private static final String ONE = "1";

    private SetOnnxExport() {}

    /**
     * Writes a model's actor, whole or not at all.
     *
     * @param model the model
     * @param file where
     * @throws UsageException if its policy is not one graph
     * @throws IOException if it could not be written
     */
    public static void write(VectorModel model, Path file) throws IOException {
        AtomicFile.write(file, toBytes(model));
    }

    /**
     * A model's actor.
     *
     * @param model the model
     * @return the content of an ONNX file, equal for equal models
     * @throws UsageException if its policy is not one graph
     */
    public static byte[] toBytes(VectorModel model) {
        TensorFile file = model.toFile();
        ModelMetadata metadata = ModelMetadata.of(file);
        SetActorConfig settings = SetActorConfig.SCHEMA.read(metadata, ModelMetadata.LEARNER_PREFIX);
        SetActorConfig.Head head = settings.get(SetActorConfig.HEAD);
        boolean isChain = head == SetActorConfig.Head.DIFFUSION;
        require(
                SetActorConfig.HEAD.name(),
                isChain || head == SetActorConfig.Head.SOFTMAX,
                "softmax or diffusion",
                head.name().toLowerCase(Locale.ROOT));
        int proposals = settings.get(SetActorConfig.PROPOSALS);
        require(SetActorConfig.PROPOSALS.name(), proposals == 1, ONE, proposals);

        ActorGraph actor = new ActorGraph("dmsb-set-actor", file.tensors());
        Shape shape = new Shape(
                metadata.wholeNumber(ModelMetadata.OWN_OBSERVATIONS_KEY),
                metadata.wholeNumber(ModelMetadata.SHARED_OBSERVATIONS_KEY),
                settings.get(LearnerConfig.HIDDEN),
                metadata.wholeNumber(ModelMetadata.ACTIONS_KEY));
        String logits = isChain ? chain(actor, shape, settings) : perceptron(actor, shape);
        actor.graph()
                .output(
                        actor.graph().nodeAlong(1, "Softmax", "probabilities", logits),
                        TASKS,
                        Integer.toString(shape.actions()));
        return actor.graph()
                .toModel(
                        Version.code(),
                        OnnxExport.metadata(
                                model.scenario(), settings.values().toMetadata(ModelMetadata.LEARNER_PREFIX)));
    }

    private record Shape(int own, int shared, int hidden, int actions) {}

    private static void require(String key, boolean isFine, String expected, Object got) {
        if (!isFine) {
            throw new UsageException("export: expected a model with " + key + " " + expected + ", got " + got);
        }
    }

    private static String perceptron(ActorGraph actor, Shape shape) {
        return actor.perceptron("body", "body", stateShare(actor, shape, 0));
    }

    private static String chain(ActorGraph actor, Shape shape, SetActorConfig settings) {
        NoiseSchedule schedule = NoiseSchedule.of(
                settings.get(DiffusionSacConfig.SCHEDULE), settings.get(DiffusionSacConfig.DIFFUSION_STEPS));
        String stateShare = stateShare(actor, shape, shape.actions() + actor.timeWidth());
        ActorGraph.ChainInputs inputs = actor.chainInputs(schedule.steps(), TASKS, shape.actions());
        return actor.chain(
                inputs,
                actor.timeShare(schedule.steps(), shape.actions()),
                stateShare,
                shape.actions(),
                schedule,
                settings.get(DiffusionSacConfig.NOISE_BOUND).floatValue());
    }

    /** The share of what a task sees in the body's first layer: its own features, the mean of the embeddings, what all share. */
    private static String stateShare(ActorGraph actor, Shape shape, int firstRow) {
        OnnxGraph graph = actor.graph();
        String own = graph.input("own", TASKS, Integer.toString(shape.own()));
        String shared = graph.input("shared", ONE, Integer.toString(shape.shared()));
        String embedded = actor.perceptron("embedding", "embedding", actor.dense("embedding.1", "embedding1", own));
        String mean = graph.meanOfRows("embedding.mean", embedded);
        String common = graph.node(
                "Add",
                "common.share",
                product(actor, "mean", mean, firstRow + shape.own(), shape.hidden()),
                product(actor, "shared", shared, firstRow + shape.own() + shape.hidden(), shape.shared()));
        String biased = graph.node("Add", "common", common, actor.parameter("body1.bias"));
        return graph.node("Add", "state.share", product(actor, "own", own, firstRow, shape.own()), biased);
    }

    private static String product(ActorGraph actor, String part, String input, int from, int count) {
        return actor.graph().node("MatMul", part + ".product", input, actor.rows(part, from, count));
    }
}
