package dmsb.auction.dense;

import dmsb.auction.market.DenseSettings;
import dmsb.auction.market.Scenario;
import dmsb.auction.rule.ModelShape;
import dmsb.auction.rule.filter.LinearFilterModel;
import dmsb.core.argument.Require;
import dmsb.core.math.ShortestDecimal;
import dmsb.core.rl.SetPolicySnapshot;
import dmsb.core.tensorfile.ModelMetadata;
import dmsb.core.tensorfile.Tensor;
import dmsb.core.tensorfile.TensorFile;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * A trained policy for slots of several tasks and UAVs, with all that pricing needs: the scenario, the filter whose forecasts the
 * policy observes, and the prices of batteries that an episode begins with. One model prices slots of any number of tasks; the
 * number of UAVs is the scenario's. Immutable and safe for use by many threads.
 *
 * <pre>{@code
 * TensorFile file = TensorFile.read(Path.of("model.safetensors"));
 * VectorModel model = VectorModel.of(file, SetPolicyFile.read(file));
 * SlotAuctioneer auctioneer = SlotAuctioneer.trained(model, SeedTree.of(1).stream());
 * }</pre>
 */
public final class VectorModel {
    /** The key of the prices of batteries. */
    public static final String UNIT_PRICES_KEY = "unitPrices";

    private final Scenario scenario;
    private final LinearFilterModel filter;
    private final SetPolicySnapshot policy;
    private final double[] unitPrices;
    private final TensorFile file;

    private VectorModel(
            Scenario scenario,
            LinearFilterModel filter,
            SetPolicySnapshot policy,
            double[] unitPrices,
            Map<String, String> training) {
        this.scenario = scenario;
        this.filter = filter;
        this.policy = policy;
        this.unitPrices = unitPrices;
        SlotEncoder encoder = new SlotEncoder(intersection(), filter);
        require(ModelMetadata.OWN_OBSERVATIONS_KEY, encoder.ownSize(), policy.ownSize());
        require(ModelMetadata.SHARED_OBSERVATIONS_KEY, encoder.sharedSize(), policy.sharedSize());
        require(ModelMetadata.ACTIONS_KEY, encoder.actions(), policy.actionCount());
        Require.size(UNIT_PRICES_KEY, unitPrices.length, encoder.uavs());
        for (int u = 0; u < unitPrices.length; u++) {
            Require.notNegative(UNIT_PRICES_KEY, u, unitPrices[u]);
        }
        this.file = file(training);
    }

    private void require(String key, int expected, int got) {
        if (expected != got) {
            throw ModelMetadata.refusal(
                    key,
                    expected + " (" + ModelShape.of(scenario) + ", " + DenseSettings.UAVS + " "
                            + scenario.get(DenseSettings.UAVS) + ")",
                    String.valueOf(got));
        }
    }

    /**
     * A model of a policy that comes from no file.
     *
     * @param scenario the scenario that was trained on
     * @param filter the filter whose forecasts the policy observes
     * @param policy the policy
     * @param unitPrices the price of a unit of each UAV's battery with which an episode begins, finite and not negative.
     *     Not modified, copied.
     * @param training how it was trained, by key
     * @return the model
     * @throws IllegalArgumentException if the policy has another shape, or there are not as many prices as UAVs
     */
    public static VectorModel of(
            Scenario scenario,
            LinearFilterModel filter,
            SetPolicySnapshot policy,
            double[] unitPrices,
            Map<String, String> training) {
        return new VectorModel(scenario, filter, policy, unitPrices.clone(), training);
    }

    /**
     * A model from its file.
     *
     * @param file the file
     * @param policy the policy that was read from the same file
     * @return the model
     * @throws IllegalArgumentException if the file is of another format or is not what its id says, a key is missing or holds
     *     what is no value of it, there is no linear filter in it, or the policy has another shape
     */
    public static VectorModel of(TensorFile file, SetPolicySnapshot policy) {
        ModelMetadata metadata = ModelMetadata.of(file);
        LinearFilterModel filter = LinearFilterModel.within(file)
                .orElseThrow(() -> new IllegalArgumentException(
                        "model: expected a linear filter, whose forecasts a slot's policy observes, got none"));
        return new VectorModel(
                Scenario.read(metadata), filter, policy, prices(metadata.text(UNIT_PRICES_KEY)), metadata.training());
    }

    private static double[] prices(String text) {
        try {
            if (text.startsWith("[") && text.endsWith("]")) {
                return Arrays.stream(text.substring(1, text.length() - 1).split(",", -1))
                        .mapToDouble(Double::parseDouble)
                        .toArray();
            }
        } catch (NumberFormatException e) {
            throw refusal(text);
        }
        throw refusal(text);
    }

    private static IllegalArgumentException refusal(String text) {
        return ModelMetadata.refusal(UNIT_PRICES_KEY, "a list of numbers, one for each UAV", text);
    }

    private TensorFile file(Map<String, String> training) {
        Map<String, String> metadata = new TreeMap<>(policy.metadata());
        metadata.put(ModelMetadata.OWN_OBSERVATIONS_KEY, String.valueOf(policy.ownSize()));
        metadata.put(ModelMetadata.SHARED_OBSERVATIONS_KEY, String.valueOf(policy.sharedSize()));
        metadata.put(ModelMetadata.ACTIONS_KEY, String.valueOf(policy.actionCount()));
        metadata.put(
                UNIT_PRICES_KEY,
                Arrays.stream(unitPrices).mapToObj(ShortestDecimal::of).collect(Collectors.joining(", ", "[", "]")));
        metadata.putAll(scenario.toMetadata());
        training.forEach((key, value) -> metadata.put(ModelMetadata.TRAINING_PREFIX + key, value));
        Map<String, Tensor> tensors = new TreeMap<>(policy.tensors());
        filter.addTo(tensors, metadata);
        return ModelMetadata.file(tensors, metadata);
    }

    /**
     * The model as a file, enough to price by.
     *
     * @return the content of the file
     */
    public TensorFile toFile() {
        return file;
    }

    /**
     * The model's identity: the hash of its file.
     *
     * @return 64 hexadecimal digits
     */
    public String id() {
        return ModelMetadata.of(file).id();
    }

    /**
     * The scenario that was trained on.
     *
     * @return the scenario, whose number of tasks is the largest of the training
     */
    public Scenario scenario() {
        return scenario;
    }

    /**
     * The intersection that was trained on.
     *
     * @return that of the scenario
     */
    public Intersection intersection() {
        return Intersection.of(scenario);
    }

    /**
     * The model as a rule for an intersection of any number of tasks. A rule of a policy that draws is to be reset before.
     *
     * @param market where it is to price
     * @return a new rule, for one thread at a time
     * @throws IllegalArgumentException if the intersection has another number of UAVs, or its tasks have another shape
     */
    public LearnedVectorRule rule(Intersection market) {
        ModelShape.of(scenario).require(ModelShape.of(market.market()));
        Require.exactly(DenseSettings.UAVS.name(), market.uavs(), unitPrices.length);
        return new LearnedVectorRule(market, filter, policy.open(market.tasks()), new BatteryPrice(unitPrices));
    }
}
