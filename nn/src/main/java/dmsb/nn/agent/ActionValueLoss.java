package dmsb.nn.agent;

import dmsb.core.rl.Minibatch;

/**
 * The loss of action values, eq. (19): the mean squared error against the target y of the action taken, eq. (20).
 *
 * <p>With {@link Feedback#COUNTERFACTUAL} the loss runs over every action, and y is the action's <em>advantage</em>.
 * The advantage is its reward less the mean reward of all actions in that transition. What all actions share, such as
 * V(s') where no action moves the state, does not help to choose among them. It is by far the larger part of a reward's
 * variance.
 *
 * <p>An agent that plans regresses on the values of all actions, y_a = r_a + gamma V(s'_a), less what is common to all states:
 * the {@linkplain NextValues#baseline() baseline}.
 */
final class ActionValueLoss {
    private ActionValueLoss() {}

    /**
     * The loss, eq. (19), and its gradient, against the target of eq. (20), {@code y = R + bootstrap V(s')}. {@link
     * DiffusionSac} computes V(s') from its target networks.
     *
     * @param feedback which rewards are learned from
     * @param batch the transitions. Not modified.
     * @param next V(s'), zeros where nothing is bootstrapped. Not modified; read with counterfactual feedback only where an
     *     agent plans.
     * @param actions the number of actions, A
     * @param q the action values, B x A. Not modified.
     * @param gradient receives the derivative with respect to {@code q}, B x A. Modified.
     * @return the loss
     */
    static double of(Feedback feedback, Minibatch batch, NextValues next, int actions, float[] q, float[] gradient) {
        boolean all = feedback == Feedback.COUNTERFACTUAL;
        int terms = all ? batch.size() * actions : batch.size();
        float scale = 2f / terms;
        double loss = 0;
        for (int i = 0; i < batch.size(); i++) {
            float common = next.planning() ? next.baseline() : all ? meanReward(batch, i, actions) : 0f;
            for (int a = 0; a < actions; a++) {
                int j = i * actions + a;
                if (all || a == batch.actions()[i]) {
                    float reward = all ? batch.rewards()[j] : batch.returns()[i];
                    float error = q[j] - (reward + later(batch, next, all, i, a) - common);
                    loss += (double) error * error;
                    gradient[j] = scale * error;
                } else {
                    gradient[j] = 0f;
                }
            }
        }
        return loss / terms;
    }

    /** What the next state adds to the target of an action. */
    private static float later(Minibatch batch, NextValues next, boolean all, int row, int action) {
        if (next.planning()) {
            return next.future(batch, row, action);
        }
        return all ? 0f : batch.bootstraps()[row] * next.reached()[row];
    }

    /** The mean of all actions' rewards in a row of a batch. */
    static float meanReward(Minibatch batch, int row, int actions) {
        double sum = 0;
        for (int a = 0; a < actions; a++) {
            sum += batch.rewards()[row * actions + a];
        }
        return (float) (sum / actions);
    }
}
