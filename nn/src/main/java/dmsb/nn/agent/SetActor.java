package dmsb.nn.agent;

import dmsb.core.random.RandomStream;
import dmsb.nn.kernel.Kernels;
import dmsb.nn.layer.MeanEmbedding;
import dmsb.nn.layer.Parameter;
import java.util.List;
import java.util.stream.Stream;
import org.ejml.data.FMatrixRMaj;

/**
 * An actor for sets: one network, shared by all elements, that gives each of them a softmax policy, eq. (18), over its own
 * actions. An element sees its own features, the {@link MeanEmbedding} of its set, and what the set shares. Given these, the
 * actions of a set's elements are drawn independently of each other.
 */
public final class SetActor {
    private final SetActorShape shape;
    private final MeanEmbedding embedding;
    private final SetHead head;

    /**
     * An actor of zeros.
     *
     * @param shape its shape
     * @param kernels the arithmetic
     */
    public SetActor(SetActorShape shape, Kernels kernels) {
        this.shape = shape;
        this.embedding = new MeanEmbedding("embedding", shape.own(), shape.shared(), shape.hidden(), kernels);
        this.head = SetHead.of(shape, embedding.outputs(), kernels);
    }

    /**
     * Draws all weights.
     *
     * @param random the stream
     */
    public void initialise(RandomStream random) {
        embedding.initialise(random);
        head.initialise(random);
    }

    /**
     * The shape.
     *
     * @return the shape
     */
    public SetActorShape shape() {
        return shape;
    }

    /**
     * The parameters: the embedding's, then the head's.
     *
     * @return the parameters themselves, not copies
     */
    public List<Parameter> parameters() {
        return Stream.concat(embedding.parameters().stream(), head.parameters().stream())
                .toList();
    }

    /** One pass of sets through an actor. */
    static final class SetPass {
        private final SetActor actor;
        private final MeanEmbedding.EmbeddingPass sets;
        private final SetHead.HeadPass chain;

        SetPass(SetActor actor, int rows, boolean withGradient) {
            this.actor = actor;
            this.sets = new MeanEmbedding.EmbeddingPass(actor.embedding, rows, withGradient);
            this.chain = actor.head.newPass(rows, withGradient);
        }

        /** The sets, to be filled. */
        MeanEmbedding.EmbeddingPass sets() {
            return sets;
        }

        void drawNoise(RandomStream random, int firstRow, int rows) {
            chain.drawNoise(random, firstRow, rows);
        }

        /** The logits, rows x actions. */
        FMatrixRMaj run() {
            return chain.run(actor.embedding.forward(sets));
        }

        FMatrixRMaj logitGradient() {
            return chain.logitGradient();
        }

        /** Adds the gradients of all parameters. */
        void backward() {
            chain.backward(sets.states(), sets.stateGradient());
            actor.embedding.backward(sets);
        }
    }
}
