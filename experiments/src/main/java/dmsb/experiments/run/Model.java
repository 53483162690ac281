package dmsb.experiments.run;

import dmsb.auction.market.Scenario;
import dmsb.auction.rule.ActionGrid;
import dmsb.auction.rule.PricingModel;
import dmsb.auction.rule.filter.BeliefModel;
import dmsb.auction.rule.filter.LinearFilterModel;
import dmsb.auction.rule.filter.ModelFilter;
import dmsb.auction.rule.filter.OthersFilterModel;
import dmsb.auction.rule.learned.LearnedModel;
import dmsb.auction.rule.observation.Observation;
import dmsb.core.setting.Named;
import dmsb.core.setting.Schema;
import dmsb.core.tensorfile.ModelMetadata;
import dmsb.core.tensorfile.Tensor;
import dmsb.core.tensorfile.TensorFile;
import dmsb.experiments.config.Decimal;
import dmsb.experiments.config.InputFile;
import dmsb.experiments.config.UsageException;
import dmsb.experiments.extension.OwnClasses;
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
 * @param observation the observation of the user's own that it was trained with; empty for the project's
 * @param learner the settings it was trained with
 * @param rewardScale the surplus that its rewards were divided by
 * @param training how it was trained: steps, seed and the version of the code, by key
 * @param weights the tensors of its networks
 */
public record Model(
        Scenario scenario,
        Optional<ModelFilter> filter,
        Optional<Named<Observation>> observation,
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
     * A model with the project's own observation.
     *
     * @param scenario the scenario it was trained on
     * @param filter the filter whose forecasts it observes; empty if it observes none
     * @param learner the settings it was trained with
     * @param rewardScale the surplus that its rewards were divided by
     * @param training how it was trained: steps, seed and the version of the code, by key
     * @param weights the tensors of its networks
     */
    public Model(
            Scenario scenario,
            Optional<ModelFilter> filter,
            LearnerConfig learner,
            double rewardScale,
            Map<String, String> training,
            Map<String, Tensor> weights) {
        this(scenario, filter, Optional.empty(), learner, rewardScale, training, weights);
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
        return of(scenario, filter, Optional.empty(), learner, rewardScale, training, agent);
    }

    /** The same with an observation of the user's own. */
    static Model of(
            Scenario scenario,
            Optional<ModelFilter> filter,
            Optional<Named<Observation>> observation,
            LearnerConfig learner,
            double rewardScale,
            Map<String, String> training,
            NeuralAgent agent) {
        Map<String, Tensor> weights = new LinkedHashMap<>();
        for (Map.Entry<String, List<Parameter>> network : agent.networks().entrySet()) {
            Weights.save(network.getKey(), network.getValue(), weights);
        }
        return new Model(scenario, filter, observation, learner, rewardScale, training, weights);
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
        observation.ifPresent(own -> metadata.put(ModelMetadata.OBSERVATION_CLASS_KEY, own.name()));
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
        return LearnedModel.encoder(scenario, filter, observation).size();
    }

    /**
     * Reads a model's file.
     *
     * @param file the file
     * @return the model
     * @throws UsageException if the file is missing, malformed, of another kind, or names classes of the user's own
     */
    public static Model read(Path file) {
        return read(file, OwnClasses.NONE);
    }

    /**
     * Reads a model's file, perhaps one that names classes of the user's own.
     *
     * @param file the file
     * @param own the classes there are
     * @return the model
     * @throws UsageException if the file is missing, malformed, of another kind, or names a class that the user has not said
     */
    public static Model read(Path file, OwnClasses own) {
        return read(file, content -> of(content, Reader.allowed(content, own)));
    }

    /** The model that a training has written, whose classes are those of the training. */
    static Model read(Path file, TrainingRun run) {
        Reader reader = new Reader(
                Map.of(run.learner().agent(), run.learner().schema()), run.own().observation());
        return read(file, content -> of(content, reader));
    }

    /**
     * Reads the file of whatever prices rounds: a trained policy, a fitted filter or belief.
     *
     * @param file the file
     * @param inference how a policy is to decide
     * @return the model as an embedding program gets it
     * @throws UsageException if the file is missing, malformed, of another kind, or names classes of the user's own
     */
    public static PricingModel readPricing(Path file, Inference inference) {
        return readPricing(file, inference, OwnClasses.NONE);
    }

    /**
     * The same for a file that may name classes of the user's own.
     *
     * @param file the file
     * @param inference how a policy is to decide
     * @param own the classes there are
     * @return the model as an embedding program gets it
     * @throws UsageException if the file is missing, malformed, of another kind, or names a class that the user has not said
     */
    public static PricingModel readPricing(Path file, Inference inference, OwnClasses own) {
        return read(file, content -> pricing(content, inference, own));
    }

    /**
     * Whatever prices rounds, from the content of its file.
     *
     * @param file the file
     * @param inference how a policy is to decide
     * @return the model as an embedding program gets it
     * @throws IllegalArgumentException if it is malformed, or of another kind
     * @throws UsageException if it names classes of the user's own
     */
    public static PricingModel pricing(TensorFile file, Inference inference) {
        return pricing(file, inference, OwnClasses.NONE);
    }

    /**
     * Whatever prices rounds, from the content of its file, which may name classes of the user's own.
     *
     * @param file the file
     * @param inference how a policy is to decide
     * @param own the classes there are
     * @return the model as an embedding program gets it
     * @throws IllegalArgumentException if it is malformed, or of another kind
     * @throws UsageException if it names a class that the user has not said
     */
    public static PricingModel pricing(TensorFile file, Inference inference, OwnClasses own) {
        return switch (ModelMetadata.of(file).agent()) {
            case OthersFilterModel.AGENT -> OthersFilterModel.of(file);
            case BeliefModel.AGENT -> BeliefModel.of(file);
            case LinearFilterModel.AGENT -> LinearFilterModel.of(file);
            default -> Reader.allowed(file, own).learned(file, inference);
        };
    }

    /**
     * What it takes beside a file to read a trained model.
     *
     * @param agents the settings of the agents that are known, by id
     * @param observation the observation of the user's own; empty for the project's
     */
    private record Reader(
            Map<String, ? extends Schema<? extends LearnerConfig>> agents, Optional<Named<Observation>> observation) {
        /** Whatever of the user's own the file names, if he has said it again. */
        static Reader allowed(TensorFile file, OwnClasses own) {
            ModelMetadata metadata = ModelMetadata.of(file);
            String agent = allowed(ModelMetadata.AGENT_KEY, metadata, own);
            return new Reader(
                    own.agents(agent),
                    metadata.has(ModelMetadata.OBSERVATION_CLASS_KEY)
                            ? Optional.of(own.observation(
                                    allowed(ModelMetadata.OBSERVATION_CLASS_KEY, metadata, own),
                                    Scenario.read(metadata)))
                            : Optional.empty());
        }

        private static String allowed(String key, ModelMetadata metadata, OwnClasses own) {
            return own.allowed("model key '" + key + "'", metadata.text(key));
        }

        LearnedModel learned(TensorFile file, Inference inference) {
            return LearnedModel.of(file, PolicyFile.read(file, inference, agents), observation);
        }
    }

    /**
     * Reads any kind of model's file.
     *
     * @param <T> what it holds
     * @param file the file
     * @param content makes that of the file's content, or refuses it by an {@link IllegalArgumentException}
     * @return what it holds
     * @throws UsageException if the file is missing or refused
     */
    public static <T> T read(Path file, Function<TensorFile, T> content) {
        InputFile.require("model", file);
        try {
            return content.apply(TensorFile.read(file));
        } catch (IOException e) {
            throw new UsageException("model " + file + ": " + e.getMessage(), e);
        } catch (IllegalArgumentException e) {
            throw new UsageException(file + ": " + e.getMessage(), e);
        }
    }

    private static Model of(TensorFile file, Reader reader) {
        ModelMetadata metadata = ModelMetadata.of(file);
        LearnedModel model = reader.learned(file, Inference.standard());
        double rewardScale = metadata.number(ModelMetadata.REWARD_SCALE_KEY);
        if (!(rewardScale > 0)) {
            throw ModelMetadata.refusal(
                    ModelMetadata.REWARD_SCALE_KEY, "a positive number", Decimal.shortest(rewardScale));
        }
        Map<String, Tensor> weights = new TreeMap<>(file.tensors());
        model.filter()
                .ifPresent(filter ->
                        weights.keySet().removeAll(filter.toFile().tensors().keySet()));
        return new Model(
                model.scenario(),
                model.filter(),
                model.observation(),
                LearnerConfig.read(metadata, reader.agents()),
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
        return new Reader(Map.of(learner.agent(), learner.schema()), observation).learned(toFile(), inference);
    }
}
