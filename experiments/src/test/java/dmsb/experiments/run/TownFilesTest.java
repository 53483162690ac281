package dmsb.experiments.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dmsb.auction.market.Scenario;
import dmsb.auction.market.TownSettings;
import dmsb.experiments.config.Presets;
import dmsb.experiments.config.UsageException;
import dmsb.experiments.sweep.HeldOutEpisodes;
import dmsb.experiments.sweep.LearnerRun;
import dmsb.experiments.sweep.RuleRun;
import dmsb.experiments.sweep.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run on a town knows the files that it was made with. */
class TownFilesTest {
    private static final HeldOutEpisodes EPISODES = new HeldOutEpisodes(1, 2);

    @TempDir
    private Path folder;

    private int changes;

    @BeforeEach
    void writeTown() throws IOException {
        writeTrace(20);
        Files.writeString(folder.resolve("sites.csv"), "site,x,y\nA,0,0\nB,100,0\nC,200,50\nD,300,0\n");
    }

    /** Two vehicles on a street, which drive so many steps. */
    private void writeTrace(int steps) throws IOException {
        StringBuilder xml = new StringBuilder("<fcd-export>\n");
        for (int t = 0; t < steps; t++) {
            xml.append("<timestep time=\"" + t + "\"><vehicle id=\"a\" x=\"" + 10 * t + "\" y=\"5\"/>"
                    + "<vehicle id=\"b\" x=\"" + (300 - 10 * t) + "\" y=\"-5\"/></timestep>\n");
        }
        Path trace = folder.resolve("trace.xml");
        Files.writeString(trace, xml.append("</fcd-export>\n"));
        Files.setLastModifiedTime(trace, FileTime.fromMillis(1_000_000_000_000L + 1_000L * changes++));
    }

    private Scenario town() {
        return Presets.SCENARIOS.load(
                "town",
                Map.of(
                        "trace",
                        folder.resolve("trace.xml").toString(),
                        "sites",
                        folder.resolve("sites.csv").toString(),
                        "roundsPerEpisode",
                        30));
    }

    private TrainingRun training() {
        return new TrainingRun(town(), SmallRuns.learners().get(0), 60, 3, 1, 1);
    }

    private Path out() {
        return folder.resolve("run");
    }

    private static String refusal(Executable action) {
        return String.valueOf(assertThrows(UsageException.class, action::run).getMessage());
    }

    private interface Executable {
        void run() throws IOException;
    }

    private String traceHash() {
        return String.valueOf(TownSettings.sha256(town()).get("trace"));
    }

    @Test
    void theHashesAreThoseOfTheBytesOfTheFiles() throws IOException {
        assertEquals(
                Map.of(
                        "trace", Manifest.sha256(folder.resolve("trace.xml")),
                        "sites", Manifest.sha256(folder.resolve("sites.csv"))),
                TownSettings.sha256(town()));
        assertEquals(Map.of(), TownSettings.sha256(Scenario.standard()));
    }

    @Test
    void aTownOfTheSameFilesIsCompleteAndThatOfAnotherIsRefused() throws IOException {
        training().run(out(), Progress.SILENT);
        String before = traceHash();
        assertEquals(
                before,
                Manifest.read(out()).configuration().section(TownFiles.KEY).text("trace"));
        training().run(out(), Progress.SILENT); // nothing is left to do
        writeTrace(19);
        String told = refusal(() -> training().run(out(), Progress.SILENT));
        assertEquals(
                "--out: key 'townSha256.trace': expected \"" + before + "\" as in the complete run in " + out()
                        + ", got \"" + traceHash() + "\"; --replace gives that run up",
                told);
    }

    @Test
    void aTrainingDoesNotGoOnWithAnotherTrace() throws IOException {
        Checkpointing stopping = new Checkpointing(30, false, false, () -> true, note -> {});
        assertThrows(RunStoppedException.class, () -> training().run(out(), 1, stopping, Progress.SILENT));
        String before = traceHash();
        writeTrace(19);
        Checkpointing resuming = new Checkpointing(30, true, true, () -> false, note -> {});
        assertEquals(
                "--resume: key 'townSha256.trace': expected " + before + " as in the checkpoint, got " + traceHash(),
                refusal(() -> training().run(out(), 1, resuming, Progress.SILENT)));
    }

    @Test
    void aRunOnOtherFilesHasAnotherKeyAndIsNotExecutedFromItsText() throws IOException {
        List<Run> runs =
                List.of(new RuleRun(town(), "lagged-reserve", EPISODES, 1), new LearnerRun(training(), EPISODES));
        List<String> keys = runs.stream().map(Run::key).toList();
        List<String> descriptions = runs.stream().map(Run::description).toList();
        for (int i = 0; i < runs.size(); i++) {
            assertEquals(runs.get(i), Run.parse(descriptions.get(i)));
        }
        String before = traceHash();
        writeTrace(19);
        for (int i = 0; i < runs.size(); i++) {
            String description = descriptions.get(i);
            assertNotEquals(keys.get(i), runs.get(i).key());
            assertEquals(
                    "scenario.trace: expected the file with SHA-256 " + before + ", got " + folder.resolve("trace.xml")
                            + ": " + traceHash(),
                    refusal(() -> Run.parse(description)));
        }
    }

    @Test
    void aTableHasNoFiles() {
        Run run = new RuleRun(Scenario.standard(), "lagged-reserve", EPISODES, 1);
        assertFalse(run.description().contains(TownFiles.KEY));
        assertEquals(
                "run: key 'townSha256': expected with a town only, got one of a table",
                refusal(() -> Run.parse(run.description().replaceFirst("\\}$", ",\"townSha256\":{\"trace\":\"0\"}}"))));
    }
}
