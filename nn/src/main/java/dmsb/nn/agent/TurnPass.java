package dmsb.nn.agent;

import dmsb.nn.layer.DecidedEmbedding;
import dmsb.nn.layer.MeanEmbedding;
import java.util.Arrays;
import org.ejml.data.FMatrixRMaj;

/** The part of a {@link SetPass} that only an actor has whose elements are decided one after the other. */
final class TurnPass {
    private final SetActor actor;
    private final DecidedEmbedding layer;
    private final int seen;
    private final DecidedEmbedding.DecidedPass all;
    private final FMatrixRMaj states;
    private final FMatrixRMaj stateGradient;

    // Room for one element.
    private final DecidedEmbedding.DecidedPass one;
    private final SetHead.HeadPass head;
    private final FMatrixRMaj state;
    private final float[] sum;
    private final float[] probabilities;
    private final float[] logProbabilities;

    TurnPass(SetActor actor, DecidedEmbedding layer, int rows, boolean withGradient) {
        this.actor = actor;
        this.layer = layer;
        this.seen = actor.embedding().outputs();
        this.all = new DecidedEmbedding.DecidedPass(layer, rows, withGradient);
        this.states = new FMatrixRMaj(rows, actor.states());
        this.stateGradient = new FMatrixRMaj(withGradient ? rows : 0, actor.states());
        this.one = new DecidedEmbedding.DecidedPass(layer, 1, false);
        this.head = actor.head().newPass(1, false);
        this.state = new FMatrixRMaj(1, actor.states());
        this.sum = new float[layer.outputs()];
        this.probabilities = new float[actor.shape().actions()];
        this.logProbabilities = new float[probabilities.length];
    }

    /** What the head sees of every element, with all actions known. */
    FMatrixRMaj states(MeanEmbedding.EmbeddingPass sets, int[] actions) {
        FMatrixRMaj before = layer.forward(sets, actions, all);
        for (int row = 0; row < states.numRows; row++) {
            int start = row * states.numCols;
            System.arraycopy(sets.states().data, row * seen, states.data, start, seen);
            System.arraycopy(before.data, row * before.numCols, states.data, start + seen, before.numCols);
        }
        return states;
    }

    /** Decides all elements; the sets have been through the embedding. */
    void decide(MeanEmbedding.EmbeddingPass sets, SetPass.Chooser choice, int[] actions) {
        int row = 0;
        for (int set = 0; set < sets.count(); set++) {
            Arrays.fill(sum, 0f);
            for (int m = 0; m < sets.size(set); m++, row++) {
                System.arraycopy(sets.states().data, row * seen, state.data, 0, seen);
                DecidedEmbedding.write(sum, sets.size(set), state.data, seen);
                float[] logits = head.run(state).data;
                actor.kernels().softmax(1, probabilities.length, logits, probabilities, logProbabilities);
                actions[row] = choice.of(probabilities);
                layer.add(sets, row, actions[row], one, sum);
            }
        }
    }

    /** Adds the gradients of the head and of the embedding of decided elements, and writes that with respect to the states. */
    void backward(MeanEmbedding.EmbeddingPass sets, SetHead.HeadPass pass) {
        pass.backward(states, stateGradient);
        FMatrixRMaj before = all.outputGradient();
        for (int row = 0; row < states.numRows; row++) {
            int start = row * states.numCols;
            System.arraycopy(stateGradient.data, start, sets.stateGradient().data, row * seen, seen);
            System.arraycopy(stateGradient.data, start + seen, before.data, row * before.numCols, before.numCols);
        }
        layer.backward(sets, all);
    }
}
