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
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A fitted linear filter: means and covariances of its features and its three targets. The targets are the logs of the
 * two highest bids and of zeta v_0, jointly Gaussian with the features, see {@link LinearFilterFit}. By itself it is a rule
 * that posts the rho of the grid with the largest expected surplus. The UAV's value of a past round is a feature only where
 * it is revealed, so there is one regression for every pattern of revealed values; once a pattern has been met, a decision
 * allocates nothing. Its file has the format of trained policies. Immutable and safe for use by many threads.
 */
public final class LinearFilterModel implements AnnouncementFilter {
    /** What stands as agent in a filter's file. */
    public static final String AGENT = "linear-filter";

    /** The largest number R of past rounds that are read: every one doubles the patterns of what is missing. */
    public static final int MOST_ROUNDS = 6;

    /** The largest optimism. */
    public static final double MOST_OPTIMISM = 10;

    private static final String FILTER_PREFIX = "filter.";
    private static final String ROUNDS_KEY = FILTER_PREFIX + "rounds";
    private static final String OPTIMISM_KEY = FILTER_PREFIX + "optimism";

    private final Scenario scenario;
    private final int rounds;
    private final double optimism;
    private final List<Moments> moments; // of each number of stations
    private final FilterPredictions predictions;
    private final TensorFile file;
    private final String id;

    LinearFilterModel(
            Scenario scenario, int rounds, double optimism, List<Moments> moments, Map<String, String> training) {
        this.scenario = scenario;
        this.rounds = rounds;
        this.optimism = optimism;
        this.moments = moments.stream().map(Moments::rounded).toList();
        this.predictions = new FilterPredictions(this.moments, LinearFilter.rounds(scenario, rounds));
        this.file = FilterFile.of(this, AGENT, training);
        this.id = ModelMetadata.of(file).id();
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
        return FilterFile.whole(file, AGENT, LinearFilterModel::read);
    }

    /**
     * The filter whose forecasts a trained policy observes, from the policy's file.
     *
     * @param file the file of a trained policy
     * @return the filter; empty if the policy observes no forecasts
     * @throws IllegalArgumentException if the file is no model, or a part of the filter is missing or malformed
     */
    public static Optional<LinearFilterModel> within(TensorFile file) {
        return FilterFile.within(file, FILTER_PREFIX, LinearFilterModel::read);
    }

    private static LinearFilterModel read(TensorFile file, ModelMetadata metadata, Map<String, String> training) {
        Scenario scenario = Scenario.read(metadata);
        int rounds = Require.within(ROUNDS_KEY, metadata.wholeNumber(ROUNDS_KEY), 1, MOST_ROUNDS);
        double optimism = Require.within(OPTIMISM_KEY, metadata.number(OPTIMISM_KEY), 0, MOST_OPTIMISM);
        LinearFilter filter = new LinearFilter(scenario, rounds);
        int n = filter.size() + LinearFilterFit.TARGETS;
        List<Moments> moments = FilterFile.moments(file, FILTER_PREFIX, filter.numbers(), n);
        return new LinearFilterModel(scenario, rounds, optimism, moments, training);
    }

    @Override
    public LinearFilterModel withTraining(Map<String, String> training) {
        return new LinearFilterModel(scenario, rounds, optimism, moments, training);
    }

    /**
     * The same filter with another optimism c: it takes the UAV's expected value times e^(c s), s the conditional variance of
     * log zeta v_0. The UAV's value is seen only where it serves; the less is known of it, the more a look is worth.
     *
     * @param newOptimism c, from 0 to {@value #MOST_OPTIMISM}
     * @return the model, which has another id
     * @throws IllegalArgumentException if the optimism is out of its range
     */
    public LinearFilterModel withOptimism(double newOptimism) {
        Map<String, String> training = ModelMetadata.of(file).training();
        return new LinearFilterModel(
                scenario, rounds, Require.within("optimism", newOptimism, 0, MOST_OPTIMISM), moments, training);
    }

    /**
     * The number of past rounds that are read.
     *
     * @return R
     */
    public int rounds() {
        return rounds;
    }

    /**
     * How much more than expected the UAV's value is taken for where it is uncertain.
     *
     * @return c, 0 for a filter that expects what it expects
     */
    public double optimism() {
        return optimism;
    }

    @Override
    public void addTo(Map<String, Tensor> tensors, Map<String, String> metadata) {
        FilterFile.put(moments, FILTER_PREFIX, tensors);
        metadata.put(ROUNDS_KEY, String.valueOf(rounds));
        metadata.put(OPTIMISM_KEY, ShortestDecimal.of(optimism));
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

    /**
     * What the filter expects of a round.
     *
     * @return a new forecast, for one thread at a time
     */
    public RoundForecast forecast() {
        return new RoundForecast(scenario, rounds, optimism, predictions);
    }

    @Override
    public Forecasts forecasts() {
        return new FilterForecasts(forecast());
    }

    @Override
    public PostedRule open() {
        RoundForecast forecast = forecast();
        return new FilterRule(
                new PricedBy(id, 0),
                forecast.grid(),
                announcement -> forecast.expect(announcement) ? forecast.best() : FilterRule.TOO_FEW_ROUNDS);
    }
}
