package dmsb.experiments.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RatiosTest {
    private static Measurement row(
            String name, Map<String, String> settings, String kernels, int threads, double time) {
        return new Measurement(name, settings, kernels, threads, time, Double.NaN, 0);
    }

    private static List<String> lines(Measurement... rows) {
        Measurements measurements =
                new Measurements(Recorded.measurements("before.json").machine(), List.of(rows));
        return new Ratios(measurements)
                .table()
                .lines()
                .skip(2)
                .map(line -> line.replaceAll(" +", " "))
                .toList();
    }

    @Test
    void everyKernelIsSetAgainstEjml() {
        Map<String, String> product = Map.of("product", "C+=AB 1x60x256");
        assertEquals(
                List.of(
                        "| MatrixProduct.dmsb | MatrixProduct.ejml | C+=AB 1x60x256 | vector | 20.0 |",
                        "| MatrixProduct.dmsb | MatrixProduct.ejml | C+=AB 1x60x256 | plain | 4.00 |"),
                lines(
                        row("MatrixProduct.dmsb", product, "vector", 1, 5),
                        row("MatrixProduct.ejml", Map.of("product", "C+=AB 1x60x257"), "", 1, 1),
                        row("MatrixProduct.ejml", product, "", 1, 100),
                        row("MatrixProduct.dmsb", product, "plain", 1, 25)));
    }

    /** Two threads, each a tenth slower than the one: 2 / 1.1. */
    @Test
    void twoLearnersDoTheStepsOfBoth() {
        Map<String, String> settings = Map.of("batch", "256");
        assertEquals(
                List.of("| TrainingStep.two | TrainingStep.one | batch 256 | plain | 1.82 |"),
                lines(
                        row("TrainingStep.one", settings, "vector", 1, 5),
                        row("TrainingStep.one", settings, "plain", 1, 100),
                        row("TrainingStep.two", settings, "plain", 2, 110)));
    }

    @Test
    void settingsThatOnlyOneSideHasDoNotMatter() {
        assertEquals(
                List.of("| PolicyBatch.act | Act.act | chains 16 | vector | 2.00 |"),
                lines(
                        row("Act.act", Map.of("chains", "0", "observations", "24"), "vector", 1, 30),
                        row("Act.act", Map.of("chains", "16", "observations", "24"), "vector", 1, 60),
                        row("PolicyBatch.act", Map.of("chains", "16"), "vector", 1, 30)));
    }

    @Test
    void withoutACounterpartThereIsNothingToSay() {
        assertEquals(List.of(), lines(row("TrainingStep.two", Map.of(), "plain", 2, 110)));
    }
}
