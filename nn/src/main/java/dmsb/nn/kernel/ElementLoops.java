package dmsb.nn.kernel;

/** Loops over elements that are the same for plain and vector kernels. C2 vectorises them, or they are short. */
final class ElementLoops {
    private static final float LOWEST_EXPONENT = -30f;

    private ElementLoops() {}

    /** y = y * x from one element to before another. */
    static void multiply(int from, int to, float[] x, float[] y) {
        for (int i = from; i < to; i++) {
            y[i] *= x[i];
        }
    }

    /** y = y + x from one element to before another. */
    static void add(int from, int to, float[] x, float[] y) {
        for (int i = from; i < to; i++) {
            y[i] += x[i];
        }
    }

    /** Softmax of every row, eq. (18); see {@link Kernels#softmax}. */
    static void softmax(int rows, int columns, float[] logits, float[] probabilities, float[] logProbabilities) {
        for (int start = 0; start < rows * columns; start += columns) {
            float largest = Float.NEGATIVE_INFINITY;
            for (int j = start; j < start + columns; j++) {
                largest = Math.max(largest, logits[j]);
            }
            double sum = 0; // in double, so that the logarithm of a probability near 1 keeps its digits
            for (int j = start; j < start + columns; j++) {
                float exponent = Math.max(logits[j] - largest, LOWEST_EXPONENT);
                logProbabilities[j] = exponent;
                probabilities[j] = FloatMath.exp(exponent);
                sum += probabilities[j];
            }
            double logSum = StrictMath.log(sum);
            float inverse = (float) (1 / sum);
            for (int j = start; j < start + columns; j++) {
                probabilities[j] *= inverse;
                logProbabilities[j] = (float) (logProbabilities[j] - logSum);
            }
        }
    }

    /** {@link Kernels#adam} from one element to before another. */
    static void adam(
            int from,
            int to,
            float[] weights,
            float[] gradient,
            float[] mean,
            float[] square,
            Kernels.AdamDecay decay,
            float stepSize,
            float squareScale) {
        float meanDecay = decay.mean();
        float squareDecay = decay.square();
        float newMean = 1f - meanDecay;
        float newSquare = 1f - squareDecay;
        float weightDecay = decay.weight();
        float epsilon = decay.epsilon();
        for (int i = from; i < to; i++) {
            float g = FusedMultiplyAdd.fma(weightDecay, weights[i], gradient[i]);
            float m = FusedMultiplyAdd.fma(meanDecay, mean[i], newMean * g);
            float v = FusedMultiplyAdd.fma(squareDecay, square[i], newSquare * (g * g));
            mean[i] = m;
            square[i] = v;
            weights[i] -= stepSize * (m / FusedMultiplyAdd.fma((float) Math.sqrt(v), squareScale, epsilon));
        }
    }

    /** {@link Kernels#softUpdate}. */
    static void softUpdate(int length, float rate, float[] online, float[] target) {
        float keep = 1f - rate;
        for (int i = 0; i < length; i++) {
            target[i] = FusedMultiplyAdd.fma(rate, online[i], keep * target[i]);
        }
    }
}
