package dmsb.auction.rule.filter;

import dmsb.auction.market.ObservationMode;
import dmsb.auction.market.Scenario;
import dmsb.auction.round.LooksPast;
import dmsb.auction.rule.OthersPastRule;
import dmsb.auction.rule.PostedRule;
import dmsb.auction.rule.observation.HighestBidderEncoder;
import dmsb.auction.rule.observation.OthersEncoder;
import dmsb.auction.rule.observation.RoundEncoder;
import dmsb.core.math.ShortestDecimal;
import dmsb.core.tensorfile.ModelMetadata;
import dmsb.core.tensorfile.Tensor;
import dmsb.core.tensorfile.TensorFile;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * A fitted {@link OthersFilter} and the threshold of its looks, for a scenario whose observation is the others' past. Its file
 * has the format of trained policies. Immutable and safe for use by many threads.
 */
public final class OthersFilterModel implements ModelFilter {
    /** What stands as agent in the filter's file. */
    public static final String AGENT = "others-filter";

    private static final String PREFIX = AGENT + ".";
    private static final String LOOK_QUANTILE_KEY = PREFIX + "lookQuantile";
    private static final String LOOK_OPTIMISM_KEY = PREFIX + "lookOptimism";
    private static final String LOOK_PREFIX = PREFIX + "look.";

    private final Scenario scenario;
    private final LookThreshold lookThreshold;
    private final OthersFilter filter;
    private final TensorFile file;
    private final String id;

    private OthersFilterModel(
            Scenario scenario,
            Moments moments,
            Moments lookMoments,
            LookThreshold lookThreshold,
            Map<String, String> training) {
        this.scenario = requireOthersPast(scenario);
        this.lookThreshold = lookThreshold;
        this.filter = new OthersFilter(scenario, moments.rounded(), lookMoments.rounded());
        this.file = FilterFile.of(this, AGENT, training);
        this.id = ModelMetadata.of(file).id();
    }

    private static Scenario requireOthersPast(Scenario scenario) {
        if (!scenario.observation().isOthersPast()) {
            throw notOthersPast(scenario.observation());
        }
        return scenario;
    }

    private static IllegalArgumentException notOthersPast(ObservationMode mode) {
        return new IllegalArgumentException(
                "observation: expected one of the others' past for a filter of it, got " + mode);
    }

    /**
     * A model of a filter that was fitted.
     *
     * @param scenario the scenario, whose observation says what the factors see
     * @param filter the filter, of the same market
     * @param lookThreshold when to look; of use only with looks
     * @return the model
     * @throws IllegalArgumentException if the scenario's observation is not of the others' past
     */
    public static OthersFilterModel of(Scenario scenario, OthersFilter filter, LookThreshold lookThreshold) {
        return new OthersFilterModel(scenario, filter.moments(), filter.lookMoments(), lookThreshold, Map.of());
    }

    /**
     * Whether a file holds such a filter alone.
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
    public static OthersFilterModel of(TensorFile file) {
        return FilterFile.whole(file, AGENT, OthersFilterModel::read);
    }

    /** The filter of a trained policy's file; empty if there is none. */
    static Optional<OthersFilterModel> within(TensorFile file) {
        return FilterFile.within(file, PREFIX, OthersFilterModel::read);
    }

    private static OthersFilterModel read(TensorFile file, ModelMetadata metadata, Map<String, String> training) {
        Scenario scenario = Scenario.read(metadata);
        int n = new OthersFeatures(scenario).size() + LinearFilterFit.TARGETS;
        int looks = LookForecast.size(OthersFeatures.rounds(scenario));
        return new OthersFilterModel(
                scenario,
                FilterFile.moments(file, PREFIX, n),
                FilterFile.moments(file, LOOK_PREFIX, looks),
                new LookThreshold(metadata.number(LOOK_QUANTILE_KEY), metadata.number(LOOK_OPTIMISM_KEY)),
                training);
    }

    @Override
    public OthersFilterModel withTraining(Map<String, String> training) {
        return new OthersFilterModel(scenario, filter.moments(), filter.lookMoments(), lookThreshold, training);
    }

    @Override
    public void addTo(Map<String, Tensor> tensors, Map<String, String> metadata) {
        FilterFile.put(filter.moments(), PREFIX, tensors);
        FilterFile.put(filter.lookMoments(), LOOK_PREFIX, tensors);
        metadata.put(LOOK_QUANTILE_KEY, ShortestDecimal.of(lookThreshold.quantile()));
        metadata.put(LOOK_OPTIMISM_KEY, ShortestDecimal.of(lookThreshold.optimism()));
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
     * The threshold of looks.
     *
     * @return when to look
     */
    public LookThreshold lookThreshold() {
        return lookThreshold;
    }

    /**
     * When to look.
     *
     * @return whether a round is a look, from declarations and earlier looks; safe for use by many threads
     */
    public Predicate<LooksPast> looks() {
        return filter.chosenLooks(lookThreshold);
    }

    /**
     * What a policy observes of a station's view.
     *
     * @return a new encoder, for one thread at a time
     */
    public OthersEncoder viewEncoder() {
        return filter.encoder(scenario.observation());
    }

    /**
     * What a policy with this filter observes of a round in training and evaluation.
     *
     * @return a new encoder, for one thread at a time
     */
    public RoundEncoder encoder() {
        return new HighestBidderEncoder(scenario.observation(), viewEncoder(), looks());
    }

    @Override
    public OthersPastRule rule() {
        return switch (scenario.observation()) {
            case OTHERS_PAST -> filter.strict();
            case OTHERS_PAST_LOOKS -> filter.withChosenLooks(lookThreshold);
            case OTHERS_PAST_REVEALS -> filter.withReveals();
            case PAST_BIDS, CURRENT_BIDS -> throw notOthersPast(scenario.observation());
        };
    }

    @Override
    public PostedRule open() {
        throw OthersPastRule.noCommonRho(scenario.observation());
    }
}
