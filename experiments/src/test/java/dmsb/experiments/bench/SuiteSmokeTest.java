package dmsb.experiments.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Every benchmark runs, an operation or two each, in this JVM; nothing is said about how long it takes. */
class SuiteSmokeTest {
    private static final Map<String, List<String>> TINY = Map.of("hidden", List.of("8"), "batch", List.of("4"));

    private static List<Measurement> run(Subject subject, Map<String, List<String>> settings) {
        List<Measurement> heard = new ArrayList<>();
        List<Measurement> measured =
                new BenchmarkRun(Effort.SMOKE, heard::add).run(subject, KernelSet.VECTOR, settings);
        assertEquals(
                measured.stream().map(Measurement::key).sorted().toList(),
                heard.stream().map(Measurement::key).sorted().toList());
        return measured;
    }

    private static Map<String, Long> countByName(List<Measurement> measurements) {
        return measurements.stream().collect(Collectors.groupingBy(Measurement::name, Collectors.counting()));
    }

    @Test
    void matrixProducts() {
        List<Measurement> measured = run(Subject.MATRIX_PRODUCT, Map.of());
        assertEquals(Map.of("MatrixProduct.dmsb", 11L, "MatrixProduct.ejml", 11L), countByName(measured));
        for (Measurement row : measured) {
            assertEquals(row.name().endsWith("dmsb") ? "vector" : "", row.kernels());
        }
    }

    @Test
    void updates() {
        List<Measurement> measured = run(Subject.UPDATE, TINY);
        assertEquals(Map.of("Update.update", 3L), countByName(measured));
        assertEquals("8", measured.get(0).settings().get("hidden"));
        assertEquals("4", measured.get(0).settings().get("batch"));
        assertEquals("5", measured.get(0).settings().get("diffusionSteps"));
    }

    @Test
    void decisions() {
        assertEquals(Map.of("Act.act", 2L), countByName(run(Subject.ACT, TINY)));
        assertEquals(Map.of("PolicyBatch.act", 2L), countByName(run(Subject.POLICY_BATCH, TINY)));
    }

    @Test
    void slotsAndAuctions() {
        List<Measurement> slots = run(Subject.MARKET_SLOT, Map.of());
        assertEquals(Map.of("MarketSlot.slot", 2L), countByName(slots));
        assertEquals("", slots.get(0).kernels());
        assertEquals(
                Map.of("SingleAuction.clear", 1L, "SingleAuction.decide", 1L),
                countByName(run(Subject.MECHANISM, Map.of())));
    }

    @Test
    void embeddedAuctions() {
        assertEquals(Map.of("FixedRho.clear", 1L), countByName(run(Subject.FIXED_RHO, Map.of())));
        List<Measurement> learned = run(Subject.LEARNED_RHO, TINY);
        assertEquals(Map.of("LearnedRho.batch", 4L, "LearnedRho.single", 4L), countByName(learned));
        for (Measurement row : learned) {
            boolean sampled = row.name().endsWith("single");
            assertEquals(sampled, row.percentile99() > 0, row.summary());
            assertEquals(sampled, row.summary().contains(", p99 "));
            assertEquals(row, Measurement.of(new ObjectMapper().valueToTree(row.toMap())));
        }
    }

    @Test
    void trainingByOneLearnerAndByTwo() {
        List<Measurement> measured = run(Subject.TRAINING_STEP, TINY);
        assertEquals(Map.of("TrainingStep.one", 1L, "TrainingStep.two", 1L), countByName(measured));
        for (Measurement row : measured) {
            assertEquals(row.name().endsWith("two") ? 2 : 1, row.threads());
        }
    }

    @Test
    void aFailureIsReportedWithItsCause() {
        String complaint = String.valueOf(assertThrows(
                        IllegalStateException.class, () -> run(Subject.UPDATE, Map.of("batch", List.of("0"))))
                .getMessage());
        assertTrue(complaint.startsWith("Update could not be measured"), complaint);
        assertTrue(complaint.contains("batch"), complaint);
    }
}
