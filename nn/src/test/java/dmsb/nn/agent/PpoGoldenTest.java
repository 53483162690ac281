package dmsb.nn.agent;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Advantages, losses and gradients in double against PyTorch autograd in float64. Both round a few hundred operations on
 * numbers of order one, each by 1e-16, so 1e-12 would do; 1e-9 is what is asked for.
 */
class PpoGoldenTest {
    private static final double TOLERANCE = 1e-9;

    private JsonNode golden;
    private int[] taken;
    private double[] oldLogProbabilities;
    private PpoLoss loss;

    @BeforeEach
    void read() throws IOException {
        try (InputStream in = getClass().getResourceAsStream("/golden/ppo.json")) {
            golden = new ObjectMapper().readTree(Objects.requireNonNull(in));
        }
        JsonNode action = golden.get("action");
        taken = new int[action.size()];
        for (int i = 0; i < taken.length; i++) {
            taken[i] = action.get(i).asInt();
        }
        int actions = golden.get("logits").get(0).size();
        oldLogProbabilities = new double[taken.length];
        PpoLoss.logProbabilities(matrix("oldLogits"), actions, taken, oldLogProbabilities);
        JsonNode c = golden.get("config");
        loss = new PpoLoss(
                taken.length,
                actions,
                c.get("clip").asDouble(),
                0,
                c.get("valueCoefficient").asDouble(),
                c.get("entropy").asDouble());
    }

    @Test
    void advantagesBootstrapThroughTruncationAndNotThroughTermination() {
        double[] advantages = new double[taken.length];
        Advantages.estimate(
                vector("rewards"),
                vector("oldValues"),
                vector("nextValues"),
                flags("terminated"),
                flags("truncated"),
                golden.at("/config/gamma").asDouble(),
                golden.at("/config/lam").asDouble(),
                advantages);
        assertArrayEquals(vector("advantage"), advantages, TOLERANCE);
        Advantages.normalise(advantages);
        assertArrayEquals(vector("normalisedAdvantage"), advantages, TOLERANCE);
    }

    @Test
    void lossesAgree() {
        assertEquals(golden.get("loss").asDouble(), compute(), TOLERANCE);
        assertEquals(golden.get("surrogate").asDouble(), loss.surrogate(), TOLERANCE);
        assertEquals(golden.get("valueLoss").asDouble(), loss.valueLoss(), TOLERANCE);
        assertEquals(golden.get("entropy").asDouble(), loss.entropy(), TOLERANCE);
    }

    @Test
    void gradientsAgree() {
        compute();
        assertArrayEquals(matrix("gradientLogits"), loss.logitGradient(), TOLERANCE);
        assertArrayEquals(vector("gradientValues"), loss.valueGradient(), TOLERANCE);
    }

    private double compute() {
        double[] logits = matrix("logits");
        System.arraycopy(logits, 0, loss.logits(), 0, logits.length);
        return loss.compute(
                taken,
                oldLogProbabilities,
                vector("normalisedAdvantage"),
                vector("values"),
                vector("oldValues"),
                vector("returns"));
    }

    private double[] vector(String key) {
        JsonNode node = golden.get(key);
        double[] values = new double[node.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = node.get(i).asDouble();
        }
        return values;
    }

    private double[] matrix(String key) {
        JsonNode rows = golden.get(key);
        int columns = rows.get(0).size();
        double[] values = new double[rows.size() * columns];
        for (int j = 0; j < values.length; j++) {
            values[j] = rows.get(j / columns).get(j % columns).asDouble();
        }
        return values;
    }

    private boolean[] flags(String key) {
        JsonNode node = golden.get(key);
        boolean[] values = new boolean[node.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = node.get(i).asBoolean();
        }
        return values;
    }
}
