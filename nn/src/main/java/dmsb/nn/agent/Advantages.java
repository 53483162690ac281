package dmsb.nn.agent;

/** Generalised advantage estimation (Schulman et al. 2016), in double on plain arrays. */
final class Advantages {
    /** Keeps the standard deviation away from 0, as in the reference data. */
    private static final double EPSILON = 1e-8;

    private Advantages() {}

    /**
     * A_t = delta_t + gamma lambda A_(t+1), delta_t = r_t + gamma V(s_(t+1)) - V(s_t), over steps in the order they were
     * played.
     *
     * <p>Where the process terminated, V(s_(t+1)) counts as 0. Where an episode was truncated it does not: watching stopped,
     * the process went on. At both kinds of end, and after the last step, the trace is cut: A_(t+1) belongs to another
     * episode, or is not known yet.
     *
     * @param rewards r_t. Not modified.
     * @param values V(s_t). Not modified.
     * @param nextValues V of the state that step t led to, whatever comes after it in the arrays. Not modified.
     * @param terminated whether the process ended with step t. Not modified.
     * @param truncated whether the episode was cut off after step t. Not modified.
     * @param discount gamma
     * @param lambda lambda: 0 is the one-step error, 1 the whole return
     * @param advantages receives A_t. Modified.
     */
    static void estimate(
            double[] rewards,
            double[] values,
            double[] nextValues,
            boolean[] terminated,
            boolean[] truncated,
            double discount,
            double lambda,
            double[] advantages) {
        double trace = 0;
        for (int t = rewards.length - 1; t >= 0; t--) {
            double next = terminated[t] ? 0 : discount * nextValues[t];
            double carried = terminated[t] || truncated[t] ? 0 : discount * lambda * trace;
            trace = rewards[t] + next - values[t] + carried;
            advantages[t] = trace;
        }
    }

    /**
     * Advantages less their mean over their standard deviation.
     *
     * @param advantages the advantages. Modified.
     */
    static void normalise(double[] advantages) {
        normalise(advantages, advantages.length);
    }

    /**
     * The first advantages less their mean over their standard deviation.
     *
     * @param advantages the advantages. Modified.
     * @param count how many of them, at least 1
     */
    static void normalise(double[] advantages, int count) {
        double sum = 0;
        for (int i = 0; i < count; i++) {
            sum += advantages[i];
        }
        double mean = sum / count;
        double squares = 0;
        for (int i = 0; i < count; i++) {
            squares += (advantages[i] - mean) * (advantages[i] - mean);
        }
        double scale = 1 / (Math.sqrt(squares / count) + EPSILON);
        for (int i = 0; i < count; i++) {
            advantages[i] = (advantages[i] - mean) * scale;
        }
    }
}
