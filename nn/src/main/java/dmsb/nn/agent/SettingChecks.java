package dmsb.nn.agent;

import dmsb.core.argument.Require;
import dmsb.core.math.ShortestDecimal;

/** Checks of settings that several learners have, beyond {@link Require}. */
final class SettingChecks {
    /** A hundred times the epsilon of {@link dmsb.nn.optim.Adam}. */
    private static final double LEAST_CLIP = 1e-6;

    private SettingChecks() {}

    /** A step, or a rate, of 0 in float would leave the weights as they were drawn. */
    static void learns(String name, double value) {
        if (!((float) value > 0 && value <= 1)) {
            throw new IllegalArgumentException(name + ": expected a positive number up to 1, got "
                    + ShortestDecimal.of(value) + ", with which nothing is learned");
        }
    }

    /** Gradients that are clipped below what Adam adds to its denominator would not move the weights. */
    static void gradientClip(double value) {
        Require.within("gradientClip", value, 0, 1e9);
        if (value > 0 && value < LEAST_CLIP) {
            throw new IllegalArgumentException(
                    "gradientClip: expected 0 for none, or at least " + ShortestDecimal.of(LEAST_CLIP) + ", got "
                            + ShortestDecimal.of(value) + ", with which nothing is learned");
        }
    }

    /** The settings of every agent that learns action values from a replay memory. */
    static void replay(int batch, int capacity, double discount, int nStep, int stepsPerUpdate, int firstUpdate) {
        Require.within("batch", batch, 1, 1 << 20);
        Require.within("replayCapacity", capacity, 1, 1 << 28);
        discount(discount);
        Require.within("nStep", nStep, 1, 1_000);
        Require.within("stepsPerUpdate", stepsPerUpdate, 1, 1 << 28);
        Require.within("firstUpdate", firstUpdate, 1, capacity);
    }

    static void discount(double discount) {
        Require.within("discount", discount, 0, Math.nextDown(1.0));
    }

    static void feedback(Feedback feedback, int nStep) {
        if (feedback == Feedback.COUNTERFACTUAL && nStep > 1) {
            throw new IllegalArgumentException(
                    "nStep: expected 1 with counterfactual feedback, which knows one-step rewards only, got " + nStep);
        }
    }

    /** Refuses to discount rewards of actions that were not taken where their next states are not known. */
    static void knownNextStates(Feedback feedback, double discount, boolean actionsMoveState) {
        if (feedback == Feedback.COUNTERFACTUAL && discount > 0 && actionsMoveState) {
            throw new IllegalArgumentException(
                    "feedback: expected executed, or discount 0, where actions move the state;"
                            + " got counterfactual with discount " + ShortestDecimal.of(discount));
        }
    }
}
