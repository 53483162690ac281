package dmsb.experiments.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dmsb.experiments.bench.CostStudy;
import dmsb.experiments.bench.Subject;
import java.io.ByteArrayOutputStream;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class BenchCommandTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    private int dmsb(String... words) {
        return Main.run(out, err, words);
    }

    private static String recorded(String name) throws URISyntaxException {
        return Path.of(Objects.requireNonNull(BenchCommandTest.class.getResource("/bench/" + name), name)
                        .toURI())
                .toString();
    }

    @Test
    void twoRecordsAreComparedWithoutMeasuring() throws URISyntaxException {
        assertEquals(
                0,
                dmsb("bench", "--compare", recorded("before.json"), recorded("after.json")),
                err.toString(StandardCharsets.UTF_8));
        assertTrue(
                out.toString(StandardCharsets.UTF_8).contains("2.00 [1.90, 2.10]"),
                out.toString(StandardCharsets.UTF_8));
    }

    @Test
    void twoRecordsAndSomethingToMeasureAreRefused() throws URISyntaxException {
        assertEquals(2, dmsb("bench", "Update", "--compare", recorded("before.json"), recorded("after.json")));
        assertTrue(
                err.toString(StandardCharsets.UTF_8).contains("dmsb: --compare: expected nothing beside two files"),
                err.toString(StandardCharsets.UTF_8));
    }

    @Test
    void anUnknownBenchmarkIsRefusedWithThoseThereAre() {
        assertEquals(2, dmsb("bench", "Updates"));
        assertTrue(
                err.toString(StandardCharsets.UTF_8)
                        .startsWith("dmsb: NAME: expected one of " + BenchCommand.NAMES + ", got Updates"),
                err.toString(StandardCharsets.UTF_8));
    }

    @Test
    void anUnknownStudyIsRefusedWithThoseThereAre() {
        assertEquals(2, dmsb("bench", "complexity", "update-width", "--out", "unused"));
        assertTrue(
                err.toString(StandardCharsets.UTF_8).startsWith("dmsb: STUDY: expected one of update-steps, "),
                err.toString(StandardCharsets.UTF_8));
    }

    @Test
    void plainKernelsAreRefusedWhereKernelsPlayNoPart() {
        assertEquals(2, dmsb("bench", "MarketSlot", "--kernels", "plain"));
        assertTrue(
                err.toString(StandardCharsets.UTF_8).contains("--kernels: expected no plain where"),
                err.toString(StandardCharsets.UTF_8));
    }

    @Test
    void helpNamesEverythingThatCanBeMeasured() {
        assertEquals(0, dmsb("bench", "--help"));
        for (Subject subject : Subject.values()) {
            assertTrue(
                    out.toString(StandardCharsets.UTF_8).contains(subject.title()),
                    out.toString(StandardCharsets.UTF_8));
        }
        assertEquals(0, dmsb("bench", "complexity", "--help"));
        for (CostStudy study : CostStudy.values()) {
            assertTrue(
                    out.toString(StandardCharsets.UTF_8).contains(study.title()), out.toString(StandardCharsets.UTF_8));
        }
    }
}
