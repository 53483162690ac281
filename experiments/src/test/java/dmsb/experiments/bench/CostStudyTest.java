package dmsb.experiments.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dmsb.experiments.bench.suite.WeightCounts;
import dmsb.experiments.config.UsageException;
import dmsb.experiments.statistics.Interval;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CostStudyTest {
    /** Relative, for least squares over at most six points in double. */
    private static final double ROUNDING = 1e-9;

    /** The residual variance of a perfect fit is a rounding error of 1e-16 or so; the interval has its square root. */
    private static final double ROUNDING_OF_VARIANCE = 1e-6;

    private static StudyResult result(CostStudy study, IntToDoubleFunction nanoseconds) {
        List<Measurement> points = new ArrayList<>();
        for (int size : study.sizes()) {
            double time = nanoseconds.applyAsDouble(size);
            points.add(new Measurement(
                    "Update.update", Map.of(study.parameter(), study.setting(size)), "vector", 1, time, time / 100, 0));
        }
        return StudyResult.of(
                study, new Measurements(Recorded.measurements("before.json").machine(), points));
    }

    @Test
    void aPowerLawHasItsExponentAndNoInterval() {
        Interval exponent = PowerLaw.of(new double[] {1, 2, 5, 10}, new double[] {3, 12, 75, 300})
                .exponent();
        assertEquals(2, exponent.estimate(), ROUNDING);
        assertEquals(2, exponent.low(), ROUNDING_OF_VARIANCE);
        assertEquals(2, exponent.high(), ROUNDING_OF_VARIANCE);
    }

    /**
     * Logarithms 0, 1, 2, 3 to base 10 against 0, 1, 1, 2: slope 0.6, residual variance 0.2 / 2, its root over the square
     * root of 5 is 0.1414, times 4.3027 (t with 2 degrees of freedom).
     */
    @Test
    void theIntervalIsThatOfAStudentT() {
        Interval exponent = PowerLaw.of(new double[] {1, 10, 100, 1000}, new double[] {1, 10, 10, 100})
                .exponent();
        assertEquals(0.6, exponent.estimate(), ROUNDING);
        assertEquals(0.6 - 0.6085, exponent.low(), 1e-4);
        assertEquals(0.6 + 0.6085, exponent.high(), 1e-4);
    }

    /** A critic is 24 - h - h - 20 with biases. */
    @Test
    void weightsAreCountedFromTheNetworks() {
        for (int h : new int[] {16, 64}) {
            assertEquals(
                    25L * h + (h + 1L) * h + (h + 1L) * 20,
                    WeightCounts.of(24, h).critic());
            assertTrue(WeightCounts.of(24, h).actor() > WeightCounts.of(24, h).critic());
        }
    }

    @Test
    void theCountedWorkGrowsAsTheSizesSay() {
        assertEquals(
                1, result(CostStudy.UPDATE_BATCH, n -> n).workLaw().exponent().estimate(), ROUNDING);
        assertEquals(1, result(CostStudy.ACT_STEPS, n -> n).workLaw().exponent().estimate(), ROUNDING);
        assertEquals(
                1, result(CostStudy.SLOT_STATIONS, n -> n).workLaw().exponent().estimate(), ROUNDING);
        double hidden =
                result(CostStudy.UPDATE_HIDDEN, n -> n).workLaw().exponent().estimate();
        assertTrue(hidden > 1.5 && hidden < 2, "quadratic and linear layers: " + hidden);
    }

    @Test
    void aCostOfFixedAndCountedPartIsRecognised() {
        StudyResult result = result(CostStudy.UPDATE_STEPS, k -> 5e6 + 0.25 * CostStudy.UPDATE_STEPS.work(k));
        assertEquals(5e6, result.line().getIntercept(), 5e6 * ROUNDING);
        assertEquals(0.25, result.line().getSlope(), ROUNDING);
        assertEquals(1, result.line().getRSquare(), ROUNDING);
        assertTrue(result.timeLaw().exponent().estimate()
                < result.workLaw().exponent().estimate());
    }

    @Test
    void thePageIsMadeOfTheStudiesThatAreThere(@TempDir Path out) throws IOException {
        Path folder = Files.createDirectories(ComplexityPage.folder(out));
        StudyResult slots = result(CostStudy.SLOT_STATIONS, n -> 300 + 100 * n);
        slots.write(folder);
        result(CostStudy.UPDATE_BATCH, n -> 1e5 * n).write(folder);
        ComplexityPage page = ComplexityPage.of(out);
        assertEquals(
                List.of(CostStudy.UPDATE_BATCH, CostStudy.SLOT_STATIONS),
                page.results().stream().map(StudyResult::study).toList());
        assertEquals(slots, page.results().get(1));
        String text = Files.readString(page.write(out));
        assertTrue(text.contains("complexity/slot-stations.svg"), text);
        assertTrue(text.contains("| 300 ns "), text);
        assertTrue(text.contains("1.00 [1.00, 1.00]"), text);
        assertTrue(text.contains("commit aaaaaaaaaaaa"), text);
        assertFalse(text.contains("act-steps"), text);
        List<String> csv = Files.readAllLines(folder.resolve("slot-stations.csv"));
        assertEquals("size,groundStations,work,nanoseconds,error,bytes", csv.get(0));
        assertEquals("2,2,2,500,5,0", csv.get(1));
        assertTrue(Files.readString(folder.resolve("slot-stations.svg")).startsWith("<svg"));
    }

    @Test
    void aMissingSizeIsRefused(@TempDir Path folder) throws IOException {
        StudyResult slots = result(CostStudy.SLOT_STATIONS, n -> n);
        new Measurements(slots.machine(), slots.points().subList(0, 3))
                .write(StudyResult.json(CostStudy.SLOT_STATIONS, folder));
        String complaint = String.valueOf(
                assertThrows(UsageException.class, () -> StudyResult.read(CostStudy.SLOT_STATIONS, folder))
                        .getMessage());
        assertEquals("slot-stations: expected a measurement with groundStations 9, got none", complaint);
    }
}
