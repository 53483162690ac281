package dmsb.nn.agent;

import dmsb.core.argument.Require;

/**
 * The shape of a {@link SetActor}.
 *
 * @param head what makes the logits
 * @param own the number of an element's own features
 * @param shared the number of features that all elements of a set share
 * @param actions the number of actions of an element
 * @param hidden the width of all hidden layers and of the embedding
 */
public record SetActorShape(Head head, int own, int shared, int actions, int hidden) {
    /** What makes the logits of a policy. */
    public enum Head {
        /** A perceptron. */
        SOFTMAX,
        /** A reverse chain, eq. (17), with the paper's number of steps. */
        DIFFUSION
    }

    /**
     * Checks the components.
     *
     * @throws IllegalArgumentException if a number is not positive
     */
    public SetActorShape {
        Require.atLeast("own", own, 1);
        Require.atLeast("shared", shared, 1);
        Require.atLeast("actions", actions, 1);
        Require.atLeast("hidden", hidden, 1);
    }
}
