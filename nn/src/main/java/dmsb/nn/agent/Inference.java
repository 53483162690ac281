package dmsb.nn.agent;

import dmsb.core.argument.Require;

/**
 * How a trained policy decides. What a chain costs and is worth is measured in docs/embedding.md.
 *
 * @param kind the way
 * @param chains how many chains of a diffusion policy are averaged, at least 1
 */
public record Inference(Mode kind, int chains) {
    private static final int MAX_CHAINS = 4096;

    /** The ways to decide. */
    public enum Mode {
        /** Draws an action from the policy of one chain, as in training. */
        SAMPLED,
        /** Takes the most probable action of the mean policy of several chains. */
        MEAN,
        /** Takes the most probable action of one chain without noise. */
        NOISELESS
    }

    /**
     * Checks the components.
     *
     * @throws IllegalArgumentException if the number of chains is out of its range
     */
    public Inference {
        Require.within("chains", chains, 1, MAX_CHAINS);
    }

    /**
     * The way that an embedded model decides unless another is asked for: {@link #noiseless}, whose decisions were worth as much
     * as those of 16 chains at a sixteenth of the cost, and draw nothing.
     *
     * @return the way
     */
    public static Inference standard() {
        return noiseless();
    }

    /**
     * An action drawn from the policy of one chain, as in training.
     *
     * @return the way
     */
    public static Inference sampled() {
        return new Inference(Mode.SAMPLED, 1);
    }

    /**
     * The most probable action of the mean policy of several chains. A policy without chains takes its most probable
     * action.
     *
     * @param chains how many
     * @return the way
     */
    public static Inference meanOf(int chains) {
        return new Inference(Mode.MEAN, chains);
    }

    /**
     * The most probable action of one chain without noise: nothing is drawn. A policy without chains takes its most
     * probable action.
     *
     * @return the way
     */
    public static Inference noiseless() {
        return new Inference(Mode.NOISELESS, 1);
    }

    /**
     * The way that the setting {@code evaluationChains} stands for.
     *
     * @param chains the chains that are averaged, 0 to sample
     * @return the way
     */
    public static Inference ofChains(int chains) {
        return chains == 0 ? sampled() : meanOf(chains);
    }
}
