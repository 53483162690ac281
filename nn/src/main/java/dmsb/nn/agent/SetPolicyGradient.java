package dmsb.nn.agent;

import dmsb.core.argument.Require;
import dmsb.core.checkpoint.Checkpointed;
import dmsb.core.checkpoint.StateReader;
import dmsb.core.checkpoint.StateWriter;
import dmsb.core.math.NonFiniteException;
import dmsb.core.random.RandomStream;
import dmsb.core.random.SeedTree;
import dmsb.core.rl.SetPolicySnapshot;
import dmsb.core.tensorfile.Tensor;
import dmsb.nn.kernel.Kernels;
import dmsb.nn.layer.Parameter;
import dmsb.nn.layer.Weights;
import dmsb.nn.optim.Adam;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The training of a {@link SetActor} by policy gradient. For every element it is told what each of its actions
 * would have brought with the other elements' actions as drawn. Given these, the elements' policies are independent, so
 *
 * <pre>
 * sum_m sum_a pi_m(a) R(a; a_-m),   a_-m drawn from the policy,
 * </pre>
 *
 * <p>has the gradient of the expected reward of the whole set (counterfactual feedback; without the variance of an element's
 * own draw). One update: {@link #add} sets, {@link #draw} their actions, {@link #improve} by the rewards.
 *
 * <p>Where elements are decided one after the other, another action of one would have led to other actions of those behind it,
 * so the sum above would not have that gradient. There {@link #drawAgain} draws a second vector c of each set, and
 *
 * <pre>
 * sum_m [ sum_a pi_m(a | a_&lt;m) f_m(a) + log pi_m(a_m | a_&lt;m) (R(a) - f_m(a_m)) ],   f_m(a) = R(a_&lt;m, a, c_&gt;m),
 * </pre>
 *
 * <p>has it: c does not depend on a_m, so f_m is a control variate that takes nothing from the mean. The second term is the
 * {@linkplain #remainders remainder}. It vanishes for the last element, and as the policy becomes sure.
 *
 * <p>With executed feedback only the reward of the drawn actions of a set is told, as {@link #returns}, and compared with a
 * {@link SetBaseline}. Several epochs on a batch make this proximal policy optimisation.
 *
 * <p>Where critics are to choose among proposals, they learn from the same numbers ({@link SetCritics}). An actor can also
 * climb the smaller one of both, in place of the rewards: that of a {@linkplain SetActorConfig.Head#DETERMINISTIC
 * deterministic} head does. It begins when they have learned from {@code firstUpdate} sets.
 *
 * <p>The average of past weights is what is deployed, as with the other agents. For one thread.
 */
public final class SetPolicyGradient implements Checkpointed {
    private final AveragedSetActor actor;
    private final SetPass pass;
    private final SoftPolicy policy;
    private final Adam optimiser;
    private final Kernels kernels;
    private final RandomStream noise;
    private final RandomStream choices;
    private final double entropyWeight;
    private final int rows;
    private final boolean sequential;
    private final boolean executed;
    private final boolean climbsCritics;
    private final Optional<SetBaseline> baseline;
    private final Optional<SetCritics> critics;
    private final List<SetPass> others; // of the baseline and the critics
    private final int epochs;
    private final int firstUpdate;
    private long sets; // that critics have learned from
    private final float[] returns;
    private final float[] rewards;
    private final float[] remainders;
    private final int[] taken;
    private final float[] row;

    /**
     * A training with fresh weights.
     *
     * @param shape the shape of the actor, and the settings of its updates
     * @param seeds the source of its weights and of its updates' randomness
     * @param kernels the arithmetic
     */
    public SetPolicyGradient(SetActorShape shape, SeedTree seeds, Kernels kernels) {
        SetActorConfig settings = shape.settings();
        this.kernels = kernels;
        this.rows = settings.get(LearnerConfig.BATCH);
        this.entropyWeight = settings.get(LearnerConfig.ENTROPY);
        actor = AveragedSetActor.of(shape, seeds.child("actor"), kernels);
        pass = actor.pass();
        optimiser = new Adam(
                actor.network().parameters(),
                settings.get(LearnerConfig.LEARNING_RATE),
                0.0,
                settings.get(LearnerConfig.GRADIENT_CLIP),
                kernels);
        policy = new SoftPolicy(rows, shape.actions(), kernels);
        noise = seeds.child("update-noise").stream();
        choices = seeds.child("update-choices").stream();
        sequential = shape.head().sequential();
        rewards = new float[rows * shape.actions()];
        remainders = new float[rows];
        executed = settings.get(LearnerConfig.FEEDBACK) == Feedback.EXECUTED;
        climbsCritics = settings.get(LearnerConfig.OBJECTIVE) == Objective.CRITICS;
        baseline = executed && !climbsCritics ? Optional.of(new SetBaseline(shape, seeds, kernels)) : Optional.empty();
        critics = climbsCritics || settings.get(SetActorConfig.PROPOSALS) > 1
                ? Optional.of(new SetCritics(shape, seeds, kernels))
                : Optional.empty();
        others = Stream.concat(
                        baseline.stream().map(SetBaseline::pass),
                        critics.stream().flatMap(SetCritics::passes))
                .toList();
        epochs = executed ? settings.get(PpoConfig.EPOCHS) : 1;
        firstUpdate = settings.get(LearnerConfig.FIRST_UPDATE);
        returns = new float[rows];
        taken = new int[rows];
        row = new float[shape.actions()];
    }

    /** Removes all sets of the batch. */
    public void clear() {
        pass.sets().clear();
        others.forEach(other -> other.sets().clear());
    }

    /**
     * Adds a set to the batch.
     *
     * @param elements how many, at least 1
     * @param own holds the own features of each. Not modified.
     * @param ownStart where they begin
     * @param shared holds the shared features. Not modified.
     * @param sharedStart where they begin
     * @return the row of its first element
     * @throws IllegalArgumentException if there is no room
     */
    public int add(int elements, float[] own, int ownStart, float[] shared, int sharedStart) {
        others.forEach(other -> other.sets().add(elements, own, ownStart, shared, sharedStart));
        return pass.sets().add(elements, own, ownStart, shared, sharedStart);
    }

    /**
     * Draws an action for every element of the batch.
     *
     * @param actions receives them, row by row. Modified.
     */
    public void draw(int[] actions) {
        pass.drawNoise(noise, 0, rows);
        if (sequential) {
            pass.see();
            drawAgain(taken);
            policy.set(pass.run(taken));
        } else {
            policy.set(pass.run(taken));
            float[] probabilities = policy.probabilities().data;
            for (int i = 0; i < pass.sets().rows(); i++) {
                System.arraycopy(probabilities, i * row.length, row, 0, row.length);
                taken[i] = Categorical.draw(row, choices);
            }
        }
        System.arraycopy(taken, 0, actions, 0, pass.sets().rows());
    }

    /**
     * Draws other actions for every element of the batch, independently of those that are learned from. Between {@link #draw} and
     * {@link #improve}, for an actor whose elements are decided one after the other.
     *
     * @param actions receives them, row by row. Modified.
     * @throws java.util.NoSuchElementException if all elements are decided at once
     */
    public void drawAgain(int[] actions) {
        pass.decideInTurn(probabilities -> Categorical.draw(probabilities, choices), actions);
    }

    /**
     * Where the caller puts the rewards between {@link #draw} and {@link #improve}: of every element and action, with the other
     * elements' actions as drawn, up to a constant for each element. Those behind it are as {@linkplain #drawAgain drawn again}
     * if they are decided after it.
     *
     * @return rows x actions, not a copy
     */
    public float[] rewards() {
        return rewards;
    }

    /**
     * Where the caller puts, for an actor whose elements are decided one after the other, how much more the drawn actions bring
     * than {@link #rewards} says of the element's own one.
     *
     * @return an element per row, not a copy; 0 at first
     */
    public float[] remainders() {
        return remainders;
    }

    /**
     * Where the caller puts, with executed feedback, what the drawn actions have brought.
     *
     * @return an element per row: the reward of its whole set; not a copy
     */
    public float[] returns() {
        return returns;
    }

    /** One step of Adam up the policy gradient; with executed feedback one in each epoch. Critics make a step too. */
    public void improve() {
        int used = pass.sets().rows();
        Arrays.fill(rewards, used * row.length, rewards.length, 0f);
        baseline.ifPresent(values -> values.begin(pass.logits(), taken, returns));
        boolean criticsFirst = climbsCritics && sets < firstUpdate;
        sets += pass.sets().count();
        for (int epoch = 0; epoch < epochs; epoch++) {
            critics.ifPresent(this::regress);
            if (!criticsFirst) {
                step(epoch, used);
            }
        }
    }

    private void step(int epoch, int used) {
        if (climbsCritics) {
            pass.silence();
            policy.set(pass.run(taken));
            critics.orElseThrow().minimum(rewards);
        } else if (epoch > 0) {
            pass.run(taken);
        }
        optimiser.clearGradients();
        if (baseline.isPresent()) {
            baseline.get().step(pass.logits(), taken, pass.logitGradient());
        } else {
            ascendRewards(used);
        }
        pass.backward();
        optimiser.step();
        actor.follow().step();
    }

    private void regress(SetCritics pair) {
        if (executed) {
            pair.regress(taken, returns);
        } else {
            pair.regress(rewards);
        }
    }

    private void ascendRewards(int used) {
        float[] gradient = pass.logitGradient().data;
        policy.improve(rewards, entropyWeight, gradient);
        if (sequential) {
            policy.addTaken(taken, remainders, used, gradient);
        }
        Arrays.fill(gradient, used * row.length, gradient.length, 0f);
    }

    /** The actor that learns, with the gradient of the last update. */
    SetActor actor() {
        return actor.network();
    }

    /**
     * The policy that draws, with the weights of the moment.
     *
     * @param mostElements the largest number of elements of a set
     * @return the policy
     */
    public SetActorPolicy exploration(int mostElements) {
        return SetActorPolicy.sampling(actor.network(), kernels, mostElements);
    }

    /**
     * The policy to deploy, with the averaged weights of the moment, which are copied. How it decides, and whether it draws, is as
     * {@link SetPolicyFile#read} says.
     *
     * @return the policy
     */
    public SetPolicySnapshot snapshot() {
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        Weights.save(SetPolicyWeights.NETWORK, actor.average().parameters(), tensors);
        if (critics.isPresent()) {
            List<SetActor> averages = critics.get().averages();
            for (int i = 0; i < averages.size(); i++) {
                Weights.save(SetPolicyWeights.CRITICS.get(i), averages.get(i).parameters(), tensors);
            }
        }
        return new SetPolicyWeights(actor.average().shape(), tensors);
    }

    /**
     * Refuses weights that are not finite.
     *
     * @throws NonFiniteException if one is infinite or NaN, naming it
     */
    public void requireFinite() {
        requireFinite("actor", actor.network());
        critics.ifPresent(pair -> pair.networks().forEach(critic -> requireFinite("critics", critic)));
    }

    private static void requireFinite(String name, SetActor network) {
        for (Parameter parameter : network.parameters()) {
            NonFiniteException.require(name + "." + parameter.name(), parameter.value().data);
        }
    }

    /** Saves weights, averages, optimisers and streams; a batch under way is not saved. */
    @Override
    public void save(StateWriter state) {
        state.put("actor", actor);
        state.put("actorOptimiser", optimiser);
        baseline.ifPresent(values -> state.put("baseline", values));
        critics.ifPresent(pair -> state.put("critics", pair));
        state.put("noise", noise);
        state.put("choices", choices);
        state.put("sets", sets);
    }

    @Override
    public void restore(StateReader state) {
        state.restore("actor", actor);
        state.restore("actorOptimiser", optimiser);
        baseline.ifPresent(values -> state.restore("baseline", values));
        critics.ifPresent(pair -> state.restore("critics", pair));
        state.restore("noise", noise);
        state.restore("choices", choices);
        sets = Require.atLeast("sets", state.wholeNumber("sets"), 0);
    }
}
