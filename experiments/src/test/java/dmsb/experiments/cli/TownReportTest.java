package dmsb.experiments.cli;

import static dmsb.experiments.cli.CommandRun.dmsb;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dmsb.auction.evaluation.Metric;
import dmsb.experiments.results.ExperimentResult;
import dmsb.experiments.results.StudyResults;
import dmsb.experiments.sweep.SweepFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The maps in the report of a study in towns. */
class TownReportTest {
    private static final int ROUNDS = 20;
    private static final int EPISODES = 3;

    @TempDir
    private Path folder;

    private Path study() {
        return folder.resolve("study");
    }

    private Path trace() {
        return folder.resolve("trace.xml");
    }

    private String report(Object... options) throws IOException {
        Object[] words = new Object[2 + options.length];
        words[0] = "report";
        words[1] = study();
        System.arraycopy(options, 0, words, 2, options.length);
        CommandRun ran = dmsb(words);
        assertEquals(0, ran.status(), ran.err());
        return Files.readString(study().resolve("report.html"));
    }

    @BeforeEach
    void sweepATownAndATable() throws IOException {
        StringBuilder xml = new StringBuilder("<fcd-export>\n");
        for (int t = 0; t < 40; t++) {
            xml.append("<timestep time=\"" + t + "\"><vehicle id=\"a\" x=\"" + 10 * t + "\" y=\"5\"/></timestep>\n");
        }
        Files.writeString(trace(), xml + "</fcd-export>\n");
        Path sites = Files.writeString(folder.resolve("sites.csv"), "site,x,y\nA,0,0\nB,100,0\nC,200,50\nD,300,0\n");
        Path study = Files.writeString(folder.resolve("study.yaml"), """
                defaults: {seeds: [4], steps: 100, evaluations: 1, curveEpisodes: 1, episodes: 3, evaluationSeed: 7}
                experiments:
                  - name: streets
                    scenario: town
                    set: {roundsPerEpisode: 20, trace: "%s", sites: "%s"}
                    methods:
                      - rule: first-best
                      - rule: lagged-reserve
                      - rule: constant=1
                      - {name: learner, set: {hidden: 8, batch: 16, firstUpdate: 50}}
                  - name: no streets
                    set: {roundsPerEpisode: 20}
                    methods: [{rule: lagged-reserve}]
                """.formatted(trace(), sites));
        CommandRun ran = dmsb("sweep", study, "--out", study());
        assertEquals(0, ran.status(), ran.err());
    }

    private ExperimentResult streets() {
        return StudyResults.read(new SweepFolder(study())).experiments().get(0);
    }

    /** What the legend of a map has to say if it shows the recorded episodes of a method. */
    private String served(String method) {
        double share = streets().of(method).get(0).mean(Metric.UAV_SHARE);
        return "served by the UAV (" + Math.round(share * ROUNDS * EPISODES) + ")";
    }

    private static int count(String text, String part) {
        return text.split(part, -1).length - 1;
    }

    @Test
    void aTownHasAMapOfTheRecordedEpisodesOfItsBestMethod() throws IOException {
        Path figures = folder.resolve("figures");
        String page = report("--figures", figures);
        String best = List.of("lagged-reserve", "constant=1", "learner").stream()
                .max((a, b) -> Double.compare(fraction(a), fraction(b)))
                .orElseThrow();
        assertEquals(2, count(page, ">Who served where, streets<")); // the wide drawing and the narrow one
        assertEquals(0, count(page, ">Who served where, no streets<"));
        assertTrue(page.contains(served(best)), best);
        assertTrue(page.contains("Shown: 60 tasks of held-out episodes 0 to 2 of evaluation seed 7, 20 rounds each."));
        for (String kind : List.of("svg", "pdf", "csv")) {
            assertTrue(Files.size(figures.resolve("who-served-where-streets." + kind)) > 100, kind);
        }
        String table = Files.readString(figures.resolve("who-served-where-streets.csv"));
        assertEquals(ROUNDS * EPISODES, count(table, "task of "));
        assertEquals(page, report());
    }

    private double fraction(String method) {
        return streets().of(method).get(0).firstBestFraction().estimate();
    }

    @Test
    void theMapCanBeOfAnotherMethodAndOfALearnersModel() throws IOException {
        for (String method : List.of("constant=1", "learner", "first-best")) {
            String page = report("--map-of", method);
            assertTrue(page.contains(served(method)), method);
            assertEquals(method.equals("learner"), page.contains("learner, training seed 4."), method);
        }
        assertEquals(
                "dmsb: --map-of: expected a method of the study, one of first-best, lagged-reserve, constant=1, learner,"
                        + " got none\n",
                dmsb("report", study(), "--map-of", "none").err());
    }

    @Test
    void withoutTheFilesOfTheTownThePageSaysWhyThereIsNoMap() throws IOException {
        Files.writeString(trace(), Files.readString(trace()).replace("y=\"5\"", "y=\"6\""));
        String page = report();
        assertTrue(page.contains("There is no map of streets: scenario.trace: expected the file with SHA-256 "));
        assertFalse(page.contains("Who served where"));
        Files.delete(trace());
        assertTrue(report().contains("There is no map of streets: "));
    }
}
