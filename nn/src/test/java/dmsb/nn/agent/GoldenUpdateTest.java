package dmsb.nn.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dmsb.core.random.SeedTree;
import dmsb.nn.diffusion.NoiseSchedule;
import dmsb.nn.kernel.Kernels;
import dmsb.nn.layer.Mlp;
import dmsb.nn.layer.Parameter;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.ejml.data.FMatrixRMaj;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * One update in float against PyTorch autograd in float64. The tolerance is 2e-5 of the largest element of each tensor: a
 * chain of five steps through 8-wide layers rounds about a hundred times, each by 6e-8.
 */
class GoldenUpdateTest {
    private static final double TOLERANCE = 2e-5;

    private JsonNode golden;
    private DiffusionSac agent;

    @BeforeEach
    void update() throws IOException {
        try (InputStream in = getClass().getResourceAsStream("/golden/d2sac_small.json")) {
            golden = new ObjectMapper().readTree(Objects.requireNonNull(in));
        }
        JsonNode c = golden.get("config");
        DiffusionSacConfig config = DiffusionSacConfig.reference()
                .with(LearnerConfig.HIDDEN, c.get("hidden").asInt())
                .with(DiffusionSacConfig.DIFFUSION_STEPS, c.get("steps").asInt())
                .with(
                        LearnerConfig.ACTOR_LEARNING_RATE,
                        c.get("actorLearningRate").asDouble())
                .with(
                        LearnerConfig.CRITIC_LEARNING_RATE,
                        c.get("criticLearningRate").asDouble())
                .with(LearnerConfig.WEIGHT_DECAY, c.get("weightDecay").asDouble())
                .with(LearnerConfig.BATCH, c.get("batch").asInt())
                .with(LearnerConfig.FIRST_UPDATE, 1)
                .with(LearnerConfig.REPLAY_CAPACITY, 100)
                .with(LearnerConfig.DISCOUNT, c.get("gamma").asDouble())
                .with(LearnerConfig.N_STEP, 1)
                .with(LearnerConfig.SOFT_UPDATE, c.get("tau").asDouble())
                .with(LearnerConfig.ENTROPY, c.get("entropy").asDouble());
        agent = new DiffusionSac(
                config, c.get("stateDim").asInt(), c.get("actions").asInt(), SeedTree.of(1));
        agent.learnedNetworks().forEach((name, parameters) -> set(parameters, golden.at("/before/" + name)));
        agent.targetNetworks().forEach((name, parameters) -> set(parameters, golden.at("/before/" + name)));
        JsonNode batch = golden.get("batch");
        copy(batch.get("state"), agent.minibatch().observations());
        copy(batch.get("nextState"), agent.minibatch().nextObservations());
        copy(batch.get("reward"), agent.minibatch().returns());
        for (int i = 0; i < config.get(LearnerConfig.BATCH); i++) {
            agent.minibatch().actions()[i] = batch.get("action").get(i).asInt();
            agent.minibatch().bootstraps()[i] =
                    config.get(LearnerConfig.DISCOUNT).floatValue();
        }
        copy(batch.get("targetStart"), agent.targetPass().start().data);
        copy(batch.get("onlineStart"), agent.actorPass().start().data);
        for (int t = 1; t < config.get(DiffusionSacConfig.DIFFUSION_STEPS); t++) {
            copy(batch.get("targetNoise").get(t), agent.targetPass().noise(t).data);
            copy(batch.get("onlineNoise").get(t), agent.actorPass().noise(t).data);
        }
    }

    @Test
    void scheduleAgrees() {
        NoiseSchedule schedule = NoiseSchedule.of(NoiseSchedule.Family.VARIANCE_PRESERVING, 5);
        JsonNode expected = golden.get("schedule");
        for (int t = 0; t < 5; t++) {
            assertEquals(expected.get("beta").get(t).asDouble(), schedule.beta(t), 1e-12);
            assertEquals(expected.get("alphaBar").get(t).asDouble(), schedule.alphaBar(t), 1e-12);
            assertEquals(expected.get("variance").get(t).asDouble(), schedule.variance(t), 1e-12);
            assertEquals(expected.get("coefX0").get(t).asDouble(), schedule.cleanWeight(t), 1e-12);
            assertEquals(expected.get("coefX").get(t).asDouble(), schedule.noisyWeight(t), 1e-12);
        }
    }

    @Test
    void targetChainAndValuesAgree() {
        agent.update();
        for (int i = 0; i <= 5; i++) {
            check(
                    "target trail " + i,
                    golden.at("/target/trail/" + i),
                    agent.targetPass().trail(5 - i).data);
        }
        check("value", golden.at("/target/value"), agent.targetValues());
    }

    @Test
    void criticOutputsLossesAndGradientsAgree() {
        JsonNode expected = golden.get("critic");
        for (String critic : List.of("critic1", "critic2")) {
            Mlp mlp = new Mlp("body", Kernels.create(), 6, 8, 8, 4);
            set(mlp.parameters(), golden.at("/before/" + critic));
            FMatrixRMaj states = FMatrixRMaj.wrap(3, 6, agent.minibatch().observations());
            FMatrixRMaj q = mlp.forward(states, new Mlp.Pass(mlp, 3, false));
            check(critic, expected.get(critic.replace("critic", "q")), q.data);
        }
        agent.update();
        double loss = expected.get("loss1").asDouble() + expected.get("loss2").asDouble();
        assertEquals(loss, agent.criticLoss(), TOLERANCE * loss);
        for (String critic : List.of("critic1", "critic2")) {
            checkNetwork(critic + " gradient", expected.at("/gradient/" + critic), critic, true);
        }
    }

    @Test
    void actorChainLossEntropyAndGradientsAgree() {
        agent.update();
        JsonNode expected = golden.get("actor");
        for (int i = 0; i <= 5; i++) {
            check(
                    "actor trail " + i,
                    expected.at("/trail/" + i),
                    agent.actorPass().trail(5 - i).data);
        }
        check("probabilities", expected.get("probabilities"), agent.policy().data);
        double loss = expected.get("loss").asDouble();
        assertEquals(loss, agent.actorLoss(), TOLERANCE * Math.abs(loss));
        double entropy = 0;
        for (JsonNode row : expected.get("entropy")) {
            entropy += row.asDouble() / 3;
        }
        assertEquals(entropy, agent.policyEntropy(), TOLERANCE * entropy);
        checkNetwork("actor gradient", expected.get("gradient"), "actor", true);
    }

    @Test
    void updatedWeightsOfAllSixNetworksAgree() {
        agent.update();
        for (String name : List.of("actor", "critic1", "critic2", "targetActor", "targetCritic1", "targetCritic2")) {
            checkNetwork(name + " after", golden.at("/after/" + name), name, false);
        }
    }

    private void checkNetwork(String what, JsonNode expected, String network, boolean gradient) {
        List<Parameter> parameters = agent.learnedNetworks().get(network);
        if (parameters == null) {
            parameters = Objects.requireNonNull(agent.targetNetworks().get(network));
        }
        for (Parameter parameter : parameters) {
            FMatrixRMaj actual = gradient ? parameter.gradient() : parameter.value();
            JsonNode node = node(expected, parameter);
            boolean weight = parameter.name().endsWith("weight");
            check(what + " " + parameter.name(), node, weight ? transpose(actual) : actual.data);
        }
    }

    private static JsonNode node(JsonNode network, Parameter parameter) {
        return network.at("/" + parameter.name().replace('.', '/'));
    }

    private static void set(List<Parameter> parameters, JsonNode network) {
        for (Parameter parameter : parameters) {
            float[] flat = flatten(node(network, parameter));
            FMatrixRMaj value = parameter.value();
            if (parameter.name().endsWith("weight")) {
                flat = transpose(FMatrixRMaj.wrap(value.numCols, value.numRows, flat));
            }
            System.arraycopy(flat, 0, value.data, 0, flat.length);
        }
    }

    private static float[] transpose(FMatrixRMaj matrix) {
        float[] flat = new float[matrix.getNumElements()];
        for (int i = 0; i < matrix.numRows; i++) {
            for (int j = 0; j < matrix.numCols; j++) {
                flat[j * matrix.numRows + i] = matrix.get(i, j);
            }
        }
        return flat;
    }

    private static void copy(JsonNode node, float[] target) {
        float[] flat = flatten(node);
        assertEquals(target.length, flat.length);
        System.arraycopy(flat, 0, target, 0, flat.length);
    }

    private static float[] flatten(JsonNode node) {
        List<Double> values = new ArrayList<>();
        gather(node, values);
        float[] flat = new float[values.size()];
        for (int i = 0; i < flat.length; i++) {
            flat[i] = values.get(i).floatValue();
        }
        return flat;
    }

    private static void gather(JsonNode node, List<Double> values) {
        if (node.isArray()) {
            node.forEach(child -> gather(child, values));
        } else {
            values.add(node.asDouble());
        }
    }

    private static void check(String what, JsonNode expected, float[] actual) {
        List<Double> values = new ArrayList<>();
        gather(expected, values);
        assertEquals(values.size(), actual.length, what);
        double largest = values.stream().mapToDouble(Math::abs).max().orElseThrow();
        for (int i = 0; i < actual.length; i++) {
            assertEquals(values.get(i), actual[i], TOLERANCE * largest, what + "[" + i + "]");
        }
    }
}
