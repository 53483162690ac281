package dmsb.nn.agent;

import dmsb.core.checkpoint.StateReader;
import dmsb.core.checkpoint.StateWriter;
import dmsb.core.rl.Minibatch;
import dmsb.nn.layer.Parameter;
import java.util.List;
import java.util.Map;
import org.ejml.data.FMatrixRMaj;

/**
 * The rewards of all actions of a batch, each less the mean of its row, in place of critics: {@link Objective#REWARDS}. The
 * mean changes no gradient and keeps numbers small. There is nothing to learn and nothing to keep.
 */
final class KnownRewards implements ActionValues {
    private final Minibatch batch;
    private final int actions;
    private final float[] advantages;

    /** Those of whatever the batch is filled with. */
    KnownRewards(Minibatch batch, int actions) {
        this.batch = batch;
        this.actions = actions;
        this.advantages = new float[batch.size() * actions];
    }

    /** The advantages of the batch, which is the one that the states belong to. */
    @Override
    public float[] minimum(FMatrixRMaj states) {
        for (int i = 0; i < batch.size(); i++) {
            float mean = ActionValueLoss.meanReward(batch, i, actions);
            for (int j = i * actions; j < (i + 1) * actions; j++) {
                advantages[j] = batch.rewards()[j] - mean;
            }
        }
        return advantages;
    }

    /** Never asked: the settings allow known rewards with counterfactual feedback only, which bootstraps nothing. */
    @Override
    public float[] targetMinimum(FMatrixRMaj states) {
        throw new IllegalStateException("objective: expected critics where a later value is bootstrapped, got rewards");
    }

    @Override
    public double regress(FMatrixRMaj states, Minibatch learned, float[] values) {
        return Double.NaN;
    }

    @Override
    public void copyToTargets() {}

    @Override
    public void follow() {}

    @Override
    public void addTo(Map<String, List<Parameter>> networks) {}

    @Override
    public void addTargetsTo(Map<String, List<Parameter>> networks) {}

    @Override
    public void save(StateWriter state) {}

    @Override
    public void restore(StateReader state) {}
}
