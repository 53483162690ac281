package dmsb.experiments.reproduction;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dmsb.experiments.figure.ParsedMarkup;
import dmsb.experiments.results.StudyResults;
import dmsb.experiments.results.SyntheticStudy;
import dmsb.experiments.results.SyntheticStudy.Row;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

class StudyReportTest {
    private static String html(StudyResults results) {
        return StudyReport.compose(results, "dmsb reproduce").html();
    }

    /** The number of curves of every line chart by its title, in the wide layout. */
    private static Map<String, Long> curves(ParsedMarkup page) {
        Map<String, Long> curves = new LinkedHashMap<>();
        for (Element wide : page.elements("div", "wide")) {
            NodeList titles = wide.getElementsByTagName("text");
            NodeList paths = wide.getElementsByTagName("path");
            long lines = 0;
            for (int i = 0; i < paths.getLength(); i++) {
                String classes = ((Element) paths.item(i)).getAttribute("class");
                lines += List.of(classes.split(" ", -1)).contains("line") ? 1 : 0;
            }
            curves.put(titles.item(0).getTextContent(), lines);
        }
        return curves;
    }

    @Test
    void everyFigureOfThePaperHasItsCurves(@TempDir Path folder) throws IOException {
        ParsedMarkup page = ParsedMarkup.of(html(SyntheticPaper.write(folder, true)));
        Map<String, Long> expected = new LinkedHashMap<>();
        expected.put("Fig. 3: convergence", 5L);
        expected.put("Fig. 3: after training", 0L);
        for (int i = 0; i < 4; i++) {
            String figure = "Fig. 4(" + "abcd".charAt(i) + "): ";
            String n = ", N = " + (3 + 2 * i);
            expected.put(figure + "DMSB in training" + n, 3L);
            expected.put(figure + "all methods" + n, 0L);
        }
        expected.put("Fig. 5(a): Auctions by bandwidth", 10L);
        expected.put("Fig. 5(b): Auctions by number of sellers", 10L);
        expected.put("Fig. 5(c): Auctions by size of tasks", 10L);
        expected.put("Fig. 6(a): Learners by bandwidth", 8L);
        expected.put("Fig. 6(b): Learners by number of sellers", 8L);
        expected.put("Fig. 6(c): Learners by size of tasks", 8L);
        expected.put("Fig. 6(d): Delay by size of tasks", 8L);
        expected.put("Beyond the paper: Sellers that share one pool of bandwidth", 10L);
        expected.put("Surplus where the UAV's news is ten slots old", 0L);
        expected.put("Surplus where the winner is slower tomorrow", 0L);
        expected.put("Past bids against current bids by persistence", 6L);
        expected.put("Past bids against current bids by lag", 6L);
        expected.put("Past bids against current bids by noise", 6L);
        assertEquals(expected, curves(page));
    }

    @Test
    void learnersHaveBandsAndBarsHaveBothParts(@TempDir Path folder) throws IOException {
        ParsedMarkup page = ParsedMarkup.of(html(SyntheticPaper.write(folder, true)));
        Element convergence = page.elements("div", "wide").get(0);
        assertEquals(5, count(convergence, "path", "band"));
        assertEquals(11, count(convergence, "path", "reference"), "every rule but first best");
        Element bars = page.elements("div", "wide").get(1);
        assertEquals(17, count(bars, "rect", "s0") - 1, "a piece for every method, and one in the legend");
        assertEquals(17, count(bars, "rect", "s1") - 1);
    }

    private static int count(Element within, String name, String className) {
        NodeList all = within.getElementsByTagName(name);
        int count = 0;
        for (int i = 0; i < all.getLength(); i++) {
            String classes = ((Element) all.item(i)).getAttribute("class");
            count += List.of(classes.split(" ", -1)).contains(className) ? 1 : 0;
        }
        return count;
    }

    @Test
    void claimsTableOneSettingsAndTimesAreThere(@TempDir Path folder) throws IOException {
        ParsedMarkup page = ParsedMarkup.of(html(SyntheticPaper.write(folder, true)));
        assertEquals(
                24 + 5,
                page.elements("span", "holds").size()
                        + page.elements("span", "fails").size()
                        + page.elements("span", "partly").size()
                        + undecided(page));
        String tables = String.join("\n", page.texts("caption"));
        for (String caption : List.of(
                "The claims of the paper's section 6",
                "Goals for DMSB",
                "The paper's parameters",
                "Experiment sellers",
                "Wall times of the trainings")) {
            assertTrue(tables.contains(caption), caption);
        }
        assertTrue(page.texts("summary").contains("The market"));
        assertTrue(page.texts("summary").contains("convergence: DMSB"));
        assertFalse(page.texts("h2").contains("What is missing"));
    }

    private static long undecided(ParsedMarkup page) {
        return page.texts("td").stream().filter("not decided"::equals).count();
    }

    @Test
    void aPageOfPartOfTheRunsSaysWhatIsMissing(@TempDir Path folder) throws IOException {
        StudyResults results = StudyResults.read(new SyntheticStudy(folder)
                .learner("convergence", "dmsb", 1, Map.of(), List.of(Row.of(9, 10, 0.5, 1)), 0.5, 0.9)
                .absent("convergence", "dmsb", "2", "failed", Map.of())
                .absent("convergence", "ppo", "1", "pending", Map.of())
                .absent("sellers", "dmsb", "1", "pending", Map.of("groundStations", "3"))
                .finish());
        ParsedMarkup page = ParsedMarkup.of(html(results));
        assertTrue(page.texts("p").contains("This study has no experiment bandwidth."));
        assertTrue(
                page.texts("p").get(0).contains("3 runs are missing"),
                page.texts("p").get(0));
        assertTrue(String.join("", page.texts("figcaption")).contains("2 runs of this experiment are missing."));
        assertTrue(page.texts("h2").contains("What is missing"));
        assertEquals(1, curves(page).get("Fig. 3: convergence"));
        assertEquals(0, curves(page).get("Fig. 4(a): DMSB in training, N = 3"));
    }

    @Test
    void otherExperimentsGetFiguresOfTheirOwn(@TempDir Path folder) throws IOException {
        StudyResults results = StudyResults.read(new SyntheticStudy(folder)
                .rule("mine", "spa", Map.of("beta", "1"), List.of(Row.of(9, 10, 0.5, 1)))
                .rule("mine", "spa", Map.of("beta", "2"), List.of(Row.of(8, 10, 0.5, 1)))
                .rule("yours", "spa", Map.of(), List.of(Row.of(8, 10, 0.5, 1)))
                .finish());
        ParsedMarkup page = ParsedMarkup.of(html(results));
        Map<String, Long> curves = curves(page);
        assertEquals(1, curves.get("mine"));
        assertEquals(0, curves.get("Surplus, yours"));
        assertEquals(2, curves.size(), "none of the paper's figures");
        assertEquals("Experiments: mine, yours.", page.texts("p").get(0));
        assertFalse(page.texts("h2").contains("What holds of the paper's claims"));
    }

    @Test
    void aStudyOfThePaperIsKnownBeforeAnythingHasBeenRun(@TempDir Path folder) throws IOException {
        StudyResults results = StudyResults.read(new SyntheticStudy(folder)
                .absent("sellers", "dmsb", "1", "pending", Map.of())
                .finish());
        assertTrue(ParsedMarkup.of(html(results)).texts("h2").contains("What holds of the paper's claims"));
    }

    @Test
    void namesAreShownNotRun(@TempDir Path folder) throws IOException {
        String evil = "</text><script>alert(1)</script>&\"'";
        StudyResults results = StudyResults.read(new SyntheticStudy(folder)
                .learner(evil, evil, 1, Map.of(evil, evil), List.of(Row.of(9, 10, 0.5, 1)), 0.5, 0.9)
                .learner("convergence", evil, 1, Map.of(evil, evil), List.of(Row.of(9, 10, 0.5, 1)), 0.5, 0.9)
                .absent("sellers", evil, "1", "pending", Map.of(evil, evil))
                .finish());
        ParsedMarkup page = ParsedMarkup.of(html(results));
        assertTrue(page.elements("script").isEmpty());
        assertTrue(page.texts("h2").contains("Experiment " + evil));
    }

    @Test
    void theSameRunsGiveTheSamePage(@TempDir Path one, @TempDir Path two) throws IOException {
        assertEquals(html(SyntheticPaper.write(one, true)), html(SyntheticPaper.write(two, true)));
    }
}
