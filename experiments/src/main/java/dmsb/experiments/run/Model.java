package dmsb.experiments.run;

import dmsb.auction.market.Scenario;
import dmsb.auction.rule.ActionGrid;
import dmsb.auction.rule.PricingModel;
import dmsb.auction.rule.filter.BeliefModel;
import dmsb.auction.rule.filter.LinearFilterModel;
import dmsb.auction.rule.filter.ModelFilter;
import dmsb.auction.rule.filter.OthersFilterModel;
import dmsb.auction.rule.learned.LearnedModel;
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
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * A trained model and its file: the weights, and as metadata all that is needed to use it, the scenario and the settings
 * it was trained with.
 *
 * @param scenario the scenario it was trained on
 * @param filter the filter whose forecasts it observes; empty if it observes none
 * @param learner the settings it was trained with
 * @param rewardScale the surplus that its rewards were divided by
 * @param training how it was trained: steps, seed and the version of the code, by key
 * @param weights the tensors of its networks
 */
public record Model(
        Scenario scenario,
        Optional<ModelFilter> filter,
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
     * @param filter the filter whose forecasts it observes; empty if it observes none
     * @param learner its settings
     * @param rewardScale the surplus that its rewards are divided by
     * @param training how it is trained, by key
     * @param agent the agent. Not modified, copied from.
     * @return the model
     */
    public static Model of(
            Scenario scenario,
            Optional<ModelFilter> filter,
            LearnerConfig learner,
            double rewardScale,
            Map<String, String> training,
            NeuralAgent agent) {
        Map<String, Tensor> weights = new LinkedHashMap<>();
        for (Map.Entry<String, List<Parameter>> network : agent.networks().entrySet()) {
            Weights.save(network.getKey(), network.getValue(), weights);
        }
        return new Model(scenario, filter, learner, rewardScale, training, weights);
    }

    /**
     * The model as the content of its file, see docs/model-format.md.
     *
     * @return tensors and metadata
     */
    public TensorFile toFile() {
        Map<String, String> metadata = new TreeMap<>();
        metadata.put(ModelMetadata.AGENT_KEY, learner.agent());
        metadata.put(ModelMetadata.OBSERVATIONS_KEY, String.valueOf(observationSize()));
        metadata.put(
                ModelMetadata.ACTIONS_KEY,
                String.valueOf(ActionGrid.of(scenario).size()));
        metadata.put(ModelMetadata.REWARD_SCALE_KEY, Decimal.shortest(rewardScale));
        metadata.putAll(scenario.toMetadata());
        metadata.putAll(learner.toMetadata());
        training.forEach((key, value) -> metadata.put(ModelMetadata.TRAINING_PREFIX + key, value));
        Map<String, Tensor> tensors = new TreeMap<>(weights);
        filter.ifPresent(forecasting -> forecasting.addTo(tensors, metadata));
        return ModelMetadata.file(tensors, metadata);
    }

    /**
     * The length of an observation.
     *
     * @return the number of floats, those of the forecasts included
     */
    public int observationSize() {
        return LearnedModel.encoder(scenario, filter).size();
    }

    /**
     * Reads a model's file.
     *
     * @param file the file
     * @return the model
     * @throws UsageException if the file is missing, malformed, or of another kind
     */
    public static Model read(Path file) {
        return read(file, Model::of);
    }

    /**
     * Reads the file of whatever prices rounds: a trained policy, a fitted filter or belief.
     *
     * @param file the file
     * @param inference how a policy is to decide
     * @return the model as an embedding program gets it
     * @throws UsageException if the file is missing, malformed, or of another kind
     */
    public static PricingModel readPricing(Path file, Inference inference) {
        return read(file, content -> pricing(content, inference));
    }

    /**
     * Whatever prices rounds, from the content of its file.
     *
     * @param file the file
     * @param inference how a policy is to decide
     * @return the model as an embedding program gets it
     * @throws IllegalArgumentException if it is malformed, or of another kind
     */
    public static PricingModel pricing(TensorFile file, Inference inference) {
        return switch (ModelMetadata.of(file).agent()) {
            case OthersFilterModel.AGENT -> OthersFilterModel.of(file);
            case BeliefModel.AGENT -> BeliefModel.of(file);
            case LinearFilterModel.AGENT -> LinearFilterModel.of(file);
            default -> LearnedModel.of(file, PolicyFile.read(file, inference));
        };
    }

    private static <T> T read(Path file, Function<TensorFile, T> content) {
        InputFile.require("model", file);
        try {
            return content.apply(TensorFile.read(file));
        } catch (IOException e) {
            throw new UsageException("model " + file + ": " + e.getMessage(), e);
        } catch (IllegalArgumentException e) {
            throw new UsageException(file + ": " + e.getMessage(), e);
        }
    }

    private static Model of(TensorFile file) {
        ModelMetadata metadata = ModelMetadata.of(file);
        PolicySnapshot policy = PolicyFile.read(file);
        LearnedModel model = LearnedModel.of(file, policy);
        double rewardScale = metadata.number(ModelMetadata.REWARD_SCALE_KEY);
        if (!(rewardScale > 0)) {
            throw ModelMetadata.refusal(
                    ModelMetadata.REWARD_SCALE_KEY, "a positive number", Decimal.shortest(rewardScale));
        }
        Map<String, Tensor> weights = new TreeMap<>(file.tensors());
        model.filter()
                .ifPresent(filter -> weights.keySet().removeAll(filter.tensors().keySet()));
        return new Model(
                model.scenario(),
                model.filter(),
                LearnerConfig.read(metadata),
                rewardScale,
                metadata.training(),
                weights);
    }

    /**
     * The model as an embedding program gets it from the file.
     *
     * @return the model, deciding in the standard way
     */
    public LearnedModel deployed() {
        return deployed(Inference.standard());
    }

    /**
     * The model as an embedding program gets it from the file.
     *
     * @param inference how it is to decide
     * @return the model
     */
    public LearnedModel deployed(Inference inference) {
        TensorFile file = toFile();
        return LearnedModel.of(file, PolicyFile.read(file, inference));
    }
}
