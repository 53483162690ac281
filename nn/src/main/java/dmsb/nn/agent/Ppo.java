package dmsb.nn.agent;

import static dmsb.nn.agent.LearnerConfig.BATCH;
import static dmsb.nn.agent.LearnerConfig.DISCOUNT;
import static dmsb.nn.agent.LearnerConfig.ENTROPY;
import static dmsb.nn.agent.LearnerConfig.GRADIENT_CLIP;
import static dmsb.nn.agent.LearnerConfig.HIDDEN;
import static dmsb.nn.agent.LearnerConfig.LEARNING_RATE;
import static dmsb.nn.agent.PpoConfig.CLIP;
import static dmsb.nn.agent.PpoConfig.EPOCHS;
import static dmsb.nn.agent.PpoConfig.LAMBDA;
import static dmsb.nn.agent.PpoConfig.ROLLOUT;
import static dmsb.nn.agent.PpoConfig.VALUE_CLIP;
import static dmsb.nn.agent.PpoConfig.VALUE_WEIGHT;

import dmsb.core.checkpoint.StateReader;
import dmsb.core.checkpoint.StateWriter;
import dmsb.core.random.RandomStream;
import dmsb.core.random.SeedTree;
import dmsb.core.rl.Environment;
import dmsb.core.rl.PolicySnapshot;
import dmsb.core.rl.Step;
import dmsb.nn.kernel.Kernels;
import dmsb.nn.layer.Mlp;
import dmsb.nn.layer.Parameter;
import dmsb.nn.layer.Weights;
import dmsb.nn.optim.Adam;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.ejml.data.FMatrixRMaj;

/**
 * Proximal policy optimisation (Schulman et al. 2017) with a clipped surrogate: an actor of logits, a critic of state
 * values, no replay.
 *
 * <p>When a rollout of T steps is full, with pi_old and V_old the networks that played it:
 *
 * <ol>
 *   <li>advantages A by generalised advantage estimation, {@link Advantages}; returns R = A + V_old;
 *   <li>in every epoch the steps are shuffled and cut into minibatches; for each of them the advantages are normalised, and
 *       actor and critic make one Adam step together down {@link PpoLoss}, the gradient clipped to a norm;
 *   <li>the rollout is forgotten.
 * </ol>
 *
 * <p>It learns only from the rewards of the actions taken. The surrogate weighs the actions taken, so it cannot use the
 * rewards of other actions. For one thread.
 */
public final class Ppo implements NeuralAgent {
    /** The name of this agent in model files and on the command line. */
    public static final String ID = "ppo";

    private final PpoConfig config;
    private final Kernels kernels;
    private final RandomStream shuffleRandom;

    private final Mlp actor;
    private final Mlp critic;
    private final Adam optimiser;
    private final Rollout rollout;
    private final Mlp.Pass wholeActorPass;
    private final Mlp.Pass wholeCriticPass;

    private final int[] order;
    private final FMatrixRMaj states;
    private final Mlp.Pass actorPass;
    private final Mlp.Pass criticPass;
    private final int[] taken;
    private final double[] oldLogProbabilities;
    private final double[] advantages;
    private final double[] oldValues;
    private final double[] values;
    private final double[] returns;
    private final PpoLoss loss;
    private final MlpPolicy exploration;
    private long updates;

    /**
     * An agent with fresh weights.
     *
     * @param config the settings
     * @param environment the environment it is for
     * @param seeds the source of its weights and of its updates' randomness
     */
    public Ppo(PpoConfig config, Environment environment, SeedTree seeds) {
        this(config, environment, seeds, Kernels.create());
    }

    /**
     * An agent with fresh weights.
     *
     * @param config the settings
     * @param environment the environment it is for
     * @param seeds the source of its weights and of its updates' randomness
     * @param kernels the arithmetic; used by this agent and the policies it hands out, closed by the caller
     */
    public Ppo(PpoConfig config, Environment environment, SeedTree seeds, Kernels kernels) {
        this.kernels = kernels;
        int observations = environment.observationSize();
        int actions = environment.actionCount();
        this.config = config;
        this.shuffleRandom = seeds.child("shuffle").stream();
        this.actor = newNetwork(config, observations, actions, kernels);
        this.critic = newNetwork(config, observations, 1, kernels);
        actor.initialise(seeds.child("actor").stream());
        critic.initialise(seeds.child("critic").stream());
        this.optimiser = new Adam(
                Stream.concat(actor.parameters().stream(), critic.parameters().stream())
                        .toList(),
                config.get(LEARNING_RATE),
                0,
                config.get(GRADIENT_CLIP),
                kernels);
        this.rollout = new Rollout(config.get(ROLLOUT), observations);
        this.wholeActorPass = new Mlp.Pass(actor, config.get(ROLLOUT), false);
        this.wholeCriticPass = new Mlp.Pass(critic, config.get(ROLLOUT), false);
        this.order = new int[config.get(ROLLOUT)];
        int batch = config.get(BATCH);
        this.states = new FMatrixRMaj(batch, observations);
        this.actorPass = new Mlp.Pass(actor, batch, true);
        this.criticPass = new Mlp.Pass(critic, batch, true);
        this.taken = new int[batch];
        this.oldLogProbabilities = new double[batch];
        this.advantages = new double[batch];
        this.oldValues = new double[batch];
        this.values = new double[batch];
        this.returns = new double[batch];
        this.loss = new PpoLoss(
                batch,
                actions,
                config.get(CLIP),
                config.get(VALUE_CLIP),
                config.get(VALUE_WEIGHT),
                config.get(ENTROPY));
        this.exploration = MlpPolicy.sampling(actor, kernels);
        for (int t = 0; t < order.length; t++) {
            order[t] = t;
        }
    }

    /** A network of the shape that the settings ask for, all weights zero. */
    static Mlp newNetwork(PpoConfig config, int observations, int outputs, Kernels kernels) {
        return new Mlp("body", kernels, observations, config.get(HIDDEN), config.get(HIDDEN), outputs);
    }

    @Override
    public int act(float[] observation, RandomStream random) {
        return exploration.act(observation, random);
    }

    @Override
    public void learn(float[] observation, int action, Step step) {
        rollout.add(observation, action, step);
        if (rollout.full()) {
            rollout.evaluate(actor, wholeActorPass, critic, wholeCriticPass, config.get(DISCOUNT), config.get(LAMBDA));
            for (int epoch = 0; epoch < config.get(EPOCHS); epoch++) {
                shuffle();
                for (int first = 0; first < order.length; first += config.get(BATCH)) {
                    gather(first);
                    update();
                }
            }
            rollout.clear();
        }
    }

    /** Fisher and Yates. */
    private void shuffle() {
        for (int i = order.length - 1; i > 0; i--) {
            int j = shuffleRandom.nextInt(i + 1);
            int t = order[i];
            order[i] = order[j];
            order[j] = t;
        }
    }

    /** The minibatch of the steps that stand in the order from {@code first} on. */
    private void gather(int first) {
        for (int i = 0; i < taken.length; i++) {
            int t = order[first + i];
            rollout.copyObservation(t, states, i);
            taken[i] = rollout.actions[t];
            oldLogProbabilities[i] = rollout.logProbabilities[t];
            advantages[i] = rollout.advantages[t];
            oldValues[i] = rollout.values[t];
            returns[i] = rollout.returns[t];
        }
        Advantages.normalise(advantages);
    }

    private void update() {
        optimiser.clearGradients();
        Rollout.toDouble(actor.forward(states, actorPass).data, loss.logits());
        Rollout.toDouble(critic.forward(states, criticPass).data, values);
        loss.compute(taken, oldLogProbabilities, advantages, values, oldValues, returns);
        float[] logitGradient = actorPass.outputGradient().data;
        float[] valueGradient = criticPass.outputGradient().data;
        Rollout.toFloat(loss.logitGradient(), logitGradient.length, logitGradient);
        Rollout.toFloat(loss.valueGradient(), valueGradient.length, valueGradient);
        actor.backward(states, actorPass);
        critic.backward(states, criticPass);
        optimiser.step();
        updates++;
    }

    /** The number of minibatches learned from. */
    @Override
    public long updates() {
        return updates;
    }

    /** The mean square of the values' error. */
    @Override
    public double criticLoss() {
        return loss.valueLoss();
    }

    /** The clipped surrogate. */
    @Override
    public double actorLoss() {
        return loss.surrogate();
    }

    @Override
    public double policyEntropy() {
        return loss.entropy();
    }

    /** The actor and the critic. */
    @Override
    public Map<String, List<Parameter>> networks() {
        Map<String, List<Parameter>> networks = new LinkedHashMap<>();
        networks.put("actor", actor.parameters());
        networks.put("critic", critic.parameters());
        return networks;
    }

    @Override
    public PolicySnapshot snapshot() {
        return PolicyWeights.snapshot(config, states.numCols, actor.outputs(), networks(), Inference.standard());
    }

    @Override
    public MlpPolicy policyOf(int chains) {
        return MlpPolicy.of(Inference.ofChains(chains), actor, kernels);
    }

    /** Writes, beside the networks, the steps of the rollout under way and the order of the last one, from which the next is shuffled. */
    @Override
    public void save(StateWriter state) {
        state.put("updates", updates);
        state.put("loss", loss);
        state.put("shuffleRandom", shuffleRandom);
        state.put("order", order);
        Weights.save(actor.parameters(), state.under("actor"));
        Weights.save(critic.parameters(), state.under("critic"));
        state.put("optimiser", optimiser);
        state.put("rollout", rollout);
    }

    @Override
    public void restore(StateReader state) {
        updates = state.wholeNumber("updates");
        state.restore("loss", loss);
        state.restore("shuffleRandom", shuffleRandom);
        System.arraycopy(state.ints("order", order.length), 0, order, 0, order.length);
        Weights.restore(actor.parameters(), state.under("actor"));
        Weights.restore(critic.parameters(), state.under("critic"));
        state.restore("optimiser", optimiser);
        state.restore("rollout", rollout);
    }
}
