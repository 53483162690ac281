package dmsb.auction.rule.learned;

import dmsb.auction.market.ObservationMode;
import dmsb.auction.market.Scenario;
import dmsb.auction.market.ScenarioMetadata;
import dmsb.auction.rule.BidDependentRule;
import dmsb.auction.rule.PostedRule;
import dmsb.core.rl.PolicySnapshot;
import dmsb.core.tensorfile.ModelMetadata;
import dmsb.core.tensorfile.TensorFile;

/**
 * A trained policy together with what it observes: all that it takes to price by it. The policy comes from whoever can
 * read its networks; here the model's file tells the number of ground base stations, the history, the ranges of the
 * conditions, the grid of actions and the mode. Immutable and safe for use by many threads.
 *
 * <pre>{@code
 * TensorFile file = TensorFile.read(Path.of("model.safetensors"));
 * LearnedModel model = LearnedModel.of(file, PolicyFile.read(file));
 * Auctioneer auctioneer = Auctioneer.trained(model);
 * }</pre>
 *
 * @param scenario the scenario that was trained on; what is observed is told by it
 * @param policy the policy
 */
public record LearnedModel(Scenario scenario, PolicySnapshot policy) {
    /**
     * Checks that the parts fit.
     *
     * @throws IllegalArgumentException if the policy decides by other observations or has other actions
     */
    public LearnedModel {
        int observations = new ObservationEncoder(scenario).size();
        require(ModelMetadata.OBSERVATIONS_KEY, observations, policy.observationSize(), scenario);
        require(ModelMetadata.ACTIONS_KEY, scenario.actions(), policy.actionCount(), scenario);
    }

    private static void require(String key, int expected, int got, Scenario scenario) {
        if (expected != got) {
            throw ModelMetadata.refusal(
                    key,
                    expected + " (groundStations " + scenario.groundStations() + ", history " + scenario.history()
                            + ", observation " + scenario.observation() + ", actions " + scenario.actions() + ")",
                    String.valueOf(got));
        }
    }

    /**
     * A model from its file.
     *
     * @param file the file
     * @param policy the policy that was read from the same file
     * @return the model
     * @throws IllegalArgumentException if the file is of another format, a key of the scenario is missing or holds what is
     *     no value of it, or the policy has another shape
     */
    public static LearnedModel of(TensorFile file, PolicySnapshot policy) {
        return new LearnedModel(ScenarioMetadata.read(ModelMetadata.of(file)), policy);
    }

    /**
     * The number of bids of a round.
     *
     * @return N
     */
    public int groundStations() {
        return scenario.groundStations();
    }

    /**
     * Refuses a market of another size.
     *
     * @param groundStations the number of bids that the market has in a round
     * @throws IllegalArgumentException if the model is for another number
     */
    public void requireGroundStations(int groundStations) {
        if (groundStations != groundStations()) {
            throw new IllegalArgumentException("model: expected one for groundStations " + groundStations
                    + ", got one for groundStations " + groundStations());
        }
    }

    /**
     * The model as a rule that fixes rho before the bids arrive. Its noise comes from the stream that the rule is reset
     * with.
     *
     * @return a new rule, for one thread at a time
     * @throws IllegalArgumentException if the model sees the current bids
     */
    public PostedRule postedRule() {
        requireMode(ObservationMode.PAST_BIDS);
        return LearnedRule.posted(policy.open(), scenario);
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
        return LearnedRule.bidDependent(policy.open(), scenario);
    }

    /** Refuses a model that cannot take this one's place: another N, history, mode or grid. */
    void requireSameShape(LearnedModel other) {
        other.requireMode(scenario.observation());
        other.requireGroundStations(groundStations());
        requireSame("history", scenario.history(), other.scenario.history());
        requireSame("actions", scenario.actions(), other.scenario.actions());
    }

    private static void requireSame(String key, int expected, int got) {
        if (expected != got) {
            throw new IllegalArgumentException(
                    "model: expected one for " + key + " " + expected + ", got one for " + key + " " + got);
        }
    }

    void requireMode(ObservationMode mode) {
        if (scenario.observation() != mode) {
            throw new IllegalArgumentException("model: expected one for observation " + mode
                    + ", got one for observation " + scenario.observation()
                    + (mode == ObservationMode.PAST_BIDS
                            ? ", which sees the bids of the round and so cannot be posted before them"
                            : ""));
        }
    }
}
