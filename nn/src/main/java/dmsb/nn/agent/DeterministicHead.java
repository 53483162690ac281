package dmsb.nn.agent;

import dmsb.core.random.RandomStream;
import dmsb.nn.layer.Mlp;
import dmsb.nn.layer.Parameter;
import java.util.Arrays;
import java.util.List;
import org.ejml.data.FMatrixRMaj;

/**
 * One continuous action of each element (Silver et al. 2014; Lillicrap et al. 2016), rounded to the grid of actions. A perceptron's
 * output u gives a place on the grid, {@code x = (A - 1) / (1 + e^-u)}. The policy is that of rounding at random to one of the two
 * actions beside it,
 *
 * <pre>
 * pi(a) = max(0, 1 - |x - a|),
 * </pre>
 *
 * <p>so the expectation of action values is their linear interpolation at x, and its slope, with which x moves, is the difference of
 * the two: the gradient goes through the critic. The most probable action is the nearest one. To explore, normal noise is added to x.
 */
record DeterministicHead(Mlp body, int actions, double exploration) implements SetHead {
    /** The least probability of the two actions beside x, so that its logarithm is finite. */
    private static final float LEAST = 1e-6f;

    /** The logit of an action that is not beside x. */
    private static final float NEVER = -30f;

    @Override
    public void initialise(RandomStream random) {
        body.initialise(random);
    }

    @Override
    public List<Parameter> parameters() {
        return body.parameters();
    }

    @Override
    public HeadPass newPass(int rows, boolean withGradient) {
        return new PlacePass(rows, withGradient);
    }

    /** A pass; of each row it keeps the lower action beside x and the distance from it. */
    private final class PlacePass implements HeadPass {
        private final Mlp.Pass pass;
        private final FMatrixRMaj logits;
        private final FMatrixRMaj logitGradient;
        private final float[] noise;
        private final int[] lower;
        private final float[] above;
        private final float[] slope; // of x in u

        PlacePass(int rows, boolean withGradient) {
            pass = new Mlp.Pass(body, rows, withGradient);
            logits = new FMatrixRMaj(rows, actions);
            logitGradient = new FMatrixRMaj(withGradient ? rows : 0, actions);
            noise = new float[rows];
            lower = new int[rows];
            above = new float[rows];
            slope = new float[rows];
        }

        @Override
        public void drawNoise(RandomStream random, int firstRow, int count) {
            for (int row = firstRow; row < firstRow + count; row++) {
                noise[row] = (float) (exploration * random.nextGaussian());
            }
        }

        @Override
        public void silence() {
            Arrays.fill(noise, 0f);
        }

        @Override
        public FMatrixRMaj run(FMatrixRMaj states) {
            float[] outputs = body.forward(states, pass).data;
            Arrays.fill(logits.data, NEVER);
            for (int row = 0; row < logits.numRows; row++) {
                place(row, outputs[row]);
                logits.data[row * actions + lower[row]] = log(1f - above[row]);
                if (lower[row] + 1 < actions) {
                    logits.data[row * actions + lower[row] + 1] = log(above[row]);
                }
            }
            return logits;
        }

        private void place(int row, float output) {
            double share = 1.0 / (1.0 + StrictMath.exp(-output));
            double x = (actions - 1) * share + noise[row];
            slope[row] = x < 0.0 || x > actions - 1 ? 0f : (float) ((actions - 1) * share * (1.0 - share));
            x = Math.max(0.0, Math.min(actions - 1, x));
            lower[row] = (int) Math.max(0, Math.min(actions - 2, Math.floor(x)));
            above[row] = (float) (x - lower[row]);
        }

        private float log(float probability) {
            return (float) StrictMath.log(Math.max(LEAST, probability));
        }

        @Override
        public FMatrixRMaj logitGradient() {
            return logitGradient;
        }

        @Override
        public void backward(FMatrixRMaj states, FMatrixRMaj stateGradient) {
            float[] gradient = pass.outputGradient().data;
            for (int row = 0; row < logits.numRows; row++) {
                int start = row * actions + lower[row];
                float up = actions == 1 ? 0f : logitGradient.data[start + 1] / Math.max(LEAST, above[row]);
                float down = logitGradient.data[start] / Math.max(LEAST, 1f - above[row]);
                gradient[row] = slope[row] * (up - down);
            }
            body.backward(states, pass, stateGradient);
        }
    }
}
