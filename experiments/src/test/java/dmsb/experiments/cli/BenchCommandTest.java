package dmsb.experiments.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dmsb.experiments.bench.Study;
import dmsb.experiments.bench.Subject;
import java.io.ByteArrayOutputStream;
import java.net.URISyntaxException;
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
        assertEquals(0, dmsb("bench", "--compare", recorded("before.json"), recorded("after.json")), err.toString());
        assertTrue(out.toString().contains("2.00 [1.90, 2.10]"), out.toString());
    }

    @Test
    void twoRecordsAndSomethingToMeasureAreRefused() throws URISyntaxException {
        assertEquals(2, dmsb("bench", "Update", "--compare", recorded("before.json"), recorded("after.json")));
        assertTrue(err.toString().contains("dmsb: --compare: expected nothing beside two files"), err.toString());
    }

    @Test
    void anUnknownBenchmarkIsRefusedWithThoseThereAre() {
        assertEquals(2, dmsb("bench", "Updates"));
        assertTrue(
                err.toString().startsWith("dmsb: NAME: expected one of " + BenchCommand.NAMES + ", got Updates"),
                err.toString());
    }

    @Test
    void anUnknownStudyIsRefusedWithThoseThereAre() {
        assertEquals(2, dmsb("bench", "complexity", "update-width", "--out", "unused"));
        assertTrue(err.toString().startsWith("dmsb: STUDY: expected one of update-steps, "), err.toString());
    }

    @Test
    void plainKernelsAreRefusedWhereKernelsPlayNoPart() {
        assertEquals(2, dmsb("bench", "MarketSlot", "--kernels", "plain"));
        assertTrue(err.toString().contains("--kernels: expected no plain where"), err.toString());
    }

    @Test
    void helpNamesEverythingThatCanBeMeasured() {
        assertEquals(0, dmsb("bench", "--help"));
        for (Subject subject : Subject.values()) {
            assertTrue(out.toString().contains(subject.title()), out.toString());
        }
        assertEquals(0, dmsb("bench", "complexity", "--help"));
        for (Study study : Study.values()) {
            assertTrue(out.toString().contains(study.title()), out.toString());
        }
    }
}
