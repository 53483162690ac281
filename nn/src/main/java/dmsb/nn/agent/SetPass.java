package dmsb.nn.agent;

import dmsb.core.random.RandomStream;
import dmsb.nn.layer.MeanEmbedding;
import java.util.Optional;
import org.ejml.data.FMatrixRMaj;

/**
 * One pass of sets through a {@link SetActor}. Sets are added, noise is drawn, and {@link #run} computes the logits of all
 * elements at once. Where elements are decided one after the other, {@link #decideInTurn} does that, and {@link #run} then gives
 * the logits by which they were decided.
 */
final class SetPass {
    private final SetActor actor;
    private final MeanEmbedding.EmbeddingPass sets;
    private final SetHead.HeadPass head;
    private final Optional<TurnPass> turns;
    private FMatrixRMaj logits = new FMatrixRMaj(0, 0);

    SetPass(SetActor actor, int rows, boolean withGradient) {
        this.actor = actor;
        this.sets = new MeanEmbedding.EmbeddingPass(actor.embedding(), rows, withGradient);
        this.head = actor.head().newPass(rows, withGradient);
        this.turns = actor.decided().map(layer -> new TurnPass(actor, layer, rows, withGradient));
    }

    /** The sets, to be filled. */
    MeanEmbedding.EmbeddingPass sets() {
        return sets;
    }

    /** Draws the noise of some rows, if the head has any. */
    void drawNoise(RandomStream random, int firstRow, int rows) {
        head.drawNoise(random, firstRow, rows);
    }

    /** Takes the noise away that is only there to explore. */
    void silence() {
        head.silence();
    }

    /**
     * The logits, rows x actions.
     *
     * @param actions the actions of all rows, which only an actor that decides in turn looks at. Not modified.
     */
    FMatrixRMaj run(int[] actions) {
        FMatrixRMaj states = actor.embedding().forward(sets);
        logits = head.run(turns.isPresent() ? turns.get().states(sets, actions) : states);
        return logits;
    }

    /** The logits of the last run, rows x actions. */
    FMatrixRMaj logits() {
        return logits;
    }

    /** Looks at the sets, before {@link #decideInTurn}. */
    void see() {
        actor.embedding().forward(sets);
    }

    /**
     * Decides all elements of the sets that were seen last, one after the other, set by set.
     *
     * @param choice chooses an action by an element's probabilities
     * @param actions receives them. Modified.
     */
    void decideInTurn(Chooser choice, int[] actions) {
        turns.orElseThrow().decide(sets, choice, actions);
    }

    /** Where the gradient with respect to the logits is put. */
    FMatrixRMaj logitGradient() {
        return head.logitGradient();
    }

    /** Adds the gradients of all parameters, for the actions of the last run. */
    void backward() {
        if (turns.isPresent()) {
            turns.get().backward(sets, head);
        } else {
            head.backward(sets.states(), sets.stateGradient());
        }
        actor.embedding().backward(sets);
    }

    /** Chooses an action by its probability. */
    interface Chooser {
        /** The action, for probabilities that are not modified. */
        int of(float[] probabilities);
    }
}
