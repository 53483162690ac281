package dmsb.nn.optim;

import dmsb.core.checkpoint.Checkpointed;
import dmsb.core.checkpoint.StateReader;
import dmsb.core.checkpoint.StateWriter;
import dmsb.nn.kernel.Kernels;
import dmsb.nn.layer.Parameter;
import java.util.List;

/**
 * Adam (Kingma and Ba 2015) with beta = (0.9, 0.999), epsilon = 1e-8 and weight decay coupled to the gradient, as in the
 * reference code of the paper's [38].
 */
public final class Adam implements Checkpointed {
    private static final double MEAN_DECAY = 0.9;
    private static final double SQUARE_DECAY = 0.999;
    private static final double EPSILON = 1e-8;

    private final List<Parameter> parameters;
    private final float[][] means;
    private final float[][] squares;
    private final double learningRate;
    private final Kernels.AdamDecay decay;
    private final double maxNorm;
    private final Kernels kernels;
    private double meanPower = 1;
    private double squarePower = 1;

    /**
     * An optimiser that has made no step.
     *
     * @param parameters what it moves
     * @param learningRate the learning rate, positive
     * @param weightDecay the weight decay, at least 0
     * @param maxNorm the norm that the gradient of all parameters together is clipped to, or 0 for none
     * @param kernels the arithmetic
     */
    public Adam(List<Parameter> parameters, double learningRate, double weightDecay, double maxNorm, Kernels kernels) {
        this.parameters = List.copyOf(parameters);
        this.learningRate = learningRate;
        this.decay =
                new Kernels.AdamDecay((float) MEAN_DECAY, (float) SQUARE_DECAY, (float) weightDecay, (float) EPSILON);
        this.maxNorm = maxNorm;
        this.kernels = kernels;
        this.means = new float[parameters.size()][];
        this.squares = new float[parameters.size()][];
        for (int i = 0; i < means.length; i++) {
            means[i] = new float[parameters.get(i).value().getNumElements()];
            squares[i] = new float[means[i].length];
        }
    }

    /** Sets the gradients of all parameters to zero. */
    public void clearGradients() {
        for (int i = 0; i < means.length; i++) {
            parameters.get(i).clearGradient();
        }
    }

    /** Moves the parameters one step down their gradients. */
    public void step() {
        step(1.0);
    }

    /**
     * Moves the parameters one step down their gradients by a share of the learning rate, for schedules.
     *
     * @param share what the learning rate is multiplied by, at least 0
     */
    public void step(double share) {
        clipGradients();
        meanPower *= MEAN_DECAY;
        squarePower *= SQUARE_DECAY;
        float stepSize = (float) (share * learningRate / (1 - meanPower));
        float squareScale = (float) (1 / Math.sqrt(1 - squarePower));
        for (int i = 0; i < means.length; i++) {
            Parameter parameter = parameters.get(i);
            kernels.adam(
                    means[i].length,
                    parameter.value().data,
                    parameter.gradient().data,
                    means[i],
                    squares[i],
                    decay,
                    stepSize,
                    squareScale);
        }
    }

    private void clipGradients() {
        if (maxNorm == 0) {
            return;
        }
        double squared = 0;
        for (int i = 0; i < means.length; i++) {
            for (float g : parameters.get(i).gradient().data) {
                squared += (double) g * g; // exact in double before it is added
            }
        }
        double norm = Math.sqrt(squared);
        if (norm > maxNorm) {
            float factor = (float) (maxNorm / norm);
            for (int i = 0; i < means.length; i++) {
                float[] gradient = parameters.get(i).gradient().data;
                for (int j = 0; j < gradient.length; j++) {
                    gradient[j] *= factor;
                }
            }
        }
    }

    /** Writes the moments and how far their corrections have come; the parameters are their network's to save. */
    @Override
    public void save(StateWriter state) {
        state.put("meanPower", meanPower);
        state.put("squarePower", squarePower);
        for (int i = 0; i < means.length; i++) {
            state.put("mean" + i, means[i]);
            state.put("square" + i, squares[i]);
        }
    }

    @Override
    public void restore(StateReader state) {
        meanPower = state.number("meanPower");
        squarePower = state.number("squarePower");
        for (int i = 0; i < means.length; i++) {
            means[i] = state.floats("mean" + i, means[i].length);
            squares[i] = state.floats("square" + i, squares[i].length);
        }
    }
}
