package dmsb.nn.agent;

import dmsb.core.checkpoint.Checkpointed;
import dmsb.core.checkpoint.StateReader;
import dmsb.core.checkpoint.StateWriter;
import dmsb.core.random.SeedTree;
import dmsb.nn.kernel.Kernels;
import dmsb.nn.optim.Adam;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * Two critics of sets (Fujimoto et al. 2018), each a network of the actor's own shape with an output for each action of an
 * element. The value of a set's actions is a sum over its elements (Sunehag et al. 2018),
 *
 * <pre>
 * Q(s, a) = sum_m q_m(s, a_m).
 * </pre>
 *
 * <p>With counterfactual feedback every output is regressed on the reward of its action with the other elements' actions as drawn;
 * with executed feedback the sum on the reward of the set. The averages of past weights are what is deployed.
 */
final class SetCritics implements Checkpointed {
    private static final int[] NONE = {}; // critics look at no actions

    private final List<AveragedSetActor> pair;
    private final Adam optimiser;
    private final int actions;

    SetCritics(SetActorShape actor, SeedTree seeds, Kernels kernels) {
        SetActorShape shape = actor.ofPerceptron(actor.actions());
        pair = List.of(
                AveragedSetActor.of(shape, seeds.child("critic1"), kernels),
                AveragedSetActor.of(shape, seeds.child("critic2"), kernels));
        optimiser = new Adam(
                pair.stream()
                        .flatMap(critic -> critic.network().parameters().stream())
                        .toList(),
                shape.settings().get(LearnerConfig.CRITIC_LEARNING_RATE),
                0.0,
                shape.settings().get(LearnerConfig.GRADIENT_CLIP),
                kernels);
        actions = actor.actions();
    }

    /** The passes that the sets of a batch are added to. */
    Stream<SetPass> passes() {
        return pair.stream().map(AveragedSetActor::pass);
    }

    /** The averages of both critics. */
    List<SetActor> averages() {
        return pair.stream().map(AveragedSetActor::average).toList();
    }

    /** The networks that learn, with the gradients of the last step. */
    List<SetActor> networks() {
        return pair.stream().map(AveragedSetActor::network).toList();
    }

    /**
     * One step of both critics towards the rewards of all actions.
     *
     * @param rewards rows x actions. Not modified.
     * @return the sum of both mean squared errors
     */
    double regress(float[] rewards) {
        optimiser.clearGradients();
        double loss = 0.0;
        for (AveragedSetActor critic : pair) {
            float[] q = critic.pass().run(NONE).data;
            float[] gradient = critic.pass().logitGradient().data;
            int terms = critic.pass().sets().rows() * actions;
            Arrays.fill(gradient, terms, gradient.length, 0f);
            for (int j = 0; j < terms; j++) {
                float error = q[j] - rewards[j];
                loss += (double) error * error / terms;
                gradient[j] = 2f * error / terms;
            }
            critic.pass().backward();
        }
        step();
        return loss;
    }

    /**
     * One step of both critics towards the rewards of the sets.
     *
     * @param taken the action of each row. Not modified.
     * @param returns the reward of the set of each row. Not modified.
     * @return the sum of both mean squared errors
     */
    double regress(int[] taken, float[] returns) {
        optimiser.clearGradients();
        double loss = 0.0;
        for (AveragedSetActor critic : pair) {
            float[] q = critic.pass().run(NONE).data;
            float[] gradient = critic.pass().logitGradient().data;
            Arrays.fill(gradient, 0f);
            int sets = critic.pass().sets().count();
            int first = 0;
            for (int set = 0; set < sets; set++) {
                int end = first + critic.pass().sets().size(set);
                float error = sum(q, taken, first, end) - returns[first];
                loss += (double) error * error / sets;
                for (; first < end; first++) {
                    gradient[first * actions + taken[first]] = 2f * error / sets;
                }
            }
            critic.pass().backward();
        }
        step();
        return loss;
    }

    private void step() {
        optimiser.step();
        pair.forEach(critic -> critic.follow().step());
    }

    private float sum(float[] q, int[] taken, int first, int end) {
        float sum = 0f;
        for (int row = first; row < end; row++) {
            sum += q[row * actions + taken[row]];
        }
        return sum;
    }

    /**
     * The smaller one of both critics' outputs.
     *
     * @param values receives it for each action of each element, rows x actions. Modified.
     */
    void minimum(float[] values) {
        float[] first = pair.get(0).pass().run(NONE).data;
        float[] second = pair.get(1).pass().run(NONE).data;
        for (int j = 0; j < values.length; j++) {
            values[j] = Math.min(first[j], second[j]);
        }
    }

    @Override
    public void save(StateWriter state) {
        state.put("critic1", pair.get(0));
        state.put("critic2", pair.get(1));
        state.put("optimiser", optimiser);
    }

    @Override
    public void restore(StateReader state) {
        state.restore("critic1", pair.get(0));
        state.restore("critic2", pair.get(1));
        state.restore("optimiser", optimiser);
    }
}
