package dmsb.nn.agent;

import static dmsb.nn.agent.DqnConfig.EPSILON_STEPS;
import static dmsb.nn.agent.DqnConfig.FIRST_EPSILON;
import static dmsb.nn.agent.DqnConfig.LAST_EPSILON;
import static dmsb.nn.agent.LearnerConfig.BATCH;
import static dmsb.nn.agent.LearnerConfig.DISCOUNT;
import static dmsb.nn.agent.LearnerConfig.FEEDBACK;
import static dmsb.nn.agent.LearnerConfig.FIRST_UPDATE;
import static dmsb.nn.agent.LearnerConfig.GRADIENT_CLIP;
import static dmsb.nn.agent.LearnerConfig.HIDDEN;
import static dmsb.nn.agent.LearnerConfig.LEARNING_RATE;
import static dmsb.nn.agent.LearnerConfig.N_STEP;
import static dmsb.nn.agent.LearnerConfig.PLANNING;
import static dmsb.nn.agent.LearnerConfig.REPLAY_CAPACITY;
import static dmsb.nn.agent.LearnerConfig.SOFT_UPDATE;
import static dmsb.nn.agent.LearnerConfig.STEPS_PER_UPDATE;
import static dmsb.nn.agent.LearnerConfig.WEIGHT_DECAY;

import dmsb.core.checkpoint.StateReader;
import dmsb.core.checkpoint.StateWriter;
import dmsb.core.random.RandomStream;
import dmsb.core.random.SeedTree;
import dmsb.core.rl.Environment;
import dmsb.core.rl.Minibatch;
import dmsb.core.rl.PolicySnapshot;
import dmsb.core.rl.ReplayBuffer;
import dmsb.core.rl.Step;
import dmsb.nn.kernel.Kernels;
import dmsb.nn.layer.Mlp;
import dmsb.nn.layer.Parameter;
import dmsb.nn.layer.Weights;
import dmsb.nn.optim.Adam;
import dmsb.nn.optim.SoftUpdate;
import java.util.List;
import java.util.Map;
import org.ejml.data.FMatrixRMaj;

/**
 * The double deep Q-network (Mnih et al. 2015, van Hasselt et al. 2016): one network of action values, a target that
 * follows it, epsilon-greedy exploration, replay.
 *
 * <p>One update:
 *
 * <ol>
 *   <li>a minibatch (s, a, R, s') from the replay memory;
 *   <li>y = R + gamma^n Q'(s', argmax_a Q(s', a)): the network chooses, the target values;
 *   <li>one Adam step down the mean squared error of Q(s, a) against y;
 *   <li>the target follows.
 * </ol>
 *
 * <p>As in {@link DiffusionSac}, the target network is evaluated and stored. With {@link Feedback#COUNTERFACTUAL} step
 * 3 regresses every action's Q on that action's advantage, and step 2 is left out. For one thread.
 */
public final class Dqn implements NeuralAgent {
    /** The name of this agent in model files and on the command line. */
    public static final String ID = "dqn";

    private final DqnConfig config;
    private final int actions;
    private final Kernels kernels;
    private final RandomStream replayRandom;

    private final Mlp critic;
    private final Mlp target;
    private final Adam optimiser;
    private final SoftUpdate targetUpdate;

    private final ReplayBuffer memory;
    private final Minibatch batch;
    private final FMatrixRMaj states;
    private final FMatrixRMaj nextStates;
    private final Mlp.Pass pass;
    private final Mlp.Pass targetPass;
    private final FMatrixRMaj otherStates;
    private final NextValues next;
    private final MlpPolicy greedy;
    private long steps;
    private long updates;
    private double loss = Double.NaN;

    /**
     * An agent with fresh weights.
     *
     * @param config the settings
     * @param environment the environment it is for
     * @param seeds the source of its weights and of its updates' randomness
     * @throws IllegalArgumentException if counterfactual feedback is to be discounted in an environment where an action
     *     moves the state, so that the other actions' next states are not known
     */
    public Dqn(DqnConfig config, Environment environment, SeedTree seeds) {
        this(config, environment, seeds, Kernels.create());
    }

    /**
     * An agent with fresh weights.
     *
     * @param config the settings
     * @param environment the environment it is for
     * @param seeds the source of its weights and of its updates' randomness
     * @param kernels the arithmetic; used by this agent and the policies it hands out, closed by the caller
     * @throws IllegalArgumentException if counterfactual feedback is to be discounted in an environment where an action
     *     moves the state, so that the other actions' next states are not known
     */
    public Dqn(DqnConfig config, Environment environment, SeedTree seeds, Kernels kernels) {
        this.kernels = kernels;
        ReplaySettings.require(config, environment);
        int observations = environment.observationSize();
        this.config = config;
        this.actions = environment.actionCount();
        this.replayRandom = seeds.child("replay").stream();
        this.critic = newCritic(config, observations, actions, kernels);
        this.target = newCritic(config, observations, actions, kernels);
        critic.initialise(seeds.child("critic").stream());
        this.targetUpdate = new SoftUpdate(critic.parameters(), target.parameters(), config.get(SOFT_UPDATE), kernels);
        targetUpdate.copy();
        this.optimiser = new Adam(
                critic.parameters(),
                config.get(LEARNING_RATE),
                config.get(WEIGHT_DECAY),
                config.get(GRADIENT_CLIP),
                kernels);
        this.memory = new ReplayBuffer(
                config.get(REPLAY_CAPACITY),
                observations,
                actions,
                config.get(FEEDBACK) == Feedback.COUNTERFACTUAL,
                config.get(PLANNING));
        this.batch = new Minibatch(memory, config.get(BATCH));
        this.states = FMatrixRMaj.wrap(config.get(BATCH), observations, batch.observations());
        this.nextStates = FMatrixRMaj.wrap(config.get(BATCH), observations, batch.nextObservations());
        this.otherStates = config.get(PLANNING)
                ? FMatrixRMaj.wrap(
                        config.get(BATCH), observations, batch.other().observations())
                : nextStates;
        this.pass = new Mlp.Pass(critic, config.get(BATCH), true);
        this.targetPass = new Mlp.Pass(target, config.get(BATCH), false);
        this.next = new NextValues(config);
        this.greedy = MlpPolicy.greedy(critic, kernels);
    }

    /** A network of the shape that the settings ask for, all weights zero. */
    static Mlp newCritic(DqnConfig config, int observations, int actions, Kernels kernels) {
        return new Mlp("body", kernels, observations, config.get(HIDDEN), config.get(HIDDEN), actions);
    }

    @Override
    public int act(float[] observation, RandomStream random) {
        return random.nextDouble() < epsilon() ? random.nextInt(actions) : greedy.act(observation, random);
    }

    /** The probability of a uniform action now. */
    double epsilon() {
        double share = Math.min(1, (double) steps / config.get(EPSILON_STEPS));
        return config.get(FIRST_EPSILON) + share * (config.get(LAST_EPSILON) - config.get(FIRST_EPSILON));
    }

    @Override
    public boolean needsOtherStates() {
        return config.get(PLANNING);
    }

    @Override
    public void learn(float[] observation, int action, Step step) {
        memory.add(observation, action, step);
        steps++;
        if (memory.size() >= config.get(FIRST_UPDATE) && steps % config.get(STEPS_PER_UPDATE) == 0) {
            memory.sample(replayRandom, config.get(N_STEP), config.get(DISCOUNT), batch);
            update();
        }
    }

    private void update() {
        if (ReplaySettings.bootstraps(config)) {
            next.fill(nextStates, otherStates, this::setValues);
        }
        optimiser.clearGradients();
        float[] q = critic.forward(states, pass).data;
        loss = ActionValueLoss.of(config.get(FEEDBACK), batch, next, actions, q, pass.outputGradient().data);
        critic.backward(states, pass);
        optimiser.step();
        targetUpdate.step();
        updates++;
    }

    private void setValues(FMatrixRMaj laterStates, float[] values) {
        float[] chosenBy = critic.forward(laterStates, pass).data;
        float[] valuedBy = target.forward(laterStates, targetPass).data;
        for (int i = 0; i < values.length; i++) {
            values[i] = valuedBy[i * actions + Categorical.largest(chosenBy, i * actions, actions)];
        }
    }

    @Override
    public long updates() {
        return updates;
    }

    @Override
    public double criticLoss() {
        return loss;
    }

    /** NaN: there is no actor. */
    @Override
    public double actorLoss() {
        return Double.NaN;
    }

    /** NaN: there is no actor. */
    @Override
    public double policyEntropy() {
        return Double.NaN;
    }

    /** The averaged network of action values, which is the target. */
    @Override
    public Map<String, List<Parameter>> networks() {
        return Map.of("critic", target.parameters());
    }

    @Override
    public PolicySnapshot snapshot() {
        return PolicyWeights.snapshot(config, states.numCols, actions, networks(), Inference.standard());
    }

    /** The greedy policy, for any number of chains. */
    @Override
    public MlpPolicy policyOf(int chains) {
        return MlpPolicy.greedy(target, kernels);
    }

    @Override
    public void save(StateWriter state) {
        state.put("steps", steps);
        state.put("updates", updates);
        state.put("loss", loss);
        state.put("replayRandom", replayRandom);
        Weights.save(critic.parameters(), state.under("critic"));
        Weights.save(target.parameters(), state.under("target"));
        state.put("optimiser", optimiser);
        state.put("memory", memory);
    }

    @Override
    public void restore(StateReader state) {
        steps = state.wholeNumber("steps");
        updates = state.wholeNumber("updates");
        loss = state.number("loss");
        state.restore("replayRandom", replayRandom);
        Weights.restore(critic.parameters(), state.under("critic"));
        Weights.restore(target.parameters(), state.under("target"));
        state.restore("optimiser", optimiser);
        state.restore("memory", memory);
    }
}
