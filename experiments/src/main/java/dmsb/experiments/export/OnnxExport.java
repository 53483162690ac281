package dmsb.experiments.export;

import dmsb.auction.market.Scenario;
import dmsb.auction.rule.ActionGrid;
import dmsb.auction.rule.observation.ObservationEncoder;
import dmsb.core.tensorfile.AtomicFile;
import dmsb.experiments.config.Decimal;
import dmsb.experiments.config.UsageException;
import dmsb.experiments.run.Model;
import dmsb.experiments.run.Version;
import dmsb.nn.agent.DiffusionSac;
import dmsb.nn.agent.DiffusionSacConfig;
import dmsb.nn.diffusion.NoiseSchedule;
import java.io.IOException;
import java.nio.file.Path;
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

    private OnnxExport() {}

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
        ActorGraph actor = new ActorGraph("dmsb-diffusion-actor", model.weights());
        chain(
                actor,
                model.observationSize(),
                ActionGrid.of(model.scenario()).size(),
                NoiseSchedule.of(
                        learner.get(DiffusionSacConfig.SCHEDULE), learner.get(DiffusionSacConfig.DIFFUSION_STEPS)),
                learner.get(DiffusionSacConfig.NOISE_BOUND).floatValue());
        return actor.graph()
                .toModel(
                        Version.code(),
                        metadata(model.scenario(), model.learner().toMetadata()));
    }

    /** What stands beside a graph: the factor of every action, the scenario and the settings. */
    static Map<String, String> metadata(Scenario scenario, Map<String, String> learner) {
        ActionGrid grid = ActionGrid.of(scenario);
        Map<String, String> metadata = new LinkedHashMap<>();
        metadata.put(
                "rho",
                IntStream.range(0, grid.size())
                        .mapToObj(action -> Decimal.shortest(grid.rho(action)))
                        .collect(Collectors.joining(",")));
        metadata.putAll(new TreeMap<>(scenario.toMetadata()));
        metadata.putAll(new TreeMap<>(learner));
        return metadata;
    }

    private static void chain(ActorGraph actor, int states, int actions, NoiseSchedule schedule, float noiseBound) {
        OnnxGraph graph = actor.graph();
        String observation = graph.input("observation", BATCH, Integer.toString(states));
        ActorGraph.ChainInputs inputs = actor.chainInputs(schedule.steps(), BATCH, actions);

        // The first layer's rows belong to x, to the time embedding and to the observation.
        String timeShare = actor.timeShare(schedule.steps(), actions);
        String stateShare = graph.node(
                "Add",
                "state.share",
                graph.node(
                        "MatMul",
                        "state.product",
                        observation,
                        actor.rows("state", actions + actor.timeWidth(), states)),
                actor.parameter("body1.bias"));
        String logits = actor.chain(inputs, timeShare, stateShare, actions, schedule, noiseBound);
        graph.output(graph.nodeAlong(1, "Softmax", "probabilities", logits), BATCH, Integer.toString(actions));
    }
}
