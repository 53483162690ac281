package dmsb.nn.agent;

import static dmsb.nn.agent.LearnerConfig.BATCH;
import static dmsb.nn.agent.LearnerConfig.CRITIC_LEARNING_RATE;
import static dmsb.nn.agent.LearnerConfig.FEEDBACK;
import static dmsb.nn.agent.LearnerConfig.GRADIENT_CLIP;
import static dmsb.nn.agent.LearnerConfig.HIDDEN;
import static dmsb.nn.agent.LearnerConfig.SOFT_UPDATE;
import static dmsb.nn.agent.LearnerConfig.WEIGHT_DECAY;

import dmsb.core.checkpoint.StateReader;
import dmsb.core.checkpoint.StateWriter;
import dmsb.core.random.SeedTree;
import dmsb.core.rl.Minibatch;
import dmsb.nn.kernel.Kernels;
import dmsb.nn.layer.Mlp;
import dmsb.nn.layer.Parameter;
import dmsb.nn.layer.Weights;
import dmsb.nn.optim.Adam;
import dmsb.nn.optim.SoftUpdate;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.ejml.data.FMatrixRMaj;

/**
 * Two critics S -> A with target networks. Their joint estimate is the element-wise minimum (Fujimoto et al. 2018).
 * Both share one optimiser, as in the reference code of the paper's [38].
 */
final class TwinCritics implements ActionValues {
    private final Mlp critic1;
    private final Mlp critic2;
    private final Mlp target1;
    private final Mlp target2;
    private final Mlp.Pass pass1;
    private final Mlp.Pass pass2;
    private final Adam optimiser;
    private final SoftUpdate update1;
    private final SoftUpdate update2;
    private final Feedback feedback;
    private final int actions;
    private final float[] minimum;

    /** Fresh critics, drawn from the branches {@code critic1} and {@code critic2}, and targets equal to them. */
    TwinCritics(LearnerConfig settings, int observations, int actions, SeedTree seeds, Kernels kernels) {
        this.critic1 = newCritic(settings, observations, actions, kernels);
        this.critic2 = newCritic(settings, observations, actions, kernels);
        this.target1 = newCritic(settings, observations, actions, kernels);
        this.target2 = newCritic(settings, observations, actions, kernels);
        critic1.initialise(seeds.child("critic1").stream());
        critic2.initialise(seeds.child("critic2").stream());
        this.update1 = new SoftUpdate(critic1.parameters(), target1.parameters(), settings.get(SOFT_UPDATE), kernels);
        this.update2 = new SoftUpdate(critic2.parameters(), target2.parameters(), settings.get(SOFT_UPDATE), kernels);
        copyToTargets();
        this.pass1 = new Mlp.Pass(critic1, settings.get(BATCH), true);
        this.pass2 = new Mlp.Pass(critic2, settings.get(BATCH), true);
        this.optimiser = new Adam(
                Stream.concat(critic1.parameters().stream(), critic2.parameters().stream())
                        .toList(),
                settings.get(CRITIC_LEARNING_RATE),
                settings.get(WEIGHT_DECAY),
                settings.get(GRADIENT_CLIP),
                kernels);
        this.feedback = settings.get(FEEDBACK);
        this.actions = actions;
        this.minimum = new float[settings.get(BATCH) * actions];
    }

    private static Mlp newCritic(LearnerConfig settings, int observations, int actions, Kernels kernels) {
        return new Mlp("body", kernels, observations, settings.get(HIDDEN), settings.get(HIDDEN), actions);
    }

    /** min(Q_1, Q_2) of a batch, B x A, overwritten by the next call of this or of {@link #targetMinimum}. */
    @Override
    public float[] minimum(FMatrixRMaj states) {
        return minimum(critic1, critic2, states);
    }

    /** min(Q'_1, Q'_2) of a batch through the targets, B x A. */
    @Override
    public float[] targetMinimum(FMatrixRMaj states) {
        return minimum(target1, target2, states);
    }

    private float[] minimum(Mlp first, Mlp second, FMatrixRMaj states) {
        float[] q1 = first.forward(states, pass1).data;
        float[] q2 = second.forward(states, pass2).data;
        for (int j = 0; j < minimum.length; j++) {
            minimum[j] = Math.min(q1[j], q2[j]);
        }
        return minimum;
    }

    /**
     * One Adam step of both critics down {@link ActionValueLoss}.
     *
     * @param states the observations of the batch. Not modified.
     * @param batch the batch. Not modified.
     * @param values V(s'), an element a transition. Not modified.
     * @return the sum of both losses
     */
    @Override
    public double regress(FMatrixRMaj states, Minibatch batch, float[] values) {
        optimiser.clearGradients();
        double loss = backward(critic1, pass1, states, batch, values) + backward(critic2, pass2, states, batch, values);
        optimiser.step();
        return loss;
    }

    private double backward(Mlp critic, Mlp.Pass pass, FMatrixRMaj states, Minibatch batch, float[] values) {
        float[] q = critic.forward(states, pass).data;
        double loss = ActionValueLoss.of(feedback, batch, values, actions, q, pass.outputGradient().data);
        critic.backward(states, pass);
        return loss;
    }

    /** The targets become equal to the critics. */
    @Override
    public void copyToTargets() {
        update1.copy();
        update2.copy();
    }

    /** The targets follow by one step. */
    @Override
    public void follow() {
        update1.step();
        update2.step();
    }

    /** Adds the critics to a map of networks. */
    @Override
    public void addTo(Map<String, List<Parameter>> networks) {
        networks.put("critic1", critic1.parameters());
        networks.put("critic2", critic2.parameters());
    }

    /** Adds the targets to a map of networks. */
    @Override
    public void addTargetsTo(Map<String, List<Parameter>> networks) {
        networks.put("targetCritic1", target1.parameters());
        networks.put("targetCritic2", target2.parameters());
    }

    @Override
    public void save(StateWriter state) {
        Weights.save(critic1.parameters(), state.under("critic1"));
        Weights.save(critic2.parameters(), state.under("critic2"));
        Weights.save(target1.parameters(), state.under("target1"));
        Weights.save(target2.parameters(), state.under("target2"));
        state.put("optimiser", optimiser);
    }

    @Override
    public void restore(StateReader state) {
        Weights.restore(critic1.parameters(), state.under("critic1"));
        Weights.restore(critic2.parameters(), state.under("critic2"));
        Weights.restore(target1.parameters(), state.under("target1"));
        Weights.restore(target2.parameters(), state.under("target2"));
        state.restore("optimiser", optimiser);
    }
}
