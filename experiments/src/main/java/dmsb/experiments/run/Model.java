package dmsb.experiments.run;

import dmsb.auction.market.Scenario;
import dmsb.auction.pricing.ObservationEncoder;
import dmsb.core.rl.Policy;
import dmsb.core.tensorfile.Tensor;
import dmsb.core.tensorfile.TensorFile;
import dmsb.experiments.config.Decimal;
import dmsb.experiments.config.Learners;
import dmsb.experiments.config.Presets;
import dmsb.experiments.config.UsageException;
import dmsb.experiments.config.Yaml;
import dmsb.nn.agent.LearnerConfig;
import dmsb.nn.agent.NeuralAgent;
import dmsb.nn.kernel.Kernels;
import dmsb.nn.layer.Parameter;
import dmsb.nn.layer.Weights;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A trained model and its file: the weights, and as metadata all that is needed to use it, the scenario and the settings
 * it was trained with.
 *
 * @param scenario the scenario it was trained on
 * @param learner the settings it was trained with
 * @param rewardScale the surplus that its rewards were divided by
 * @param weights the tensors of its networks
 */
public record Model(Scenario scenario, LearnerConfig learner, double rewardScale, Map<String, Tensor> weights) {
    private static final String FORMAT = "dmsb-model-1";

    /**
     * Copies the map.
     */
    public Model {
        weights = Map.copyOf(weights);
    }

    /**
     * The model that an agent is at this moment.
     *
     * @param scenario the scenario it is trained on
     * @param learner its settings
     * @param rewardScale the surplus that its rewards are divided by
     * @param agent the agent. Not modified, copied from.
     * @return the model
     */
    static Model of(Scenario scenario, LearnerConfig learner, double rewardScale, NeuralAgent agent) {
        Map<String, Tensor> weights = new LinkedHashMap<>();
        for (Map.Entry<String, List<Parameter>> network : agent.networks().entrySet()) {
            Weights.save(network.getKey(), network.getValue(), weights);
        }
        return new Model(scenario, learner, rewardScale, weights);
    }

    /**
     * Writes the model's file.
     *
     * @param file where
     * @throws IOException if it could not be written
     */
    void write(Path file) throws IOException {
        Map<String, String> metadata = new LinkedHashMap<>();
        metadata.put("format", FORMAT);
        metadata.put("agent", learner.agent());
        metadata.put("scenario", Presets.SCENARIOS.toYaml(scenario));
        metadata.put("learner", Learners.toYaml(learner));
        metadata.put("rewardScale", Decimal.shortest(rewardScale));
        new TensorFile(weights, metadata).write(file);
    }

    /**
     * Reads a model's file.
     *
     * @param file the file
     * @return the model
     * @throws UsageException if the file is missing, malformed, or of another kind
     */
    public static Model read(Path file) {
        if (!Files.isRegularFile(file)) {
            throw new UsageException("model: expected a file, got " + file + ", which does not exist");
        }
        TensorFile content;
        try {
            content = TensorFile.read(file);
        } catch (IOException e) {
            throw new UsageException("model " + file + ": " + e.getMessage(), e);
        }
        expect(file, content, "format", FORMAT);
        String agent = content.metadata().getOrDefault("agent", "");
        if (!Learners.agents().contains(agent)) {
            throw new UsageException("model " + file + ": expected agent one of " + String.join(", ", Learners.agents())
                    + ", got '" + agent + "'");
        }
        Model model = new Model(
                Presets.SCENARIOS.complete(settings(file, content, "scenario")),
                Learners.complete(agent, settings(file, content, "learner")),
                rewardScale(file, content),
                content.tensors());
        try {
            model.policy(model.scenario(), model.learner().evaluationChains());
        } catch (IllegalArgumentException e) {
            throw new UsageException(file + ": " + e.getMessage(), e);
        }
        return model;
    }

    private static void expect(Path file, TensorFile content, String key, String expected) {
        if (!expected.equals(content.metadata().get(key))) {
            throw new UsageException("model " + file + ": expected " + key + " " + expected + ", got "
                    + content.metadata().get(key));
        }
    }

    private static Map<String, Object> settings(Path file, TensorFile content, String key) {
        return Yaml.parse(content.metadata().getOrDefault(key, ""), "model " + file + " metadata " + key);
    }

    private static double rewardScale(Path file, TensorFile content) {
        String text = content.metadata().getOrDefault("rewardScale", "");
        try {
            double scale = Double.parseDouble(text);
            if (scale > 0 && Double.isFinite(scale)) {
                return scale;
            }
        } catch (NumberFormatException e) {
            // refused below, with the same words
        }
        throw new UsageException("model " + file + ": expected a positive rewardScale, got '" + text + "'");
    }

    /**
     * The policy that the model decides by, for use on a scenario that gives observations of the same shape.
     *
     * @param target the scenario it is to be used on
     * @param chains the chains whose mean decides, 0 to sample; an agent without chains takes its most
     *     probable action for any other number
     * @return a policy of its own, for one thread
     * @throws UsageException if the scenario's observations or actions have another shape
     */
    public Policy policy(Scenario target, int chains) {
        int expected = new ObservationEncoder(target).size();
        int got = new ObservationEncoder(scenario).size();
        if (expected != got
                || target.actions() != scenario.actions()
                || target.observation() != scenario.observation()
                || target.groundStations() != scenario.groundStations()) {
            throw new UsageException(
                    "model: expected one for " + shape(target, expected) + ", got one for " + shape(scenario, got));
        }
        return learner.policy(new TensorFile(weights, Map.of()), got, scenario.actions(), chains, Kernels.create());
    }

    private static String shape(Scenario scenario, int observations) {
        return observations + " observations (groundStations " + scenario.groundStations() + ", history "
                + scenario.history() + ", observation " + scenario.observation() + ") and " + scenario.actions()
                + " actions";
    }
}
