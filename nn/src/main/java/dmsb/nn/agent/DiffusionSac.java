package dmsb.nn.agent;

import static dmsb.nn.agent.DiffusionSacConfig.ACTOR_FIRST;
import static dmsb.nn.agent.DiffusionSacConfig.DIFFUSION_STEPS;
import static dmsb.nn.agent.DiffusionSacConfig.NOISE_BOUND;
import static dmsb.nn.agent.DiffusionSacConfig.SCHEDULE;
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
import dmsb.core.tensorfile.ModelMetadata;
import dmsb.core.tensorfile.Tensor;
import dmsb.core.tensorfile.TensorFile;
import dmsb.nn.diffusion.Denoiser;
import dmsb.nn.diffusion.NoiseSchedule;
import dmsb.nn.diffusion.ReverseChain;
import dmsb.nn.kernel.Kernels;
import dmsb.nn.layer.Parameter;
import dmsb.nn.layer.Weights;
import dmsb.nn.optim.Adam;
import dmsb.nn.optim.SoftUpdate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.ejml.data.FMatrixRMaj;

/**
 * The diffusion soft actor-critic of the paper (section 5.2, Algorithm 1). It has an actor that denoises the logits of
 * a discrete policy, two critics, target networks and a replay memory.
 *
 * <p>One update, with pi the policy at the end of one chain and Q the element-wise minimum of the critics:
 *
 * <ol>
 *   <li>a minibatch (s, a, R, s') from the replay memory;
 *   <li>y = R + gamma^n sum_a pi'(a|s') Q'(s', a), through the target networks, eq. (20);
 *   <li>both critics one Adam step down the mean squared error against y, eq. (19);
 *   <li>the actor one Adam step down -mean( sum_a pi(a|s) Q(s, a) + alpha H(pi) ), through all K steps, eq. (21);
 *   <li>the targets follow.
 * </ol>
 *
 * <p>The learned actor explores. Its target, the average of its past weights, is evaluated, stored and deployed. So a
 * single noisy gradient step hardly changes what a model is worth.
 *
 * <p>With {@link Feedback#COUNTERFACTUAL} step 3 regresses every action's Q on that action's advantage, and step 2 is
 * left out. Steps 3 and 4 change places with {@link DiffusionSacConfig#ACTOR_FIRST}, which is the order of Algorithm 1.
 * For one thread.
 */
public final class DiffusionSac implements NeuralAgent {
    /** The name of this agent in model files and on the command line. */
    public static final String ID = "d2sac";

    private final DiffusionSacConfig config;
    private final Kernels kernels;
    private final RandomStream replayRandom;
    private final RandomStream noiseRandom;

    private final Denoiser actor;
    private final Denoiser targetActor;
    private final ActionValues critics;
    private final NoiseSchedule schedule;
    private final ReverseChain chain;
    private final ReverseChain targetChain;
    private final Adam actorOptimiser;
    private final SoftUpdate targetUpdate;

    private final ReplayBuffer memory;
    private final Minibatch batch;
    private final FMatrixRMaj states;
    private final FMatrixRMaj nextStates;
    private final ReverseChain.ChainPass actorPass;
    private final ReverseChain.ChainPass targetPass;
    private final SoftPolicy policy;
    private final FMatrixRMaj otherStates;
    private final NextValues next;
    private final DiffusionPolicy exploration;
    private Inference deployment;
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
    public DiffusionSac(DiffusionSacConfig config, Environment environment, SeedTree seeds) {
        this(config, environment, seeds, Kernels.create());
    }

    /**
     * An agent with fresh weights, on the given kernels: for one learner on several threads.
     *
     * @param config the settings
     * @param environment the environment it is for
     * @param seeds the source of its weights and of its updates' randomness
     * @param kernels the arithmetic; used by this agent and the policies it hands out, closed by the caller
     * @throws IllegalArgumentException if counterfactual feedback is to be discounted in an environment where an action
     *     moves the state, so that the other actions' next states are not known
     */
    public DiffusionSac(DiffusionSacConfig config, Environment environment, SeedTree seeds, Kernels kernels) {
        this(config, environment.observationSize(), environment.actionCount(), seeds, kernels);
        ReplaySettings.require(config, environment);
    }

    /**
     * An agent with fresh weights, for what is no {@link Environment}. With counterfactual feedback and a discount above 0 the
     * caller answers for it that actions do not move the state.
     *
     * @param config the settings
     * @param observations the length of an observation
     * @param actions the number of actions
     * @param seeds the source of its weights and of its updates' randomness
     * @throws IllegalArgumentException if the settings ask for planning, which needs an environment
     */
    public DiffusionSac(DiffusionSacConfig config, int observations, int actions, SeedTree seeds) {
        this(config, observations, actions, seeds, Kernels.create());
        if (config.get(PLANNING)) {
            throw ReplaySettings.otherStatesUnknown();
        }
    }

    private DiffusionSac(DiffusionSacConfig config, int observations, int actions, SeedTree seeds, Kernels kernels) {
        this.config = config;
        this.kernels = kernels;
        this.deployment = Inference.standard();
        this.replayRandom = seeds.child("replay").stream();
        this.noiseRandom = seeds.child("update-noise").stream();

        this.schedule = NoiseSchedule.of(config.get(SCHEDULE), config.get(DIFFUSION_STEPS));
        this.actor = newActor(config, observations, actions, kernels);
        this.targetActor = newActor(config, observations, actions, kernels);
        actor.initialise(seeds.child("actor").stream());
        this.targetUpdate =
                new SoftUpdate(actor.parameters(), targetActor.parameters(), config.get(SOFT_UPDATE), kernels);
        targetUpdate.copy();
        this.chain = new ReverseChain(actor, schedule);
        this.targetChain = new ReverseChain(targetActor, schedule);
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
        this.actorPass = new ReverseChain.ChainPass(actor, config.get(BATCH), true);
        this.targetPass = new ReverseChain.ChainPass(targetActor, config.get(BATCH), false);
        this.policy = new SoftPolicy(config.get(BATCH), actions, kernels);
        this.next = new NextValues(config);
        this.exploration = DiffusionPolicy.sampling(actor, schedule, observations, kernels);
    }

    /**
     * An actor of the shape that the settings ask for, for weights from a file.
     *
     * @param config the settings
     * @param observations the length of an observation
     * @param actions the number of actions
     * @param kernels the arithmetic
     * @return the actor, all weights zero
     */
    public static Denoiser newActor(DiffusionSacConfig config, int observations, int actions, Kernels kernels) {
        return new Denoiser(
                actions,
                observations,
                config.get(HIDDEN),
                config.get(DIFFUSION_STEPS),
                config.get(NOISE_BOUND),
                kernels);
    }

    /**
     * An agent that goes on learning from a trained model, on line: with the model's settings and networks, and a replay memory
     * of at most {@value LearnerConfig#ONLINE_REPLAY_CAPACITY} transitions, so that it may run for months in a small heap.
     *
     * @param file the model's file
     * @param seeds the source of its updates' randomness
     * @return the agent
     * @throws IllegalArgumentException if the file is of another format or agent, or is not what its id says, or a tensor is
     *     missing, of another shape or not finite
     */
    public static DiffusionSac online(TensorFile file, SeedTree seeds) {
        ModelMetadata metadata = ModelMetadata.of(file);
        if (!metadata.agent().equals(ID)) {
            throw ModelMetadata.refusal(ModelMetadata.AGENT_KEY, ID, metadata.agent());
        }
        DiffusionSac agent = new DiffusionSac(
                DiffusionSacConfig.SCHEMA
                        .read(metadata, ModelMetadata.LEARNER_PREFIX)
                        .online(),
                metadata.wholeNumber(ModelMetadata.OBSERVATIONS_KEY),
                metadata.wholeNumber(ModelMetadata.ACTIONS_KEY),
                seeds);
        agent.load(file);
        return agent;
    }

    @Override
    public int act(float[] observation, RandomStream random) {
        return exploration.act(observation, random);
    }

    @Override
    public void act(int rows, float[] observations, RandomStream[] streams, int[] chosen) {
        exploration.act(rows, observations, streams, chosen);
    }

    @Override
    public boolean needsOtherStates() {
        return config.get(PLANNING);
    }

    /** Stores the transition and, when an update is due, draws a minibatch: lines 12 and 13 of Algorithm 1. */
    @Override
    public void learn(float[] observation, int action, Step step) {
        memory.add(observation, action, step);
        steps++;
        if (memory.size() >= config.get(FIRST_UPDATE) && steps % config.get(STEPS_PER_UPDATE) == 0) {
            memory.sample(replayRandom, config.get(N_STEP), config.get(DISCOUNT), batch);
            if (ReplaySettings.bootstraps(config)) {
                targetPass.drawNoise(noiseRandom);
            }
            actorPass.drawNoise(noiseRandom);
            update();
        }
    }

    /** One update, Algorithm 1 lines 14 to 17, on the minibatch and the noise that the workspaces hold. */
    void update() {
        computeTargetValues();
        if (config.get(ACTOR_FIRST)) {
            updateActor();
            updateCritics();
        } else {
            updateCritics();
            updateActor();
        }
        targetUpdate.step();
        critics.follow();
        updates++;
    }

    /**
     * The value of the next states in eq. (20): V(s') = sum_a pi'(a|s') min(Q'_1, Q'_2)(s', a), with the target
     * networks. Does nothing where the feedback does not bootstrap.
     */
    private void computeTargetValues() {
        if (ReplaySettings.bootstraps(config)) {
            next.fill(nextStates, otherStates, this::setValues);
        }
    }

    private void setValues(FMatrixRMaj laterStates, float[] values) {
        policy.set(targetChain.run(laterStates, targetPass));
        policy.values(critics.targetMinimum(laterStates), 0, values);
    }

    private void updateCritics() {
        criticLoss = critics.regress(states, batch, next);
    }

    private void updateActor() {
        actorOptimiser.clearGradients();
        policy.set(chain.run(states, actorPass));
        actorLoss = policy.improve(critics.minimum(states), config.get(ENTROPY), actorPass.logitGradient().data);
        chain.backward(states, actorPass);
        actorOptimiser.step();
    }

    @Override
    public long updates() {
        return updates;
    }

    /** The sum of both critics' losses, eq. (19); NaN without critics. */
    @Override
    public double criticLoss() {
        return criticLoss;
    }

    /** The actor's loss, eq. (21). */
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
        return withCritics(targetActor);
    }

    /** What the optimisers move. */
    Map<String, List<Parameter>> learnedNetworks() {
        return withCritics(actor);
    }

    private Map<String, List<Parameter>> withCritics(Denoiser someActor) {
        Map<String, List<Parameter>> networks = new LinkedHashMap<>();
        networks.put("actor", someActor.parameters());
        critics.addTo(networks);
        return networks;
    }

    @Override
    public DiffusionPolicy policyOf(int chains) {
        return DiffusionPolicy.of(Inference.ofChains(chains), targetActor, schedule, states.numCols, kernels);
    }

    /**
     * Takes over the networks of a model, the targets included; the replay memory and the optimisers stay as they are. Nothing
     * is modified unless all tensors are there and fit.
     *
     * @param file the model's file
     * @throws IllegalArgumentException if a tensor is missing, of another shape or not finite
     */
    public void load(TensorFile file) {
        learnedNetworks().forEach((name, parameters) -> Weights.require(name, parameters, file));
        learnedNetworks().forEach((name, parameters) -> Weights.load(name, parameters, file));
        targetUpdate.copy();
        critics.copyToTargets();
    }

    /**
     * Takes over the actor that was cloned from a log of choices, the target included; the critics stay as they are.
     *
     * @param cloning the cloning, of the same shape. Not modified.
     * @throws IllegalArgumentException if its actor is of another shape
     */
    public void startFrom(BehaviourCloning cloning) {
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        Weights.save("actor", cloning.actor().parameters(), tensors);
        Weights.load("actor", actor.parameters(), new TensorFile(tensors, Map.of()));
        targetUpdate.copy();
        critics.copyToTargets();
    }

    @Override
    public PolicySnapshot snapshot() {
        return snapshot(deployment);
    }

    /** The policy of a model's file, deciding as those of {@link #snapshot()} do. */
    @Override
    public PolicySnapshot read(TensorFile file) {
        return PolicyFile.read(file, deployment);
    }

    /**
     * Sets how the policies of {@link #snapshot()} decide; in the {@linkplain Inference#standard standard} way unless it is set.
     *
     * @param inference the way
     */
    public void deployAs(Inference inference) {
        deployment = inference;
    }

    /**
     * The policy of this moment.
     *
     * @param inference how it is to decide
     * @return a copy of the weights
     * @throws IllegalStateException if the weights are not finite
     */
    public PolicySnapshot snapshot(Inference inference) {
        return PolicyWeights.snapshot(config, states.numCols, actor.logits(), networks(), inference);
    }

    /** The target networks, by name. */
    Map<String, List<Parameter>> targetNetworks() {
        Map<String, List<Parameter>> networks = new LinkedHashMap<>();
        networks.put("targetActor", targetActor.parameters());
        critics.addTargetsTo(networks);
        return networks;
    }

    Minibatch minibatch() {
        return batch;
    }

    ReverseChain.ChainPass actorPass() {
        return actorPass;
    }

    ReverseChain.ChainPass targetPass() {
        return targetPass;
    }

    FMatrixRMaj policy() {
        return policy.probabilities();
    }

    float[] targetValues() {
        return next.reached();
    }

    @Override
    public void save(StateWriter state) {
        state.put("steps", steps);
        state.put("updates", updates);
        state.put("criticLoss", criticLoss);
        state.put("actorLoss", actorLoss);
        state.put("policy", policy);
        state.put("replayRandom", replayRandom);
        state.put("noiseRandom", noiseRandom);
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
        state.restore("noiseRandom", noiseRandom);
        Weights.restore(actor.parameters(), state.under("actor"));
        Weights.restore(targetActor.parameters(), state.under("targetActor"));
        state.restore("actorOptimiser", actorOptimiser);
        state.restore("critics", critics);
        state.restore("memory", memory);
    }
}
