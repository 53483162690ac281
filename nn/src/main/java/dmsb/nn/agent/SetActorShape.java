package dmsb.nn.agent;

import dmsb.core.argument.Require;

/**
 * The shape of a {@link SetActor}.
 *
 * @param settings its head and its widths
 * @param own the number of an element's own features
 * @param shared the number of features that all elements of a set share
 * @param actions the number of actions of an element
 */
public record SetActorShape(SetActorConfig settings, int own, int shared, int actions) {
    /**
     * Checks the components.
     *
     * @throws IllegalArgumentException if a number is not positive
     */
    public SetActorShape {
        Require.atLeast("own", own, 1);
        Require.atLeast("shared", shared, 1);
        Require.atLeast("actions", actions, 1);
    }

    /**
     * What makes the logits.
     *
     * @return the head
     */
    public SetActorConfig.Head head() {
        return settings.get(SetActorConfig.HEAD);
    }

    /** The shape of a perceptron for the same sets with other outputs of an element. */
    SetActorShape ofPerceptron(int outputs) {
        return new SetActorShape(settings.with(SetActorConfig.HEAD, SetActorConfig.Head.SOFTMAX), own, shared, outputs);
    }

    /**
     * The width of all hidden layers and of the embedding.
     *
     * @return the number of outputs of each
     */
    public int hidden() {
        return settings.get(LearnerConfig.HIDDEN);
    }
}
