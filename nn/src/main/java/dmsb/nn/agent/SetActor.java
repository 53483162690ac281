package dmsb.nn.agent;

import dmsb.core.random.RandomStream;
import dmsb.nn.kernel.Kernels;
import dmsb.nn.layer.DecidedEmbedding;
import dmsb.nn.layer.MeanEmbedding;
import dmsb.nn.layer.Parameter;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * An actor for sets: one network, shared by all elements, that gives each of them a softmax policy, eq. (18), over its own
 * actions. An element sees its own features, the {@link MeanEmbedding} of its set, and what the set shares.
 *
 * <p>Given these, the actions of a set's elements are drawn independently of each other, but with an autoregressive head. There
 * an element also sees the {@link DecidedEmbedding} of the elements before it and their actions, in the order of the set.
 */
public final class SetActor {
    private final SetActorShape shape;
    private final MeanEmbedding embedding;
    private final Optional<DecidedEmbedding> decided;
    private final SetHead head;
    private final Kernels kernels;

    /**
     * An actor of zeros.
     *
     * @param shape its shape
     * @param kernels the arithmetic
     */
    public SetActor(SetActorShape shape, Kernels kernels) {
        this.shape = shape;
        this.kernels = kernels;
        this.embedding = new MeanEmbedding("embedding", shape.own(), shape.shared(), shape.hidden(), kernels);
        this.decided = shape.head().sequential()
                ? Optional.of(new DecidedEmbedding("decided", shape.own(), shape.actions(), shape.hidden(), kernels))
                : Optional.empty();
        this.head = SetHead.of(shape, states(), kernels);
    }

    /** The number of numbers that the head sees of an element. */
    int states() {
        return embedding.outputs() + decided.map(DecidedEmbedding::outputs).orElse(0);
    }

    /**
     * Draws all weights.
     *
     * @param random the stream
     */
    public void initialise(RandomStream random) {
        embedding.initialise(random);
        head.initialise(random);
        decided.ifPresent(layer -> layer.initialise(random));
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
     * The parameters: the embedding's, then the head's, then those of the embedding of decided elements if there is one.
     *
     * @return the parameters themselves, not copies
     */
    public List<Parameter> parameters() {
        return Stream.of(
                        embedding.parameters(),
                        head.parameters(),
                        decided.map(DecidedEmbedding::parameters).orElse(List.of()))
                .flatMap(List::stream)
                .toList();
    }

    MeanEmbedding embedding() {
        return embedding;
    }

    Optional<DecidedEmbedding> decided() {
        return decided;
    }

    SetHead head() {
        return head;
    }

    Kernels kernels() {
        return kernels;
    }
}
