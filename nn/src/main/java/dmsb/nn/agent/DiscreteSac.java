package dmsb.nn.agent;

import static dmsb.nn.agent.DiscreteSacConfig.ENTROPY_IN_TARGET;
import static dmsb.nn.agent.LearnerConfig.ACTOR_LEARNING_RATE;
import static dmsb.nn.agent.LearnerConfig.BATCH;
import static dmsb.nn.agent.LearnerConfig.DISCOUNT;
import static dmsb.nn.agent.LearnerConfig.ENTROPY;
import static dmsb.nn.agent.LearnerConfig.FEEDBACK;
import static dmsb.nn.agent.LearnerConfig.FIRST_UPDATE;
import static dmsb.nn.agent.LearnerConfig.GRADIENT_CLIP;
import static dmsb.nn.agent.LearnerConfig.HIDDEN;
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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.ejml.data.FMatrixRMaj;

/**
 * The soft actor-critic for discrete actions (Haarnoja et al. 2018, Christodoulou 2019). It is {@link DiffusionSac}
 * with a perceptron in place of the diffusion chain. As an ablation it shows what the chain adds.
 *
 * <p>One update, with pi the actor's policy and Q the element-wise minimum of the critics:
 *
 * <ol>
 *   <li>a minibatch (s, a, R, s') from the replay memory;
 *   <li>y = R + gamma^n V(s'), V(s') = sum_a pi'(a|s') (Q'(s', a) - alpha log pi'(a|s')) through the target networks;
 *       without the logarithm, as in eq. (20), if the settings say so;
 *   <li>both critics one Adam step down the mean squared error against y;
 *   <li>the actor one Adam step down -mean( sum_a pi(a|s) Q(s, a) + alpha H(pi) );
 *   <li>the targets follow.
 * </ol>
 *
 * <p>As in {@link DiffusionSac}, the target actor is evaluated and stored. Christodoulou has no target actor; it is
 * that of the paper's Algorithm 1. The temperature alpha is fixed. With {@link Feedback#COUNTERFACTUAL} step 3
 * regresses every action's Q on that action's advantage, and step 2 is left out. For one thread.
 */
public final class DiscreteSac implements NeuralAgent {
    /** The name of this agent in model files and on the command line. */
    public static final String ID = "sac";

    private final DiscreteSacConfig config;
    private final Kernels kernels;
    private final RandomStream replayRandom;

    private final Mlp actor;
    private final Mlp targetActor;
    private final ActionValues critics;
    private final Adam actorOptimiser;
    private final SoftUpdate targetUpdate;

    private final ReplayBuffer memory;
    private final Minibatch batch;
    private final FMatrixRMaj states;
    private final FMatrixRMaj nextStates;
    private final Mlp.Pass actorPass;
    private final SoftPolicy policy;
    private final FMatrixRMaj otherStates;
    private final NextValues next;
    private final MlpPolicy exploration;
    private long steps;
    private long updates;
    private double criticLoss = Double.NaN;
    private double actorLoss = Double.NaN;

    /**
     * An agent with fresh weights.
     *
     * @param config the settings
     * @param environment the environment it is for
     * @param seeds the source of its weights and of its updates' randomness
     * @throws IllegalArgumentException if counterfactual feedback is to be discounted in an environment where an action
     *     moves the state, so that the other actions' next states are not known
     */
    public DiscreteSac(DiscreteSacConfig config, Environment environment, SeedTree seeds) {
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
    public DiscreteSac(DiscreteSacConfig config, Environment environment, SeedTree seeds, Kernels kernels) {
        this.kernels = kernels;
        ReplaySettings.require(config, environment);
        int observations = environment.observationSize();
        int actions = environment.actionCount();
        this.config = config;
        this.replayRandom = seeds.child("replay").stream();
        this.actor = newActor(config, observations, actions, kernels);
        this.targetActor = newActor(config, observations, actions, kernels);
        actor.initialise(seeds.child("actor").stream());
        this.targetUpdate =
                new SoftUpdate(actor.parameters(), targetActor.parameters(), config.get(SOFT_UPDATE), kernels);
        targetUpdate.copy();
        this.actorOptimiser = new Adam(
                actor.parameters(),
                config.get(ACTOR_LEARNING_RATE),
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
        this.critics = ActionValues.of(config, observations, actions, batch, seeds, kernels);
        this.states = FMatrixRMaj.wrap(config.get(BATCH), observations, batch.observations());
        this.nextStates = FMatrixRMaj.wrap(config.get(BATCH), observations, batch.nextObservations());
        this.otherStates = config.get(PLANNING)
                ? FMatrixRMaj.wrap(
                        config.get(BATCH), observations, batch.other().observations())
                : nextStates;
        this.actorPass = new Mlp.Pass(actor, config.get(BATCH), true);
        this.policy = new SoftPolicy(config.get(BATCH), actions, kernels);
        this.next = new NextValues(config);
        this.exploration = MlpPolicy.sampling(actor, kernels);
    }

    /** An actor of the shape that the settings ask for, all weights zero. */
    static Mlp newActor(DiscreteSacConfig config, int observations, int actions, Kernels kernels) {
        return new Mlp("body", kernels, observations, config.get(HIDDEN), config.get(HIDDEN), actions);
    }

    @Override
    public int act(float[] observation, RandomStream random) {
        return exploration.act(observation, random);
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
        criticLoss = critics.regress(states, batch, next);

        actorOptimiser.clearGradients();
        policy.set(actor.forward(states, actorPass));
        actorLoss = policy.improve(critics.minimum(states), config.get(ENTROPY), actorPass.outputGradient().data);
        actor.backward(states, actorPass);
        actorOptimiser.step();

        targetUpdate.step();
        critics.follow();
        updates++;
    }

    private void setValues(FMatrixRMaj laterStates, float[] values) {
        policy.set(targetActor.forward(laterStates, actorPass));
        policy.values(
                critics.targetMinimum(laterStates), config.get(ENTROPY_IN_TARGET) ? config.get(ENTROPY) : 0, values);
    }

    @Override
    public long updates() {
        return updates;
    }

    /** The sum of both critics' losses; NaN without critics. */
    @Override
    public double criticLoss() {
        return criticLoss;
    }

    @Override
    public double actorLoss() {
        return actorLoss;
    }

    @Override
    public double policyEntropy() {
        return policy.entropy();
    }

    /** The averaged actor, which is the target actor, and both critics if there are any. */
    @Override
    public Map<String, List<Parameter>> networks() {
        Map<String, List<Parameter>> networks = new LinkedHashMap<>();
        networks.put("actor", targetActor.parameters());
        critics.addTo(networks);
        return networks;
    }

    @Override
    public PolicySnapshot snapshot() {
        return PolicyWeights.snapshot(config, states.numCols, actor.outputs(), networks(), Inference.standard());
    }

    @Override
    public MlpPolicy policyOf(int chains) {
        return MlpPolicy.of(Inference.ofChains(chains), targetActor, kernels);
    }

    @Override
    public void save(StateWriter state) {
        state.put("steps", steps);
        state.put("updates", updates);
        state.put("criticLoss", criticLoss);
        state.put("actorLoss", actorLoss);
        state.put("policy", policy);
        state.put("replayRandom", replayRandom);
        Weights.save(actor.parameters(), state.under("actor"));
        Weights.save(targetActor.parameters(), state.under("targetActor"));
        state.put("actorOptimiser", actorOptimiser);
        state.put("critics", critics);
        state.put("memory", memory);
    }

    @Override
    public void restore(StateReader state) {
        steps = state.wholeNumber("steps");
        updates = state.wholeNumber("updates");
        criticLoss = state.number("criticLoss");
        actorLoss = state.number("actorLoss");
        state.restore("policy", policy);
        state.restore("replayRandom", replayRandom);
        Weights.restore(actor.parameters(), state.under("actor"));
        Weights.restore(targetActor.parameters(), state.under("targetActor"));
        state.restore("actorOptimiser", actorOptimiser);
        state.restore("critics", critics);
        state.restore("memory", memory);
    }
}
