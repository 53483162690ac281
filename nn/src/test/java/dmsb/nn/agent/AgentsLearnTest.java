package dmsb.nn.agent;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dmsb.core.math.ShortestDecimal;
import dmsb.core.random.RandomStream;
import dmsb.core.random.SeedTree;
import dmsb.core.rl.Environment;
import dmsb.core.rl.EnvironmentChecker;
import dmsb.core.rl.Policy;
import dmsb.core.rl.Step;
import dmsb.core.rl.Training;
import dmsb.core.tensorfile.Tensor;
import dmsb.core.tensorfile.TensorFile;
import dmsb.nn.kernel.Kernels;
import dmsb.nn.layer.Mlp;
import dmsb.nn.layer.Parameter;
import dmsb.nn.layer.Weights;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.ejml.data.FMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every agent on processes whose solutions are known; seeded, so that a run that passes always passes. */
class AgentsLearnTest {
    /** A process over one-hot states; what an action does is a table. */
    private abstract static class Table implements Environment {
        private final int states;
        private final int actions;
        private final int length;
        private final boolean cutsAreEnds;
        private int state;
        private int left;
        private RandomStream random = SeedTree.of(0).stream();

        Table(int states, int actions, int length, boolean cutsAreEnds) {
            this.states = states;
            this.actions = actions;
            this.length = length;
            this.cutsAreEnds = cutsAreEnds;
        }

        abstract double reward(int from, int action);

        abstract int next(int from, int action, RandomStream draws);

        @Override
        public int observationSize() {
            return states;
        }

        @Override
        public int actionCount() {
            return actions;
        }

        @Override
        public void reset(SeedTree episode, float[] observation) {
            random = episode.stream();
            state = 0;
            left = length;
            observe(observation);
        }

        @Override
        public void step(int action, Step step) {
            if (left == 0) {
                throw new IllegalStateException("step: expected reset after the end of an episode");
            }
            for (int a = 0; a < actions; a++) {
                step.rewards()[a] = reward(state, a);
            }
            double reward = reward(state, action);
            state = next(state, action, random);
            left--;
            step.set(reward, cutsAreEnds && left == 0, !cutsAreEnds && left == 0);
            observe(step.observation());
        }

        private void observe(float[] observation) {
            Arrays.fill(observation, 0f);
            observation[state] = 1f;
        }
    }

    /** A contextual bandit: in context s, which comes by chance, action (s + 1) mod 3 brings 1, the next one 1/2. */
    private static final class Bandit extends Table {
        Bandit() {
            super(3, 3, 20, false);
        }

        @Override
        public boolean actionsMoveState() {
            return false;
        }

        @Override
        double reward(int from, int action) {
            int distance = (action - from + 2) % 3;
            return distance == 0 ? 1 : distance == 1 ? 0.5 : 0;
        }

        @Override
        int next(int from, int action, RandomStream draws) {
            return draws.nextInt(3);
        }
    }

    /**
     * A chain of four states, left to right. Action 1 goes right and brings nothing until the last state, where it brings 4 and
     * goes back to the first; action 0 brings 0.3 at once and goes back to the first. With discount 0.9 going right is worth
     * 4 * 0.9^3 / (1 - 0.9^4) = 8.48 in the first state and taking 0.3 for ever 3; without a discount 0.3 is the better one.
     */
    private static final class Chain extends Table {
        Chain() {
            super(4, 2, 20, false);
        }

        @Override
        public boolean actionsMoveState() {
            return true;
        }

        @Override
        double reward(int from, int action) {
            return action == 0 ? 0.3 : from == 3 ? 4 : 0;
        }

        @Override
        int next(int from, int action, RandomStream draws) {
            return action == 1 && from < 3 ? from + 1 : 0;
        }
    }

    /** One state, reward 1 a step, five steps an episode: worth 1 / (1 - 0.8) = 5 if the cut is none, else less. */
    private static final class Constant extends Table {
        Constant(boolean cutsAreEnds) {
            super(1, 2, 5, cutsAreEnds);
        }

        @Override
        public boolean actionsMoveState() {
            return true;
        }

        @Override
        double reward(int from, int action) {
            return 1;
        }

        @Override
        int next(int from, int action, RandomStream draws) {
            return 0;
        }
    }

    private static DiscreteSacConfig sac(double discount, Feedback feedback) {
        return (DiscreteSacConfig) fast(DiscreteSacConfig.standard(), discount, feedback)
                .with(LearnerConfig.ACTOR_LEARNING_RATE, 3e-3)
                .with(LearnerConfig.CRITIC_LEARNING_RATE, 3e-3)
                .with(LearnerConfig.ENTROPY, 0.02);
    }

    private static DqnConfig dqn(double discount, Feedback feedback) {
        return (DqnConfig) fast(DqnConfig.standard(), discount, feedback)
                .with(LearnerConfig.LEARNING_RATE, 3e-3)
                .with(DqnConfig.LAST_EPSILON, 0.1)
                .with(DqnConfig.EPSILON_STEPS, 1_000);
    }

    private static PpoConfig ppo(double discount) {
        return PpoConfig.standard()
                .with(LearnerConfig.HIDDEN, 32)
                .with(LearnerConfig.LEARNING_RATE, 3e-3)
                .with(LearnerConfig.BATCH, 32)
                .with(PpoConfig.ROLLOUT, 128)
                .with(PpoConfig.EPOCHS, 4)
                .with(LearnerConfig.DISCOUNT, discount)
                .with(PpoConfig.LAMBDA, 0.9)
                .with(PpoConfig.VALUE_CLIP, 0.0);
    }

    private static DiffusionSacConfig d2sac(double discount, Feedback feedback) {
        return (DiffusionSacConfig) fast(DiffusionSacConfig.standard(), discount, feedback)
                .with(DiffusionSacConfig.DIFFUSION_STEPS, 3)
                .with(LearnerConfig.ACTOR_LEARNING_RATE, 3e-3)
                .with(LearnerConfig.CRITIC_LEARNING_RATE, 3e-3)
                .with(LearnerConfig.ENTROPY, 0.1)
                .with(DiffusionSacConfig.EVALUATION_CHAINS, 8);
    }

    /** Small networks, batches and memories, and many updates, for an agent that learns from a replay memory. */
    private static LearnerConfig fast(LearnerConfig standard, double discount, Feedback feedback) {
        return standard.with(LearnerConfig.HIDDEN, 32)
                .with(LearnerConfig.WEIGHT_DECAY, 0.0)
                .with(LearnerConfig.BATCH, 32)
                .with(LearnerConfig.FIRST_UPDATE, 100)
                .with(LearnerConfig.REPLAY_CAPACITY, 2_000)
                .with(LearnerConfig.DISCOUNT, discount)
                .with(LearnerConfig.SOFT_UPDATE, 0.02)
                .with(LearnerConfig.FEEDBACK, feedback)
                .with(LearnerConfig.STEPS_PER_UPDATE, 2);
    }

    static Stream<LearnerConfig> all(double discount) {
        return Stream.of(
                sac(discount, Feedback.EXECUTED),
                dqn(discount, Feedback.EXECUTED),
                d2sac(discount, Feedback.EXECUTED),
                ppo(discount));
    }

    static Stream<LearnerConfig> myopic() {
        return Stream.concat(
                all(0),
                Stream.of(
                        sac(0, Feedback.COUNTERFACTUAL),
                        dqn(0, Feedback.COUNTERFACTUAL),
                        d2sac(0, Feedback.COUNTERFACTUAL),
                        sac(0, Feedback.COUNTERFACTUAL).with(LearnerConfig.OBJECTIVE, Objective.REWARDS),
                        d2sac(0, Feedback.COUNTERFACTUAL).with(LearnerConfig.OBJECTIVE, Objective.REWARDS)));
    }

    static Stream<LearnerConfig> farSighted() {
        return all(0.9);
    }

    private static NeuralAgent train(LearnerConfig config, Environment environment, int steps) {
        SeedTree seeds = SeedTree.of(3);
        NeuralAgent agent = config.newAgent(environment, seeds.child("agent"));
        new Training(environment, agent, seeds.child("training")).run(steps);
        return agent;
    }

    private static int[] decisions(Policy policy, int states) {
        RandomStream random = SeedTree.of(4).stream();
        int[] decisions = new int[states];
        for (int s = 0; s < states; s++) {
            float[] observation = new float[states];
            observation[s] = 1f;
            decisions[s] = policy.act(observation, random);
        }
        return decisions;
    }

    @Test
    void theTablesKeepTheirPromises() {
        for (Environment environment : List.of(new Bandit(), new Chain(), new Constant(false), new Constant(true))) {
            EnvironmentChecker.check(environment, SeedTree.of(1), 3);
        }
    }

    @ParameterizedTest
    @MethodSource("myopic")
    void everyAgentSolvesAContextualBandit(LearnerConfig config) {
        NeuralAgent agent = train(config, new Bandit(), 4_000);
        assertTrue(agent.updates() > 0);
        assertArrayEquals(new int[] {1, 2, 0}, decisions(agent.policyOf(1), 3));
    }

    @ParameterizedTest
    @MethodSource("farSighted")
    void everyAgentPassesASmallRewardByForALaterOne(LearnerConfig config) {
        assertArrayEquals(
                new int[] {1, 1, 1, 1},
                decisions(train(config, new Chain(), 12_000).policyOf(1), 4));
    }

    @Test
    void anActorThatClimbsRewardsHasNoCritics() {
        LearnerConfig config = d2sac(0, Feedback.COUNTERFACTUAL).with(LearnerConfig.OBJECTIVE, Objective.REWARDS);
        NeuralAgent agent = train(config, new Bandit(), 300);
        assertEquals(Set.of("actor"), agent.networks().keySet());
        assertTrue(agent.updates() > 0 && Double.isNaN(agent.criticLoss()) && Double.isFinite(agent.actorLoss()));
        IllegalArgumentException refused = assertThrows(
                IllegalArgumentException.class, () -> config.with(LearnerConfig.FEEDBACK, Feedback.EXECUTED));
        assertEquals(
                "objective: expected critics with executed feedback, which does not know the rewards of all actions, got"
                        + " rewards",
                refused.getMessage());
    }

    @ParameterizedTest
    @MethodSource("myopic")
    void withoutADiscountNobodyDoes(LearnerConfig config) {
        int[] decisions = decisions(train(config, new Chain(), 4_000).policyOf(1), 4);
        assertEquals(0, decisions[0], Arrays.toString(decisions));
    }

    /**
     * The mean value of five steps of reward 1 that do end: 1 + 0.8 + ... over the steps that are left, 1 to 5, mean 2.311 —
     * what a learner believes that takes a cut for an end. PPO is measured on both, so that the test can fail.
     */
    @Test
    void ppoBootstrapsThroughTruncationAndNotThroughTermination() {
        PpoConfig config = ppo(0.8);
        assertEquals(5, value(train(config, new Constant(false), 12_800), "critic", 1), 0.1);
        assertEquals(2.311, value(train(config, new Constant(true), 12_800), "critic", 1), 0.3);
    }

    @Test
    void actionValuesBootstrapThroughTruncationAndNotThroughTermination() {
        for (boolean end : new boolean[] {false, true}) {
            Environment environment = new Constant(end);
            double q = value(train(dqn(0.8, Feedback.EXECUTED), environment, 10_000), "critic", 2);
            double soft = value(train(sac(0.8, Feedback.EXECUTED), environment, 10_000), "critic1", 2);
            // One state has one value: a fifth of the steps end, so Q = 1 + 0.8 * 0.8 Q.
            double expected = end ? 1 / (1 - 0.64) : 5;
            assertEquals(expected, q, 0.1 * expected, "dqn");
            assertEquals(expected, soft, 0.1 * expected, "sac");
        }
    }

    /** The first output of a network for the only state. */
    private static double value(NeuralAgent agent, String network, int outputs) {
        Mlp mlp = new Mlp("body", Kernels.create(), 1, 32, 32, outputs);
        List<Parameter> weights = agent.networks().getOrDefault(network, List.of());
        for (int i = 0; i < weights.size(); i++) {
            mlp.parameters().get(i).value().setTo(weights.get(i).value());
        }
        return mlp.forward(FMatrixRMaj.wrap(1, 1, new float[] {1f}), new Mlp.Pass(mlp, 1, false)).data[0];
    }

    @ParameterizedTest
    @MethodSource("myopic")
    void equalSeedsGiveEqualWeightsAndAFileGivesTheSamePolicy(LearnerConfig config) {
        NeuralAgent agent = train(config, new Bandit(), 600);
        Map<String, Tensor> tensors = tensors(agent);
        Map<String, Tensor> again = tensors(train(config, new Bandit(), 600));
        assertEquals(tensors.keySet(), again.keySet());
        tensors.forEach((name, tensor) -> assertArrayEquals(
                tensor.data(),
                again.getOrDefault(name, Tensor.of(new float[1], 1)).data(),
                name));
        for (int chains : new int[] {0, 2}) {
            Policy loaded = config.policy(new TensorFile(tensors, Map.of()), 3, 3, Inference.ofChains(chains));
            RandomStream random = SeedTree.of(8).stream();
            RandomStream same = SeedTree.of(8).stream();
            for (int i = 0; i < 50; i++) {
                float[] observation = {i % 3 == 0 ? 1 : 0, i % 3 == 1 ? 1 : 0, i % 3 == 2 ? 1 : 0};
                assertEquals(agent.policyOf(chains).act(observation, same), loaded.act(observation, random));
            }
        }
        assertThrows(
                IllegalArgumentException.class,
                () -> config.policy(new TensorFile(Map.of(), Map.of()), 3, 3, Inference.meanOf(1)));
    }

    private static Map<String, Tensor> tensors(NeuralAgent agent) {
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        agent.networks().forEach((name, parameters) -> Weights.save(name, parameters, tensors));
        return tensors;
    }

    @Test
    void epsilonFallsInAStraightLine() {
        Dqn agent = new Dqn(dqn(0, Feedback.EXECUTED), new Bandit(), SeedTree.of(1));
        assertEquals(1, agent.epsilon());
        Training training = new Training(new Bandit(), agent, SeedTree.of(2));
        training.run(500);
        assertEquals(0.55, agent.epsilon(), 1e-12);
        training.run(1_000);
        assertEquals(0.1, agent.epsilon(), 1e-12);
    }

    @Test
    void whatDoesNotGoTogetherIsRefused() {
        for (LearnerConfig config : List.of(
                sac(0.5, Feedback.COUNTERFACTUAL),
                dqn(0.5, Feedback.COUNTERFACTUAL),
                d2sac(0.5, Feedback.COUNTERFACTUAL))) {
            String message = String.valueOf(
                    assertThrows(IllegalArgumentException.class, () -> config.newAgent(new Chain(), SeedTree.of(1)))
                            .getMessage());
            assertTrue(message.startsWith("feedback: expected executed, or discount 0"), message);
            config.newAgent(new Bandit(), SeedTree.of(1));
        }
        String message =
                String.valueOf(assertThrows(IllegalArgumentException.class, () -> ppo(0).with(PpoConfig.ROLLOUT, 100))
                        .getMessage());
        assertEquals("batch: expected a divisor of rollout 100, got 32", message);
    }

    @ParameterizedTest
    @ValueSource(doubles = {-0.1, 1.1, Double.NaN})
    void settingsOutOfRangeAreRefusedByName(double lambda) {
        String message =
                String.valueOf(assertThrows(IllegalArgumentException.class, () -> ppo(0).with(PpoConfig.LAMBDA, lambda))
                        .getMessage());
        assertEquals("lambda: expected a number from 0 to 1, got " + ShortestDecimal.of(lambda), message);
    }
}
