package dmsb.auction.rule.filter;

import dmsb.auction.market.Scenario;
import dmsb.auction.round.PricedBy;
import dmsb.auction.rule.PostedRule;
import dmsb.auction.rule.learned.PricingModel;
import dmsb.core.tensorfile.ModelMetadata;
import dmsb.core.tensorfile.Tensor;
import dmsb.core.tensorfile.TensorFile;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/**
 * A fitted linear filter: means and covariances of its features and its three targets. The targets are the logs of the
 * two highest bids and of zeta v_0. Its file has the format of trained policies. Immutable and safe for use by many
 * threads.
 */
public final class LinearFilterModel implements PricingModel {
    /** What stands as agent in a filter's file. */
    public static final String AGENT = "linear-filter";

    private static final String MEAN = "filter.mean";
    private static final String COVARIANCE = "filter.covariance";

    private final Scenario scenario;
    private final Moments moments;
    private final TensorFile file;
    private final String id;

    LinearFilterModel(Scenario scenario, Moments moments, Map<String, String> training) {
        this.scenario = scenario;
        this.moments = moments.rounded();
        this.file = file(scenario, moments, training);
        this.id = ModelMetadata.of(file).id();
    }

    private static TensorFile file(Scenario scenario, Moments moments, Map<String, String> training) {
        Map<String, String> metadata = new TreeMap<>(scenario.toMetadata());
        metadata.put(ModelMetadata.AGENT_KEY, AGENT);
        metadata.put(ModelMetadata.ACTIONS_KEY, String.valueOf(scenario.actions()));
        training.forEach((key, value) -> metadata.put(ModelMetadata.TRAINING_PREFIX + key, value));
        int n = moments.size();
        return ModelMetadata.file(
                Map.of(
                        MEAN, Tensor.of(moments.means(), n),
                        COVARIANCE, Tensor.of(moments.covariances(), n, n)),
                metadata);
    }

    /**
     * Whether a file holds a linear filter.
     *
     * @param file a model's file
     * @return true if it does
     * @throws IllegalArgumentException if it is no model, or of another format
     */
    public static boolean isIn(TensorFile file) {
        return ModelMetadata.of(file).agent().equals(AGENT);
    }

    /**
     * A filter from its file.
     *
     * @param file the file
     * @return the model
     * @throws IllegalArgumentException if the file is of another format or agent, is not what its id says, a key of the
     *     scenario is missing or holds what is no value of it, or a tensor is missing, of another shape or not finite
     */
    public static LinearFilterModel of(TensorFile file) {
        ModelMetadata metadata = ModelMetadata.of(file);
        if (!metadata.agent().equals(AGENT)) {
            throw ModelMetadata.refusal(ModelMetadata.AGENT_KEY, AGENT, metadata.agent());
        }
        Scenario scenario = Scenario.read(metadata);
        int n = new LinearFilter(scenario).size() + LinearFilterFit.TARGETS;
        Moments moments = Moments.of(tensor(file, MEAN, n), tensor(file, COVARIANCE, n, n));
        return new LinearFilterModel(scenario, moments, metadata.training());
    }

    private static float[] tensor(TensorFile file, String name, int... shape) {
        Tensor tensor = file.tensors().get(name);
        if (tensor == null || !Arrays.equals(tensor.shape(), shape)) {
            throw new IllegalArgumentException("model tensor " + name + ": expected shape " + Arrays.toString(shape)
                    + ", got " + (tensor == null ? "none" : tensor));
        }
        float[] data = tensor.data();
        for (float number : data) {
            if (!Float.isFinite(number)) {
                throw new IllegalArgumentException("model tensor " + name + ": expected finite numbers, got " + number);
            }
        }
        return data;
    }

    /**
     * The same filter with notes on how it was fitted.
     *
     * @param training the notes by key, such as {@code seed}
     * @return the model, which has another id
     */
    public LinearFilterModel withTraining(Map<String, String> training) {
        return new LinearFilterModel(scenario, moments, training);
    }

    /**
     * The content of its file.
     *
     * @return tensors and metadata
     */
    public TensorFile toFile() {
        return file;
    }

    @Override
    public Scenario scenario() {
        return scenario;
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public PostedRule open() {
        return new LinearFilterRule(new PricedBy(id, 0), scenario, moments);
    }

    /**
     * What the filter expects of a round, for rules that price several tasks together.
     *
     * @return a new forecast, for one thread
     */
    public LinearForecast forecast() {
        return new LinearForecast(scenario, moments);
    }
}
