package dmsb.auction.online;

import dmsb.auction.market.Scenario;
import dmsb.auction.rule.learned.LearnedModel;
import dmsb.core.checkpoint.SavedState;
import dmsb.core.checkpoint.StateReader;
import dmsb.core.checkpoint.StateWriter;
import dmsb.core.rl.SnapshotAgent;
import dmsb.core.tensorfile.ModelMetadata;
import dmsb.core.tensorfile.TensorFile;
import dmsb.core.tensorfile.TensorFormatException;
import org.jspecify.annotations.Nullable;

/**
 * A model that was published, with the learner that had made it: what learning goes back to.
 *
 * @param model the model
 * @param learner the agent's state at that moment but for its replay memory; null if the agent cannot be saved
 * @param promised the mean surplus that the model had in the comparison by which it was published; NaN without one
 */
record GoodModel(LearnedModel model, @Nullable SavedState learner, double promised) {
    void save(StateWriter state) {
        state.put("model", model.toFile().toBytes());
        state.putText("id", model.id());
        state.put("promised", promised);
        state.put("learners", learner == null ? 0L : 1L);
        if (learner != null) {
            state.put("learner", learner.toBytes());
        }
    }

    static GoodModel restored(StateReader state, Scenario scenario, SnapshotAgent agent) {
        TensorFile file;
        try {
            file = TensorFile.parse(state.bytes("model"));
        } catch (TensorFormatException e) {
            throw new IllegalArgumentException("model: " + e.getMessage(), e);
        }
        LearnedModel read = LearnedModel.of(file, agent.read(file));
        if (!read.scenario().equals(scenario)) {
            throw ModelMetadata.refusal(
                    ModelMetadata.SCENARIO_PREFIX, "the scenario of the rule's model", "another one");
        }
        boolean saved = state.wholeNumber("learners", 0, 1) == 1;
        return new GoodModel(
                new LearnedModel(scenario, read.filter(), read.observation(), read.policy(), state.text("id")),
                saved ? SavedState.parse(state.bytes("learner")) : null,
                state.number("promised"));
    }
}
