package dmsb.nn.agent;

import dmsb.core.random.SeedTree;
import dmsb.nn.kernel.Kernels;
import dmsb.nn.optim.Adam;
import dmsb.nn.optim.SoftUpdate;
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
final class SetCritics {
    private static final int[] NONE = {}; // critics look at no actions

    private final List<Critic> pair;
    private final Adam optimiser;
    private final int actions;

    /** A critic, its average, and room for a batch. */
    private record Critic(SetActor network, SetActor average, SetPass pass, SoftUpdate follow) {
        static Critic of(SetActorShape shape, SeedTree seeds, Kernels kernels) {
            SetActor network = new SetActor(shape, kernels);
            SetActor average = new SetActor(shape, kernels);
            network.initialise(seeds.stream());
            SoftUpdate follow = new SoftUpdate(
                    network.parameters(),
                    average.parameters(),
                    shape.settings().get(LearnerConfig.SOFT_UPDATE),
                    kernels);
            follow.copy();
            SetPass pass = new SetPass(network, shape.settings().get(LearnerConfig.BATCH), true);
            return new Critic(network, average, pass, follow);
        }
    }

    SetCritics(SetActorShape actor, SeedTree seeds, Kernels kernels) {
        SetActorShape shape = actor.ofPerceptron(actor.actions());
        pair = List.of(
                Critic.of(shape, seeds.child("critic1"), kernels), Critic.of(shape, seeds.child("critic2"), kernels));
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
        return pair.stream().map(Critic::pass);
    }

    /** The averages of both critics. */
    List<SetActor> averages() {
        return pair.stream().map(Critic::average).toList();
    }

    /** The networks that learn, with the gradients of the last step. */
    List<SetActor> networks() {
        return pair.stream().map(Critic::network).toList();
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
        for (Critic critic : pair) {
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
        for (Critic critic : pair) {
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
}
