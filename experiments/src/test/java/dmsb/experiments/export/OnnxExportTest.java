package dmsb.experiments.export;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dmsb.experiments.config.UsageException;
import dmsb.experiments.run.Model;
import dmsb.nn.agent.PpoConfig;
import dmsb.nn.diffusion.NoiseSchedule;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The exported graph, evaluated by an interpreter of the operators' specification. */
class OnnxExportTest {
    /** Float sums of up to 300 terms in five chained networks, against double. */
    private static final double TOLERANCE = 1e-5;

    @ParameterizedTest
    @CsvSource({
        "5, VARIANCE_PRESERVING, 32, 200",
        "5, VARIANCE_PRESERVING, 256, 20",
        "3, LINEAR, 16, 50",
        "2, COSINE, 7, 1",
        "1, VARIANCE_PRESERVING, 8, 10"
    })
    void theGraphIsTheChain(int steps, NoiseSchedule.Family schedule, int hidden, int batch) throws IOException {
        OnnxCase one = OnnxCase.of(batch, steps, schedule, hidden, 11);
        assertTrue(batch == 1 || one.spreadOverRows() > 0.01, "policies differ by row: " + one.spreadOverRows());
        assertEquals(0, one.largestDifference(one.interpreted(one.noise())), TOLERANCE);
    }

    @Test
    void theOrderOfTheNoiseMatters() throws IOException {
        OnnxCase one = OnnxCase.of(20, 3, NoiseSchedule.Family.VARIANCE_PRESERVING, 16, 12);
        int half = one.noise().length / 2;
        float[] exchanged = new float[2 * half];
        System.arraycopy(one.noise(), 0, exchanged, half, half);
        System.arraycopy(one.noise(), half, exchanged, 0, half);
        assertTrue(one.largestDifference(one.interpreted(exchanged)) > 100 * TOLERANCE);
    }

    @Test
    void theFileSaysWhatItIs() throws IOException {
        OnnxCase one = OnnxCase.of(1, 5, NoiseSchedule.Family.VARIANCE_PRESERVING, 8, 13);
        OnnxInterpreter file = new OnnxInterpreter(OnnxExport.toBytes(one.model()));
        assertEquals(8, file.formatVersion());
        assertEquals(17, file.operatorsVersion());
        assertEquals(
                List.of(
                        "observation[batch, " + OnnxCase.STATES + "]",
                        "start[batch, " + one.actions() + "]",
                        "noise[4, batch, " + one.actions() + "]"),
                file.inputs());
        assertEquals(List.of("probabilities[batch, " + one.actions() + "]"), file.outputs());
        String[] rhos = file.metadata("rho").split(",", -1);
        assertEquals(one.actions(), rhos.length);
        assertEquals("1", rhos[0]);
        assertEquals(Math.sqrt(10), Double.parseDouble(rhos[one.actions() / 2]), 1e-15);
        assertEquals("3", file.metadata("scenario.groundStations"));
        assertEquals("5", file.metadata("learner.diffusionSteps"));
    }

    @Test
    void equalModelsGiveEqualBytes() {
        byte[] first = OnnxExport.toBytes(
                OnnxCase.of(1, 5, NoiseSchedule.Family.LINEAR, 8, 14).model());
        assertArrayEquals(
                first,
                OnnxExport.toBytes(
                        OnnxCase.of(1, 5, NoiseSchedule.Family.LINEAR, 8, 14).model()));
    }

    @Test
    void aModelOfAnAgentWithoutChainsIsRefused() {
        Model diffusion = OnnxCase.of(1, 5, NoiseSchedule.Family.LINEAR, 8, 15).model();
        Model other = new Model(
                diffusion.scenario(), Optional.empty(), PpoConfig.standard(), 1, Map.of(), diffusion.weights());
        UsageException e = assertThrows(UsageException.class, () -> OnnxExport.toBytes(other));
        assertEquals("export: expected a model of agent d2sac, got one of agent ppo", e.getMessage());
    }

    @Test
    void aModelWithoutItsWeightsIsRefused() {
        Model whole = OnnxCase.of(1, 5, NoiseSchedule.Family.LINEAR, 8, 15).model();
        Model empty = new Model(whole.scenario(), Optional.empty(), whole.learner(), 1, Map.of(), Map.of());
        IllegalArgumentException e = assertThrows(IllegalArgumentException.class, () -> OnnxExport.toBytes(empty));
        assertTrue(e.toString().contains("expected a tensor actor."), e.toString());
    }
}
