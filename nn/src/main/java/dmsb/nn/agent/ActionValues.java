package dmsb.nn.agent;

import dmsb.core.checkpoint.Checkpointed;
import dmsb.core.random.SeedTree;
import dmsb.core.rl.Minibatch;
import dmsb.nn.kernel.Kernels;
import dmsb.nn.layer.Parameter;
import java.util.List;
import java.util.Map;
import org.ejml.data.FMatrixRMaj;

/** The values of all actions that an actor climbs: those of critics, or the rewards that are known. */
sealed interface ActionValues extends Checkpointed permits TwinCritics, KnownRewards {
    /** Those of the settings' objective, with fresh weights if there are any. */
    static ActionValues of(
            LearnerConfig settings, int observations, int actions, Minibatch batch, SeedTree seeds, Kernels kernels) {
        return settings.get(LearnerConfig.OBJECTIVE) == Objective.CRITICS
                ? new TwinCritics(settings, observations, actions, seeds, kernels)
                : new KnownRewards(batch, actions);
    }

    /** The values of a batch's actions, B x A, overwritten by the next call of this or of {@link #targetMinimum}. */
    float[] minimum(FMatrixRMaj states);

    /** The same through target networks, for what is bootstrapped. */
    float[] targetMinimum(FMatrixRMaj states);

    /** One step towards the batch's rewards and V(s'); returns the loss, NaN where nothing is to be learned. */
    double regress(FMatrixRMaj states, Minibatch batch, float[] values);

    /** Targets become equal to what is learned. */
    void copyToTargets();

    /** Targets follow by one step. */
    void follow();

    /** Adds the networks, if any, to a map of networks. */
    void addTo(Map<String, List<Parameter>> networks);

    /** Adds the targets, if any, to a map of networks. */
    void addTargetsTo(Map<String, List<Parameter>> networks);
}
