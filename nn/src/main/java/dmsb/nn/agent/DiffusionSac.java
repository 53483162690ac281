package dmsb.nn.agent;

import dmsb.core.random.RandomStream;
import dmsb.core.random.SeedTree;
import dmsb.core.rl.Environment;
import dmsb.core.rl.Minibatch;
import dmsb.core.rl.PolicySnapshot;
import dmsb.core.rl.ReplayBuffer;
import dmsb.core.rl.SnapshotAgent;
import dmsb.core.rl.Step;
import dmsb.core.tensorfile.Tensor;
import dmsb.core.tensorfile.TensorFile;
import dmsb.nn.diffusion.Denoiser;
import dmsb.nn.diffusion.NoiseSchedule;
import dmsb.nn.diffusion.ReverseChain;
import dmsb.nn.kernel.Kernels;
import dmsb.nn.layer.Mlp;
import dmsb.nn.layer.Parameter;
import dmsb.nn.layer.Weights;
import dmsb.nn.optim.Adam;
import dmsb.nn.optim.SoftUpdate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.ejml.data.FMatrixRMaj;

/**
 * The diffusion soft actor-critic of the paper (section 5.2, Algorithm 1): an actor that denoises the logits of a
 * discrete policy, two critics, targets, replay.
 *
 * <p>One update, with pi the policy at the end of one chain and Q the element-wise minimum of the critics:
 *
 * <ol>
 *   <li>a minibatch (s, a, R, s') from the replay memory;
 *   <li>y = R + gamma^n sum_a pi'(a|s') Q'(s', a), through the target networks (20);
 *   <li>both critics one Adam step down the mean squared error against y (19);
 *   <li>the actor one Adam step down -mean( sum_a pi(a|s) Q(s, a) + alpha H(pi) ), through all K steps (21);
 *   <li>the targets follow.
 * </ol>
 *
 * <p>With {@link Feedback#COUNTERFACTUAL} step 3 regresses every action's Q on that action's reward. For one thread.
 */
public final class DiffusionSac implements SnapshotAgent {
    /** The name of this agent in model files and on the command line. */
    public static final String ID = "d2sac";

    private final DiffusionSacConfig config;
    private final int actions;
    private final Kernels kernels = Kernels.create();
    private final RandomStream replayRandom;
    private final RandomStream noiseRandom;

    private final Denoiser actor;
    private final Denoiser targetActor;
    private final Mlp critic1;
    private final Mlp critic2;
    private final Mlp targetCritic1;
    private final Mlp targetCritic2;
    private final NoiseSchedule schedule;
    private final ReverseChain chain;
    private final ReverseChain targetChain;
    private final Adam actorOptimiser;
    private final Adam criticOptimiser;
    private final List<SoftUpdate> targets;

    private final ReplayBuffer memory;
    private final Minibatch batch;
    private final FMatrixRMaj states;
    private final FMatrixRMaj nextStates;
    private final ReverseChain.Pass actorPass;
    private final ReverseChain.Pass targetPass;
    private final Mlp.Pass pass1;
    private final Mlp.Pass pass2;
    private final FMatrixRMaj policy;
    private final FMatrixRMaj logPolicy;
    private final float[] values;
    private final DiffusionPolicy exploration;
    private Inference deployment;
    private long steps;
    private long updates;
    private double criticLoss = Double.NaN;
    private double actorLoss = Double.NaN;
    private double policyEntropy = Double.NaN;

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
        this(config, environment.observationSize(), environment.actionCount(), seeds);
        if (config.feedback() == Feedback.COUNTERFACTUAL && config.discount() > 0 && environment.actionsMoveState()) {
            throw new IllegalArgumentException(
                    "feedback: expected executed, or discount 0, where actions move the state;"
                            + " got counterfactual with discount " + config.discount());
        }
    }

    /**
     * An agent with fresh weights, for what is no {@link Environment}. With counterfactual feedback and a discount above 0 the
     * caller answers for it that actions do not move the state.
     *
     * @param config the settings
     * @param observations the length of an observation
     * @param actions the number of actions
     * @param seeds the source of its weights and of its updates' randomness
     */
    public DiffusionSac(DiffusionSacConfig config, int observations, int actions, SeedTree seeds) {
        this.config = config;
        this.deployment = Inference.ofChains(config.evaluationChains());
        this.actions = actions;
        this.replayRandom = seeds.child("replay").stream();
        this.noiseRandom = seeds.child("update-noise").stream();

        this.schedule = NoiseSchedule.of(config.schedule(), config.diffusionSteps());
        this.actor = newActor(config, observations, actions, kernels);
        this.targetActor = newActor(config, observations, actions, kernels);
        this.critic1 = newCritic(observations);
        this.critic2 = newCritic(observations);
        this.targetCritic1 = newCritic(observations);
        this.targetCritic2 = newCritic(observations);
        actor.initialise(seeds.child("actor").stream());
        critic1.initialise(seeds.child("critic1").stream());
        critic2.initialise(seeds.child("critic2").stream());
        this.targets = List.of(
                new SoftUpdate(actor.parameters(), targetActor.parameters(), config.softUpdate(), kernels),
                new SoftUpdate(critic1.parameters(), targetCritic1.parameters(), config.softUpdate(), kernels),
                new SoftUpdate(critic2.parameters(), targetCritic2.parameters(), config.softUpdate(), kernels));
        targets.forEach(SoftUpdate::copy);
        this.chain = new ReverseChain(actor, schedule);
        this.targetChain = new ReverseChain(targetActor, schedule);
        this.actorOptimiser = new Adam(
                actor.parameters(), config.actorLearningRate(), config.weightDecay(), config.gradientClip(), kernels);
        this.criticOptimiser = new Adam(
                Stream.concat(critic1.parameters().stream(), critic2.parameters().stream())
                        .toList(),
                config.criticLearningRate(),
                config.weightDecay(),
                config.gradientClip(),
                kernels);

        this.memory = new ReplayBuffer(
                config.replayCapacity(), observations, actions, config.feedback() == Feedback.COUNTERFACTUAL);
        this.batch = new Minibatch(memory, config.batch());
        this.states = FMatrixRMaj.wrap(config.batch(), observations, batch.observations());
        this.nextStates = FMatrixRMaj.wrap(config.batch(), observations, batch.nextObservations());
        this.actorPass = new ReverseChain.Pass(actor, config.batch(), true);
        this.targetPass = new ReverseChain.Pass(targetActor, config.batch(), false);
        this.pass1 = new Mlp.Pass(critic1, config.batch(), true);
        this.pass2 = new Mlp.Pass(critic2, config.batch(), true);
        this.policy = new FMatrixRMaj(config.batch(), actions);
        this.logPolicy = new FMatrixRMaj(config.batch(), actions);
        this.values = new float[config.batch()];
        this.exploration = DiffusionPolicy.sampling(actor, schedule, observations, kernels);
    }

    private Mlp newCritic(int observations) {
        return new Mlp("body", kernels, observations, config.hidden(), config.hidden(), actions);
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
                actions, observations, config.hidden(), config.diffusionSteps(), config.noiseBound(), kernels);
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
    public void learn(float[] observation, int action, Step step) {
        memory.add(observation, action, step);
        steps++;
        if (memory.size() >= config.firstUpdate() && steps % config.stepsPerUpdate() == 0) {
            memory.sample(replayRandom, config.nStep(), config.discount(), batch);
            if (config.discount() > 0) {
                targetPass.drawNoise(noiseRandom);
            }
            actorPass.drawNoise(noiseRandom);
            update();
        }
    }

    /** One update on the minibatch and the noise that the workspaces hold. */
    void update() {
        computeTargetValues();
        if (config.actorFirst()) {
            updateActor();
            updateCritics();
        } else {
            updateCritics();
            updateActor();
        }
        for (int i = 0; i < targets.size(); i++) {
            targets.get(i).step();
        }
        updates++;
    }

    /** V(s') = sum_a pi'(a|s') min(Q'_1, Q'_2)(s', a), where anything is bootstrapped. */
    private void computeTargetValues() {
        if (config.discount() == 0) {
            return;
        }
        FMatrixRMaj logits = targetChain.run(nextStates, targetPass);
        kernels.softmax(config.batch(), actions, logits.data, policy.data, logPolicy.data);
        float[] q1 = targetCritic1.forward(nextStates, pass1).data;
        float[] q2 = targetCritic2.forward(nextStates, pass2).data;
        for (int i = 0; i < values.length; i++) {
            float value = 0f;
            for (int j = i * actions; j < (i + 1) * actions; j++) {
                value = Math.fma(policy.data[j], Math.min(q1[j], q2[j]), value);
            }
            values[i] = value;
        }
    }

    private void updateCritics() {
        criticOptimiser.clearGradients();
        critic1.forward(states, pass1);
        critic2.forward(states, pass2);
        criticLoss = criticLoss(pass1) + criticLoss(pass2);
        critic1.backward(states, pass1);
        critic2.backward(states, pass2);
        criticOptimiser.step();
    }

    /** The mean squared error against the targets; leaves its gradient in the pass. */
    private double criticLoss(Mlp.Pass pass) {
        float[] q = pass.output().data;
        float[] gradient = pass.outputGradient().data;
        boolean all = config.feedback() == Feedback.COUNTERFACTUAL;
        int terms = all ? q.length : config.batch();
        float scale = 2f / terms;
        double loss = 0;
        pass.outputGradient().zero();
        for (int i = 0; i < config.batch(); i++) {
            float bootstrap = config.discount() == 0 ? 0f : batch.bootstraps()[i] * values[i];
            int first = all ? 0 : batch.actions()[i];
            int last = all ? actions - 1 : first;
            for (int a = first; a <= last; a++) {
                int j = i * actions + a;
                float y = (all ? batch.rewards()[j] : batch.returns()[i]) + bootstrap;
                float error = q[j] - y;
                loss += (double) error * error;
                gradient[j] = scale * error;
            }
        }
        return loss / terms;
    }

    /**
     * With G_a = Q_a - alpha log pi_a and J = sum_a pi_a G_a, the gradient of -mean(J) with respect to logit a is
     * -pi_a (G_a - J) / batch: the derivative of the logarithms sums to zero. J is divided by the sum of the float
     * probabilities, in double: where one action has nearly all of the probability, G_a - J is a small difference that the
     * rounding of that sum would drown.
     */
    private void updateActor() {
        actorOptimiser.clearGradients();
        FMatrixRMaj logits = chain.run(states, actorPass);
        kernels.softmax(config.batch(), actions, logits.data, policy.data, logPolicy.data);
        float[] q1 = critic1.forward(states, pass1).data;
        float[] q2 = critic2.forward(states, pass2).data;
        float[] gradient = actorPass.logitGradient().data;
        float alpha = (float) config.entropy();
        double objective = 0;
        double entropy = 0;
        for (int i = 0; i < config.batch(); i++) {
            double sum = 0;
            double mean = 0;
            for (int j = i * actions; j < (i + 1) * actions; j++) {
                gradient[j] = Math.fma(-alpha, logPolicy.data[j], Math.min(q1[j], q2[j]));
                mean += (double) policy.data[j] * gradient[j];
                sum += policy.data[j];
                entropy -= (double) policy.data[j] * logPolicy.data[j];
            }
            mean /= sum;
            for (int j = i * actions; j < (i + 1) * actions; j++) {
                gradient[j] = (float) (policy.data[j] * (mean - gradient[j]) / config.batch());
            }
            objective += mean;
        }
        actorLoss = -objective / config.batch();
        policyEntropy = entropy / config.batch();
        chain.backward(states, actorPass);
        actorOptimiser.step();
    }

    @Override
    public long updates() {
        return updates;
    }

    /**
     * The sum of both critics' losses (19) in the last update.
     *
     * @return the loss, NaN before the first update
     */
    public double criticLoss() {
        return criticLoss;
    }

    /**
     * The actor's loss (21) in the last update.
     *
     * @return the loss, NaN before the first update
     */
    public double actorLoss() {
        return actorLoss;
    }

    /**
     * The mean entropy of the policy in the last update, in nats.
     *
     * @return the entropy, NaN before the first update
     */
    public double policyEntropy() {
        return policyEntropy;
    }

    /**
     * The networks that make the model: the actor and both critics, by name.
     *
     * @return the parameters themselves, not copies
     */
    public Map<String, List<Parameter>> networks() {
        Map<String, List<Parameter>> networks = new LinkedHashMap<>();
        networks.put("actor", actor.parameters());
        networks.put("critic1", critic1.parameters());
        networks.put("critic2", critic2.parameters());
        return networks;
    }

    /**
     * The policy for evaluation with the weights of the moment; they go on changing if the agent goes on learning.
     *
     * @param chains the chains whose mean policy decides, or 0 to sample the policy of one
     * @return the policy
     */
    public DiffusionPolicy policyOf(int chains) {
        return chains == 0
                ? DiffusionPolicy.sampling(actor, schedule, states.numCols, kernels)
                : DiffusionPolicy.meanOf(chains, actor, schedule, states.numCols, kernels);
    }

    /**
     * Takes over the networks of a model, the targets included; the replay memory and the optimisers stay as they are. Nothing
     * is modified unless all tensors are there and fit.
     *
     * @param file the model's file
     * @throws IllegalArgumentException if a tensor is missing, of another shape or not finite
     */
    public void load(TensorFile file) {
        networks().forEach((name, parameters) -> Weights.require(name, parameters, file));
        networks().forEach((name, parameters) -> Weights.load(name, parameters, file));
        targets.forEach(SoftUpdate::copy);
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
        targets.forEach(SoftUpdate::copy);
    }

    @Override
    public PolicySnapshot snapshot() {
        return snapshot(deployment);
    }

    /**
     * Sets how the policies of {@link #snapshot()} decide; as in evaluation unless it is set.
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
        try {
            return DiffusionSnapshot.of(config, states.numCols, actor, inference);
        } catch (IllegalArgumentException e) {
            throw new IllegalStateException("snapshot: " + e.getMessage(), e);
        }
    }

    /** The target networks, by name. */
    Map<String, List<Parameter>> targetNetworks() {
        Map<String, List<Parameter>> networks = new LinkedHashMap<>();
        networks.put("targetActor", targetActor.parameters());
        networks.put("targetCritic1", targetCritic1.parameters());
        networks.put("targetCritic2", targetCritic2.parameters());
        return networks;
    }

    Minibatch minibatch() {
        return batch;
    }

    ReverseChain.Pass actorPass() {
        return actorPass;
    }

    ReverseChain.Pass targetPass() {
        return targetPass;
    }

    FMatrixRMaj policy() {
        return policy;
    }

    float[] targetValues() {
        return values;
    }
}
