package dmsb.experiments.run;

import dmsb.auction.market.Scenario;
import dmsb.auction.market.ScenarioMetadata;
import dmsb.auction.rule.learned.LearnedModel;
import dmsb.auction.rule.learned.ObservationEncoder;
import dmsb.core.rl.Policy;
import dmsb.core.rl.PolicySnapshot;
import dmsb.core.tensorfile.ModelMetadata;
import dmsb.core.tensorfile.Tensor;
import dmsb.core.tensorfile.TensorFile;
import dmsb.experiments.config.Decimal;
import dmsb.experiments.config.InputFile;
import dmsb.experiments.config.UsageException;
import dmsb.nn.agent.Inference;
import dmsb.nn.agent.LearnerConfig;
import dmsb.nn.agent.NeuralAgent;
import dmsb.nn.agent.PolicyFile;
import dmsb.nn.layer.Parameter;
import dmsb.nn.layer.Weights;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A trained model and its file: the weights, and as metadata all that is needed to use it, the scenario and the settings
 * it was trained with.
 *
 * @param scenario the scenario it was trained on
 * @param learner the settings it was trained with
 * @param rewardScale the surplus that its rewards were divided by
 * @param training how it was trained: steps, seed and the version of the code, by key
 * @param weights the tensors of its networks
 */
public record Model(
        Scenario scenario,
        LearnerConfig learner,
        double rewardScale,
        Map<String, String> training,
        Map<String, Tensor> weights) {

    /**
     * Copies the maps.
     */
    public Model {
        training = Map.copyOf(training);
        weights = Map.copyOf(weights);
    }

    /**
     * The model that an agent is at this moment.
     *
     * @param scenario the scenario it is trained on
     * @param learner its settings
     * @param rewardScale the surplus that its rewards are divided by
     * @param training how it is trained, by key
     * @param agent the agent. Not modified, copied from.
     * @return the model
     */
    static Model of(
            Scenario scenario,
            LearnerConfig learner,
            double rewardScale,
            Map<String, String> training,
            NeuralAgent agent) {
        Map<String, Tensor> weights = new LinkedHashMap<>();
        for (Map.Entry<String, List<Parameter>> network : agent.networks().entrySet()) {
            Weights.save(network.getKey(), network.getValue(), weights);
        }
        return new Model(scenario, learner, rewardScale, training, weights);
    }

    /**
     * The model as the content of its file, see docs/model-format.md.
     *
     * @return tensors and metadata
     */
    TensorFile toFile() {
        Map<String, String> metadata = new TreeMap<>();
        metadata.put(ModelMetadata.FORMAT_KEY, ModelMetadata.FORMAT);
        metadata.put(ModelMetadata.AGENT_KEY, learner.agent());
        metadata.put(ModelMetadata.OBSERVATIONS_KEY, String.valueOf(new ObservationEncoder(scenario).size()));
        metadata.put(ModelMetadata.ACTIONS_KEY, String.valueOf(scenario.actions()));
        metadata.put(ModelMetadata.REWARD_SCALE_KEY, Decimal.shortest(rewardScale));
        metadata.putAll(ScenarioMetadata.write(scenario));
        metadata.putAll(learner.toMetadata());
        training.forEach((key, value) -> metadata.put(ModelMetadata.TRAINING_PREFIX + key, value));
        return new TensorFile(weights, metadata);
    }

    /**
     * Reads a model's file.
     *
     * @param file the file
     * @return the model
     * @throws UsageException if the file is missing, malformed, or of another kind
     */
    public static Model read(Path file) {
        InputFile.require("model", file);
        try {
            return of(TensorFile.read(file));
        } catch (IOException e) {
            throw new UsageException("model " + file + ": " + e.getMessage(), e);
        } catch (IllegalArgumentException e) {
            throw new UsageException(file + ": " + e.getMessage(), e);
        }
    }

    private static Model of(TensorFile file) {
        ModelMetadata metadata = ModelMetadata.of(file);
        PolicySnapshot policy = PolicyFile.read(file);
        Scenario scenario = LearnedModel.of(file, policy).scenario();
        double rewardScale = metadata.number(ModelMetadata.REWARD_SCALE_KEY);
        if (!(rewardScale > 0)) {
            throw ModelMetadata.refusal(
                    ModelMetadata.REWARD_SCALE_KEY, "a positive number", Decimal.shortest(rewardScale));
        }
        Map<String, String> training = new TreeMap<>();
        file.metadata().forEach((key, value) -> {
            if (key.startsWith(ModelMetadata.TRAINING_PREFIX)) {
                training.put(key.substring(ModelMetadata.TRAINING_PREFIX.length()), value);
            }
        });
        return new Model(scenario, LearnerConfig.read(metadata), rewardScale, training, file.tensors());
    }

    /**
     * The model as an embedding program gets it from the file.
     *
     * @return the model, deciding in the standard way
     */
    public LearnedModel deployed() {
        TensorFile file = toFile();
        return LearnedModel.of(file, PolicyFile.read(file));
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
        return policy(target, Inference.ofChains(chains));
    }

    /**
     * The policy that the model decides by, for use on a scenario that gives observations of the same shape.
     *
     * @param target the scenario it is to be used on
     * @param inference how it is to decide
     * @return a policy of its own, for one thread
     * @throws UsageException if the scenario's observations or actions have another shape
     */
    public Policy policy(Scenario target, Inference inference) {
        int expected = new ObservationEncoder(target).size();
        int got = new ObservationEncoder(scenario).size();
        if (expected != got
                || target.actions() != scenario.actions()
                || target.observation() != scenario.observation()
                || target.groundStations() != scenario.groundStations()) {
            throw new UsageException(
                    "model: expected one for " + shape(target, expected) + ", got one for " + shape(scenario, got));
        }
        try {
            return PolicyFile.read(toFile(), inference).open();
        } catch (IllegalArgumentException e) {
            throw new UsageException(String.valueOf(e.getMessage()), e);
        }
    }

    private static String shape(Scenario scenario, int observations) {
        return observations + " observations (groundStations " + scenario.groundStations() + ", history "
                + scenario.history() + ", observation " + scenario.observation() + ") and " + scenario.actions()
                + " actions";
    }
}
