package dmsb.nn.agent;

import dmsb.core.argument.Require;
import dmsb.core.random.RandomStream;
import dmsb.core.random.SeedTree;
import dmsb.core.rl.SetPolicy;
import dmsb.nn.kernel.Kernels;
import java.util.Arrays;
import org.ejml.data.FMatrixRMaj;
import org.jspecify.annotations.Nullable;

/**
 * The policy of a {@link SetActor}. It runs one pass and draws from each element's policy, or averages the policies of
 * several passes, each with noise of its own, and takes each element's most probable action. An actor without noise needs one
 * pass. Where elements are decided one after the other, the most probable action is that given those of the elements before.
 *
 * <p>The weights are shared with the owner of the actor and read at every decision. Once a number of elements has been met, a
 * decision on as many allocates nothing. For one thread at a time.
 */
public final class SetActorPolicy implements SetPolicy {
    private static final int[] NONE = {};

    private final SetActor actor;
    private final Kernels kernels;
    private final int passes;
    private final boolean sample;
    private final @Nullable Room[] rooms;
    private final SetPass.Choice choice = this::chosen;
    private RandomStream draws = SeedTree.of(0).stream();

    private SetActorPolicy(SetActor actor, Kernels kernels, int passes, boolean sample, int mostElements) {
        this.actor = actor;
        this.kernels = kernels;
        this.passes = passes;
        this.sample = sample;
        this.rooms = new Room[mostElements + 1];
    }

    /**
     * The policy that draws.
     *
     * @param actor the actor
     * @param kernels the arithmetic
     * @param mostElements the largest number of elements of a set
     * @return the policy
     */
    public static SetActorPolicy sampling(SetActor actor, Kernels kernels, int mostElements) {
        return new SetActorPolicy(actor, kernels, 1, true, mostElements);
    }

    /**
     * The policy that takes the most probable actions under the mean of several passes' policies.
     *
     * @param chains how many passes an actor with noise makes, at least 1
     * @param actor the actor
     * @param kernels the arithmetic
     * @param mostElements the largest number of elements of a set
     * @return the policy
     */
    public static SetActorPolicy meanOf(int chains, SetActor actor, Kernels kernels, int mostElements) {
        Require.atLeast("chains", chains, 1);
        return new SetActorPolicy(actor, kernels, actor.shape().head().noisy() ? chains : 1, false, mostElements);
    }

    @Override
    public void act(int elements, float[] own, float[] shared, RandomStream random, int[] actions) {
        Require.within("elements", elements, 1, rooms.length - 1);
        Room room = rooms[elements];
        if (room == null) {
            room = new Room(elements);
            rooms[elements] = room;
        }
        draws = random;
        room.set(own, shared, random);
        if (actor.shape().head().sequential()) {
            room.pass.decideInTurn(choice, actions);
        } else {
            room.run();
            room.choose(actions);
        }
    }

    private int chosen(float[] probabilities) {
        return sample
                ? Categorical.draw(probabilities, draws)
                : Categorical.largest(probabilities, 0, probabilities.length);
    }

    /** Room for sets of one size; the passes of a set are sets next to each other. */
    private final class Room {
        private final int elements;
        private final SetPass pass;
        private final float[] probabilities;
        private final float[] logProbabilities;
        private final float[] mean;

        Room(int elements) {
            this.elements = elements;
            int rows = elements * passes;
            pass = new SetPass(actor, rows, false);
            probabilities = new float[rows * actor.shape().actions()];
            logProbabilities = new float[probabilities.length];
            mean = new float[actor.shape().actions()];
        }

        void set(float[] own, float[] shared, RandomStream random) {
            pass.sets().clear();
            for (int i = 0; i < passes; i++) {
                pass.sets().add(elements, own, 0, shared, 0);
            }
            pass.drawNoise(random, 0, elements * passes);
        }

        void run() {
            FMatrixRMaj logits = pass.run(NONE);
            kernels.softmax(logits.numRows, logits.numCols, logits.data, probabilities, logProbabilities);
        }

        void choose(int[] actions) {
            int count = mean.length;
            for (int element = 0; element < elements; element++) {
                Arrays.fill(mean, 0f);
                for (int i = 0; i < passes; i++) {
                    int row = (i * elements + element) * count;
                    for (int a = 0; a < count; a++) {
                        mean[a] += probabilities[row + a] / passes;
                    }
                }
                actions[element] = chosen(mean);
            }
        }
    }
}
