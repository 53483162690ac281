package dmsb.auction.rule.filter;

import dmsb.auction.market.Scenario;
import dmsb.auction.round.PricedBy;
import dmsb.auction.rule.PostedRule;
import dmsb.auction.rule.observation.Forecasts;
import dmsb.core.argument.Require;
import dmsb.core.math.ShortestDecimal;
import dmsb.core.tensorfile.ModelMetadata;
import dmsb.core.tensorfile.Tensor;
import dmsb.core.tensorfile.TensorFile;
import java.util.Map;
import java.util.Optional;

/**
 * A fitted {@link Belief} and the weight of a look's worth. By itself it is a rule that posts the rho of largest expected
 * surplus, where a look counts what it is worth, times the weight, as in {@link ValueOfInformationRule}. It remembers as
 * many rounds as the scenario's history has; the longer that is, the longer a look is remembered. Its file has the format of
 * trained policies. Immutable and safe for use by many threads.
 */
public final class BeliefModel implements AnnouncementFilter {
    /** What stands as agent in a belief's file. */
    public static final String AGENT = "belief";

    private static final String PREFIX = AGENT + ".";
    private static final String WEIGHT_KEY = PREFIX + "weight";

    private final Scenario scenario;
    private final double weight;
    private final Belief belief;
    private final TensorFile file;
    private final String id;

    private BeliefModel(Scenario scenario, Moments moments, double weight, Map<String, String> training) {
        Require.atLeast("history", scenario.history(), Belief.PAST);
        this.scenario = scenario;
        this.weight = Require.within(WEIGHT_KEY, weight, 0, Belief.MOST_WEIGHT);
        this.belief = new Belief(scenario, moments.rounded());
        this.file = FilterFile.of(this, AGENT, training);
        this.id = ModelMetadata.of(file).id();
    }

    /**
     * A model of a belief that was fitted.
     *
     * @param belief the belief
     * @param weight what a look's worth is multiplied by, from 0 to {@value Belief#MOST_WEIGHT}
     * @return the model
     * @throws IllegalArgumentException if the weight is out of its range, or the scenario's history is shorter than the
     *     {@value Belief#PAST} rounds that a round depends on
     */
    public static BeliefModel of(Belief belief, double weight) {
        return new BeliefModel(belief.scenario(), belief.moments(), weight, Map.of());
    }

    /**
     * Whether a file holds a belief alone.
     *
     * @param file a model's file
     * @return true if it does
     * @throws IllegalArgumentException if it is no model, or of another format
     */
    public static boolean isIn(TensorFile file) {
        return ModelMetadata.of(file).agent().equals(AGENT);
    }

    /**
     * A belief from its file.
     *
     * @param file the file
     * @return the model
     * @throws IllegalArgumentException if the file is of another format or agent, is not what its id says, a key of the
     *     scenario is missing or holds what is no value of it, or a tensor is missing, of another shape or not finite
     */
    public static BeliefModel of(TensorFile file) {
        return FilterFile.whole(file, AGENT, BeliefModel::read);
    }

    /** The belief of a trained policy's file; empty if there is none. */
    static Optional<BeliefModel> within(TensorFile file) {
        return FilterFile.within(file, PREFIX, BeliefModel::read);
    }

    private static BeliefModel read(TensorFile file, ModelMetadata metadata, Map<String, String> training) {
        Scenario scenario = Scenario.read(metadata);
        int n = (Belief.PAST + 1) * Belief.width(scenario);
        return new BeliefModel(scenario, FilterFile.moments(file, PREFIX, n), metadata.number(WEIGHT_KEY), training);
    }

    @Override
    public BeliefModel withTraining(Map<String, String> training) {
        return new BeliefModel(scenario, belief.moments(), weight, training);
    }

    /**
     * What a look's worth is multiplied by.
     *
     * @return the weight; above 1 as later decisions gain too
     */
    public double weight() {
        return weight;
    }

    @Override
    public void addTo(Map<String, Tensor> tensors, Map<String, String> metadata) {
        FilterFile.put(belief.moments(), PREFIX, tensors);
        metadata.put(WEIGHT_KEY, ShortestDecimal.of(weight));
    }

    @Override
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
    public Forecasts forecasts() {
        return new BeliefForecasts(new BeliefForecast(belief), weight);
    }

    @Override
    public PostedRule open() {
        BeliefForecast forecast = new BeliefForecast(belief);
        return new FilterRule(
                new PricedBy(id, 0),
                forecast.grid(),
                announcement -> forecast.read(announcement)
                        ? forecast.round().surplus().largest(forecast.grid(), weight * forecast.worth())
                        : FilterRule.TOO_FEW_ROUNDS);
    }
}
