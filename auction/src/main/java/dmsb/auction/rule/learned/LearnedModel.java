package dmsb.auction.rule.learned;

import dmsb.auction.market.ObservationMode;
import dmsb.auction.market.Scenario;
import dmsb.auction.rule.ActionGrid;
import dmsb.auction.rule.BidDependentRule;
import dmsb.auction.rule.FactorPolicy;
import dmsb.auction.rule.ModelShape;
import dmsb.auction.rule.OthersPastRule;
import dmsb.auction.rule.PostedRule;
import dmsb.auction.rule.PricingModel;
import dmsb.auction.rule.ScalingRule;
import dmsb.auction.rule.filter.AnnouncementFilter;
import dmsb.auction.rule.filter.BeliefModel;
import dmsb.auction.rule.filter.ModelFilter;
import dmsb.auction.rule.filter.OthersFilterModel;
import dmsb.auction.rule.observation.Forecasts;
import dmsb.auction.rule.observation.Observation;
import dmsb.auction.rule.observation.ObservationEncoder;
import dmsb.auction.rule.observation.OwnObservation;
import dmsb.auction.rule.observation.RoundEncoder;
import dmsb.core.rl.PolicySnapshot;
import dmsb.core.setting.Named;
import dmsb.core.tensorfile.ModelMetadata;
import dmsb.core.tensorfile.Tensor;
import dmsb.core.tensorfile.TensorFile;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A trained policy together with its scenario, which is all that pricing needs. A reader of networks supplies the
 * policy. The model's file supplies the number of ground base stations, the history, the ranges of the conditions and
 * the grid of actions. It also supplies the mode and the terms of the rounds. Immutable and safe for use by many
 * threads.
 *
 * <pre>{@code
 * TensorFile file = TensorFile.read(Path.of("model.safetensors"));
 * LearnedModel model = LearnedModel.of(file, PolicyFile.read(file));
 * Auctioneer auctioneer = Auctioneer.trained(model);
 * }</pre>
 *
 * @param scenario the scenario that was trained on; what is observed is told by it
 * @param filter the filter whose forecasts are a part of the observation; empty if there are none
 * @param observation what is observed in place of the project's {@link ObservationEncoder}; empty for that
 * @param policy the policy
 * @param id the hash of the file that it came from, or would go to
 */
public record LearnedModel(
        Scenario scenario,
        Optional<ModelFilter> filter,
        Optional<Named<Observation>> observation,
        PolicySnapshot policy,
        String id)
        implements PricingModel {
    /**
     * Checks that the parts fit.
     *
     * @throws IllegalArgumentException if the policy decides by other observations or has other actions
     */
    public LearnedModel {
        int observations = encoder(scenario, filter, observation).size();
        require(ModelMetadata.OBSERVATIONS_KEY, observations, policy.observationSize(), scenario);
        require(ModelMetadata.ACTIONS_KEY, ActionGrid.of(scenario).size(), policy.actionCount(), scenario);
    }

    /**
     * An encoder of what a policy observes on a market.
     *
     * @param scenario the scenario
     * @param filter the filter whose forecasts are a part of the observation; empty if there are none
     * @return a new one, for one thread at a time
     * @throws IllegalArgumentException if the filter is of another kind than the scenario's observation
     */
    public static RoundEncoder encoder(Scenario scenario, Optional<ModelFilter> filter) {
        return encoder(scenario, filter, Optional.empty());
    }

    /**
     * The same with an observation of one's own.
     *
     * @param scenario the scenario
     * @param filter the filter whose forecasts are a part of the observation; empty if there are none
     * @param observation what is observed in place of the project's own encoding; empty for that
     * @return a new one, for one thread at a time
     * @throws IllegalArgumentException if the filter is of another kind than the scenario's observation, or that is not past
     *     bids beside an observation of one's own
     */
    public static RoundEncoder encoder(
            Scenario scenario, Optional<ModelFilter> filter, Optional<Named<Observation>> observation) {
        if (observation.isPresent()) {
            return ownObservation(scenario, filter, observation.get());
        }
        if (scenario.observation().isOthersPast()) {
            return othersFilter(scenario, filter).encoder();
        }
        return announcementEncoder(scenario, filter);
    }

    private static OwnObservation ownObservation(
            Scenario scenario, Optional<ModelFilter> filter, Named<Observation> observation) {
        return new OwnObservation(
                scenario,
                observation.make(),
                filter.map(LearnedModel::forecasts).orElse(Forecasts.NONE));
    }

    private static ObservationEncoder announcementEncoder(Scenario scenario, Optional<ModelFilter> filter) {
        return new ObservationEncoder(
                scenario, filter.map(LearnedModel::forecasts).orElse(Forecasts.NONE));
    }

    private static Forecasts forecasts(ModelFilter filter) {
        if (filter instanceof AnnouncementFilter announced) {
            return announced.forecasts();
        }
        throw new IllegalArgumentException(
                "model: expected a linear filter or a belief for one rho, got a filter of the others' past");
    }

    private static OthersFilterModel othersFilter(Scenario scenario, Optional<ModelFilter> filter) {
        if (filter.orElse(null) instanceof OthersFilterModel others) {
            return others;
        }
        throw new IllegalArgumentException(
                "model: expected a filter of the others' past for observation " + scenario.observation() + ", got "
                        + filter.map(other -> other instanceof BeliefModel ? "a belief" : "a linear filter")
                                .orElse("none"));
    }

    private static void require(String key, int expected, int got, Scenario scenario) {
        if (expected != got) {
            throw ModelMetadata.refusal(key, expected + " (" + ModelShape.of(scenario) + ")", String.valueOf(got));
        }
    }

    /**
     * A model from its file.
     *
     * @param file the file
     * @param policy the policy that was read from the same file
     * @return the model
     * @throws IllegalArgumentException if the file is of another format or is not what its id says, a key of the scenario is
     *     missing or holds what is no value of it, the policy has another shape, or it was trained with an observation of the
     *     user's own
     */
    public static LearnedModel of(TensorFile file, PolicySnapshot policy) {
        return of(file, policy, Optional.empty());
    }

    /**
     * A model from its file, with the observation of one's own that it was trained with. A file only names it: whoever reads
     * the file has to have it.
     *
     * @param file the file
     * @param policy the policy that was read from the same file
     * @param observation the observation; empty for the project's own
     * @return the model
     * @throws IllegalArgumentException as above, or if the file names another observation
     */
    public static LearnedModel of(TensorFile file, PolicySnapshot policy, Optional<Named<Observation>> observation) {
        ModelMetadata metadata = ModelMetadata.of(file);
        String none = "none";
        String trained = metadata.has(ModelMetadata.OBSERVATION_CLASS_KEY)
                ? metadata.text(ModelMetadata.OBSERVATION_CLASS_KEY)
                : none;
        String given = observation.map(Named::name).orElse(none);
        if (!trained.equals(given)) {
            throw ModelMetadata.refusal(
                    ModelMetadata.OBSERVATION_CLASS_KEY, "an observation that this program has, " + given, trained);
        }
        return new LearnedModel(Scenario.read(metadata), ModelFilter.within(file), observation, policy, metadata.id());
    }

    /**
     * A model of a policy that comes from no file, as an agent that goes on learning makes it. Its id is that of the file
     * that {@link #toFile} makes.
     *
     * @param scenario the scenario that was trained on
     * @param policy the policy
     * @return the model
     * @throws IllegalArgumentException if the policy has another shape
     */
    public static LearnedModel of(Scenario scenario, PolicySnapshot policy) {
        return of(scenario, Optional.empty(), policy);
    }

    /**
     * The same with forecasts.
     *
     * @param scenario the scenario that was trained on
     * @param filter the filter whose forecasts are a part of the observation; empty if there are none
     * @param policy the policy
     * @return the model
     * @throws IllegalArgumentException if the policy has another shape
     */
    public static LearnedModel of(Scenario scenario, Optional<ModelFilter> filter, PolicySnapshot policy) {
        return of(scenario, filter, Optional.empty(), policy);
    }

    /**
     * The same with an observation of one's own.
     *
     * @param scenario the scenario that was trained on
     * @param filter the filter whose forecasts are a part of the observation; empty if there are none
     * @param observation what is observed in place of the project's own encoding; empty for that
     * @param policy the policy
     * @return the model
     * @throws IllegalArgumentException if the policy has another shape
     */
    public static LearnedModel of(
            Scenario scenario,
            Optional<ModelFilter> filter,
            Optional<Named<Observation>> observation,
            PolicySnapshot policy) {
        String id =
                ModelMetadata.of(file(scenario, filter, observation, policy)).id();
        return new LearnedModel(scenario, filter, observation, policy, id);
    }

    /**
     * The same market and forecasts with another policy, as an agent that goes on learning makes it.
     *
     * @param newPolicy the policy
     * @return the model
     * @throws IllegalArgumentException if the policy has another shape
     */
    public LearnedModel with(PolicySnapshot newPolicy) {
        return of(scenario, filter, observation, newPolicy);
    }

    /**
     * An encoder of what the policy observes of an announcement.
     *
     * @return a new one, for one thread at a time
     * @throws IllegalArgumentException if the policy observes the view of a station instead, or by an observation of the user's
     *     own
     */
    public ObservationEncoder encoder() {
        if (observation.isPresent()) {
            throw new IllegalArgumentException(
                    "model: expected one with the project's own observation, got one with " + observation.get());
        }
        return announcementEncoder(scenario, filter);
    }

    /** What a rule that posts rho before the bids observes. */
    Observation announced() {
        return observation.isPresent() ? ownObservation(scenario, filter, observation.get()) : encoder();
    }

    /**
     * The model as a file that holds its policy's network and its filter alone, enough to price by.
     *
     * @return the content of the file
     */
    public TensorFile toFile() {
        return file(scenario, filter, observation, policy);
    }

    private static TensorFile file(
            Scenario scenario,
            Optional<ModelFilter> filter,
            Optional<Named<Observation>> observation,
            PolicySnapshot policy) {
        Map<String, String> metadata = new TreeMap<>(policy.metadata());
        metadata.put(ModelMetadata.OBSERVATIONS_KEY, String.valueOf(policy.observationSize()));
        metadata.put(ModelMetadata.ACTIONS_KEY, String.valueOf(policy.actionCount()));
        observation.ifPresent(own -> metadata.put(ModelMetadata.OBSERVATION_CLASS_KEY, own.name()));
        metadata.putAll(scenario.toMetadata());
        Map<String, Tensor> tensors = new TreeMap<>(policy.tensors());
        filter.ifPresent(forecasting -> forecasting.addTo(tensors, metadata));
        return ModelMetadata.file(tensors, metadata);
    }

    /**
     * The number of places for base stations in a round, where rounds may differ the largest.
     *
     * @return N
     */
    public int groundStations() {
        return scenario.groundStations();
    }

    @Override
    public ScalingRule rule() {
        return switch (scenario.observation()) {
            case PAST_BIDS -> open();
            case CURRENT_BIDS -> bidDependentRule();
            case OTHERS_PAST -> factors().strict();
            case OTHERS_PAST_LOOKS ->
                factors().withLooks(othersFilter(scenario, filter).looks());
            case OTHERS_PAST_REVEALS -> factors().withReveals();
        };
    }

    private FactorPolicy factors() {
        OthersFilterModel others = othersFilter(scenario, filter);
        return new FactorPolicy(policy.open(), policy.draws(), others.viewEncoder(), ActionGrid.of(scenario));
    }

    @Override
    public PostedRule open() {
        if (scenario.observation().isOthersPast()) {
            throw OthersPastRule.noCommonRho(scenario.observation());
        }
        requireMode(ObservationMode.PAST_BIDS);
        return new PolicyRule(this);
    }

    /**
     * The model as a rule that sees the bids of the round, which is not strategy-proof. Its noise comes from the stream
     * that the rule is reset with.
     *
     * @return a new rule, for one thread at a time
     * @throws IllegalArgumentException if the model does not see the current bids
     */
    public BidDependentRule bidDependentRule() {
        requireMode(ObservationMode.CURRENT_BIDS);
        return new BidDependentPolicyRule(this);
    }

    private void requireMode(ObservationMode mode) {
        if (scenario.observation() != mode) {
            throw new IllegalArgumentException("model: expected one for observation " + mode
                    + ", got one for observation " + scenario.observation()
                    + (mode == ObservationMode.PAST_BIDS
                            ? ", which sees the bids of the round and so cannot be posted before them"
                            : ""));
        }
    }
}
