package dmsb.experiments.results;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dmsb.auction.evaluation.Metric;
import dmsb.experiments.config.UsageException;
import dmsb.experiments.results.SyntheticStudy.Row;
import dmsb.experiments.sweep.SweepFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SummaryTest {
    private static final Map<String, String> THREE = SyntheticStudy.varied("groundStations", "3");
    private static final Map<String, String> TASKS = SyntheticStudy.varied("taskMB", "[20, 30]");

    private static Row row(double surplus, double firstBest) {
        return new Row(surplus, surplus / 4, 3 * surplus / 4, firstBest, 2 * surplus, 0.25, surplus / 2, 1.5);
    }

    private static SweepFolder study(Path folder) throws IOException {
        return new SyntheticStudy(folder)
                .learner("a", "dmsb", 1, THREE, List.of(row(4, 10), row(8, 10)), 0.5, 0.6)
                .learner("a", "dmsb", 2, THREE, List.of(row(6, 10), row(6, 10)), 0.5, 0.6)
                .learner("a", "dmsb", 3, THREE, List.of(row(2, 10), row(4, 10)), 0.5, 0.6)
                .learner("a", "dmsb", 4, THREE, List.of(row(9, 10), row(9, 10)), 0.5, 0.6)
                .absent("a", "dmsb", "5", "failed", THREE)
                .rule("b", "spa", TASKS, List.of(row(5, 10), row(7, 20)))
                .absent("b", "greedy", "", "pending", TASKS)
                .finish();
    }

    @Test
    void estimatesAreThoseWorkedOutByHand(@TempDir Path folder) throws IOException {
        List<String> lines =
                Summary.text(StudyResults.read(study(folder))).lines().toList();
        assertEquals(3, lines.size());
        assertEquals(
                "experiment,method,groundStations,taskMB,seeds,missing,surplus,surplusLow,surplusHigh,firstBestFraction,"
                        + "firstBestFractionLow,firstBestFractionHigh,gridBestFraction,gridBestFractionLow,gridBestFractionHigh,delay,delayLow,delayHigh,uavSurplus,groundSurplus,uavShare,payment,"
                        + "rho,episodes,agent,steps,learner.hidden",
                lines.get(0));
        // Means of the seeds: 6, 6, 3, 9. One of four is cut off at either end: (6 + 6) / 2.
        String[] learner = lines.get(1).split(",", -1);
        assertArrayEquals(new String[] {"a", "dmsb", "3", "", "4", "1", "6"}, Arrays.copyOf(learner, 7));
        assertEquals("0.6", learner[9]);
        assertArrayEquals(new String[] {"12", "1.5", "4.5", "0.25", "3", "1.5", "2"}, new String[] {
            learner[15], learner[18], learner[19], learner[20], learner[21], learner[22], learner[23]
        });
        double low = Double.parseDouble(learner[7]);
        double high = Double.parseDouble(learner[8]);
        assertTrue(3 <= low && low < 6 && 6 < high && high <= 9, lines.get(1));
        // A rule has one run: no interval over seeds. (5 + 7) / 2, (5 + 7) / (10 + 20).
        assertTrue(lines.get(2).startsWith("b,spa,,\"[20, 30]\",1,0,6,,,0.4,"), lines.get(2));
    }

    @Test
    void theSameRunsGiveTheSameBytesWhateverElseIsThere(@TempDir Path one, @TempDir Path two) throws IOException {
        String all = Summary.text(StudyResults.read(study(one)));
        SweepFolder less = new SyntheticStudy(two)
                .rule("b", "spa", TASKS, List.of(row(5, 10), row(7, 20)))
                .finish();
        String alone = Summary.text(StudyResults.read(less));
        assertEquals(
                all.lines().toList().get(2).replace("b,spa,,", "b,spa,").replaceFirst(",,,$", ""),
                alone.lines().toList().get(1));
    }

    @Test
    void allLearningCurvesAreInOneFile(@TempDir Path folder) throws IOException {
        List<String> lines =
                Curves.text(StudyResults.read(study(folder))).lines().toList();
        assertEquals(
                "experiment,method,groundStations,taskMB,seed,steps,updates,surplus,firstBestFraction,uavSurplus,groundSurplus",
                lines.get(0));
        assertEquals("a,dmsb,3,,1,0,0,25,0.5,15,10", lines.get(1));
        assertEquals("a,dmsb,3,,4,1000,30,30,0.6,18,12", lines.get(lines.size() - 1));
        assertEquals(1 + 4 * 2, lines.size());
    }

    @Test
    void timesOfAMachineChangeNothing(@TempDir Path folder) throws IOException {
        SweepFolder study = study(folder);
        String before = Summary.text(StudyResults.read(study));
        for (int key = 1; key <= 4; key++) {
            Path timing = study.run(String.format(Locale.ROOT, "%020x", key)).resolve("timing.csv");
            Files.writeString(timing, "steps,seconds,stepsPerSecond\n0,99,1\n1000,999,1\n");
        }
        assertEquals(before, Summary.text(StudyResults.read(study)));
    }

    @Test
    void whatIsMissingIsKnown(@TempDir Path folder) throws IOException {
        StudyResults results = StudyResults.read(study(folder));
        assertEquals(
                List.of("a, dmsb, groundStations 3, seed 5", "b, greedy, taskMB [20, 30]"),
                results.missing().keySet().stream().map(row -> row.label()).toList());
        ExperimentResult second = results.experiment("b").orElseThrow();
        assertEquals(List.of("spa", "greedy"), second.methods());
        assertEquals(1, second.outcomes().size());
    }

    @Test
    void runsWhoseFoldersAreGoneAreMissing(@TempDir Path folder) throws IOException {
        SweepFolder study = new SyntheticStudy(folder)
                .rule("b", "spa", TASKS, List.of(row(5, 10), row(7, 20)))
                .finish();
        Files.move(study.run("00000000000000000001"), folder.resolve("elsewhere"));
        StudyResults results = StudyResults.read(study);
        assertEquals(1, results.missing().size());
        assertEquals("", Summary.text(results));
    }

    @Test
    void ratiosArePairedByEpisode(@TempDir Path folder) throws IOException {
        SweepFolder study = new SyntheticStudy(folder)
                .rule("a", "twice", Map.of(), List.of(row(2, 10), row(18, 20), row(8, 20)))
                .rule("a", "once", Map.of(), List.of(row(1, 10), row(9, 20), row(4, 20)))
                .finish();
        ExperimentResult experiment = StudyResults.read(study).experiment("a").orElseThrow();
        MethodResult twice = experiment.of("twice").get(0);
        MethodResult once = experiment.of("once").get(0);
        assertEquals(2, twice.ratioTo(once, Metric.SURPLUS).low(), 1e-12);
        assertEquals(2, twice.ratioTo(once, Metric.SURPLUS).high(), 1e-12);
    }

    @Test
    void cellsAreNumbersOrMiddlesOfRanges() {
        assertEquals(25, new MarketCell(TASKS).number("taskMB"));
        assertEquals(3, new MarketCell(THREE).number("groundStations"));
        assertTrue(Double.isNaN(new MarketCell(THREE).number("taskMB")));
        assertTrue(Double.isNaN(new MarketCell(Map.of("observation", "past-bids")).number("observation")));
        assertTrue(Double.isNaN(new MarketCell(Map.of("odd", "[1, 2")).number("odd")));
    }

    @Test
    void foldersThatAreNoSweepsAreRefused(@TempDir Path folder) throws IOException {
        UsageException refused = assertThrows(UsageException.class, () -> StudyResults.read(new SweepFolder(folder)));
        assertEquals("DIR: expected the folder of a sweep, with runs.csv in it, got " + folder, refused.getMessage());
        SweepFolder study = study(folder);
        Files.writeString(study.run("00000000000000000001").resolve("metrics.csv"), "steps,updates\n1,2\n");
        UsageException lacking = assertThrows(UsageException.class, () -> StudyResults.read(study));
        assertTrue(String.valueOf(lacking.getMessage()).contains("metrics.csv: expected rows with a column surplus"));
    }
}
