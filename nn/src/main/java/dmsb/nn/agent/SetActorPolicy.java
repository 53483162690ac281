package dmsb.nn.agent;

import dmsb.core.argument.Require;
import dmsb.core.random.RandomStream;
import dmsb.core.random.SeedTree;
import dmsb.core.rl.SetPolicy;
import dmsb.nn.kernel.Kernels;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.ejml.data.FMatrixRMaj;
import org.jspecify.annotations.Nullable;

/**
 * The policy of a {@link SetActor}. It runs one pass and draws from each element's policy, or averages the policies of
 * several passes, each with noise of its own, and takes each element's most probable action. An actor without noise needs one
 * pass. Where elements are decided one after the other, the most probable action is that given those of the elements before. With
 * critics it draws several proposals, each with noise of its own, and takes the one of the largest value.
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
    private final List<SetActor> critics;
    private final int proposals;
    private final @Nullable Room[] rooms;
    private final SetPass.Chooser choice = this::chosen;
    private RandomStream draws = SeedTree.of(0).stream();

    private SetActorPolicy(
            SetActor actor,
            Kernels kernels,
            int passes,
            boolean sample,
            List<SetActor> critics,
            int proposals,
            int mostElements) {
        this.actor = actor;
        this.kernels = kernels;
        this.passes = passes;
        this.sample = sample;
        this.critics = critics;
        this.proposals = proposals;
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
        return new SetActorPolicy(actor, kernels, 1, true, List.of(), 1, mostElements);
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
        return new SetActorPolicy(
                actor, kernels, actor.shape().head().noisy() ? chains : 1, false, List.of(), 1, mostElements);
    }

    /**
     * The policy that draws proposals and takes the one of the largest value, which is the smallest of all critics' sums.
     *
     * @param proposals how many, at least 1
     * @param actor the actor
     * @param critics networks without noise for the same sets, with an output for each action; at least one
     * @param kernels the arithmetic
     * @param mostElements the largest number of elements of a set
     * @return the policy
     */
    public static SetActorPolicy bestOf(
            int proposals, SetActor actor, List<SetActor> critics, Kernels kernels, int mostElements) {
        Require.atLeast("proposals", proposals, 1);
        SetActorConfig.Head head = actor.shape().head();
        int passes = head.noisy() || head == SetActorConfig.Head.DETERMINISTIC ? proposals : 1;
        return new SetActorPolicy(actor, kernels, passes, true, List.copyOf(critics), proposals, mostElements);
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
        if (critics.isEmpty()) {
            room.choose(0, passes, actions);
        } else {
            room.chooseBest(own, shared, actions);
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
        private final Optional<SetJudge> judge;
        private final int[] proposal;

        Room(int elements) {
            this.elements = elements;
            int rows = elements * passes;
            pass = new SetPass(actor, rows, false);
            probabilities = new float[rows * actor.shape().actions()];
            logProbabilities = new float[probabilities.length];
            mean = new float[actor.shape().actions()];
            judge = critics.isEmpty() ? Optional.empty() : Optional.of(new SetJudge(critics, elements));
            proposal = new int[elements];
        }

        void set(float[] own, float[] shared, RandomStream random) {
            pass.sets().clear();
            for (int i = 0; i < passes; i++) {
                pass.sets().add(elements, own, 0, shared, 0);
            }
            if (sample || actor.shape().head().noisy()) {
                pass.drawNoise(random, 0, elements * passes);
            }
            if (actor.shape().head().sequential()) {
                pass.see();
            } else {
                FMatrixRMaj logits = pass.run(NONE);
                kernels.softmax(logits.numRows, logits.numCols, logits.data, probabilities, logProbabilities);
            }
        }

        /** Chooses by the mean policy of some passes. */
        void choose(int first, int count, int[] actions) {
            if (actor.shape().head().sequential()) {
                pass.decideInTurn(choice, actions);
                return;
            }
            for (int element = 0; element < elements; element++) {
                Arrays.fill(mean, 0f);
                for (int i = first; i < first + count; i++) {
                    int row = (i * elements + element) * mean.length;
                    for (int a = 0; a < mean.length; a++) {
                        mean[a] += probabilities[row + a] / count;
                    }
                }
                actions[element] = chosen(mean);
            }
        }

        void chooseBest(float[] own, float[] shared, int[] actions) {
            SetJudge critic = judge.orElseThrow();
            critic.see(own, shared);
            double most = Double.NEGATIVE_INFINITY;
            for (int i = 0; i < proposals; i++) {
                choose(passes == 1 ? 0 : i, 1, proposal);
                double value = critic.value(proposal);
                if (value > most) {
                    most = value;
                    System.arraycopy(proposal, 0, actions, 0, elements);
                }
            }
        }
    }
}
