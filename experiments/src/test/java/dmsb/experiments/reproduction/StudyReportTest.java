package dmsb.experiments.reproduction;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dmsb.experiments.figure.Chart;
import dmsb.experiments.figure.ChartSize;
import dmsb.experiments.figure.NumberText;
import dmsb.experiments.figure.ParsedMarkup;
import dmsb.experiments.report.Block;
import dmsb.experiments.report.Figure;
import dmsb.experiments.report.Fold;
import dmsb.experiments.report.Report;
import dmsb.experiments.report.Section;
import dmsb.experiments.results.ExperimentResult;
import dmsb.experiments.results.StudyResults;
import dmsb.experiments.results.SyntheticStudy;
import dmsb.experiments.results.SyntheticStudy.Row;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

class StudyReportTest {
    /** The page of a study in which the paper is right; composed once, as that takes seconds. */
    private static String paper = "";

    @BeforeAll
    static void compose(@TempDir Path folder) throws IOException {
        paper = html(SyntheticPaper.write(folder, true));
    }

    private static String html(StudyResults results) {
        return StudyReport.compose(results, "dmsb reproduce", ReportOptions.STANDARD)
                .html();
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
    void everyFigureOfThePaperHasItsCurves() {
        ParsedMarkup page = ParsedMarkup.of(paper);
        Map<String, Long> expected = new LinkedHashMap<>();
        expected.put("Convergence", 5L);
        expected.put("The same from 0.95 of first best on", 5L);
        expected.put("Trained for as many rounds as in the paper", 2L);
        expected.put("After training", 0L);
        for (String kind : List.of("DMSB in training", "All methods")) {
            for (int n = 3; n <= 9; n += 2) {
                expected.put(kind + ", N = " + n, kind.equals("All methods") ? 0L : 3L);
            }
        }
        expected.put("Auctions by bandwidth", 11L); // ten, and first best
        expected.put("DMSB in its parts by bandwidth", 3L);
        expected.put("Auctions by number of sellers", 11L);
        expected.put("DMSB in its parts by number of sellers", 3L);
        expected.put("Auctions by size of tasks", 11L);
        expected.put("DMSB in its parts by size of tasks", 3L);
        expected.put("Learners by bandwidth", 9L);
        expected.put("Learners by number of sellers", 9L);
        expected.put("Learners by size of tasks", 9L);
        expected.put("Delay by size of tasks", 8L);
        expected.put("Sellers that share one pool of bandwidth", 11L);
        expected.put("DMSB in its parts, one pool of bandwidth", 3L);
        expected.put("Surplus where the UAV's news is ten slots old", 0L);
        expected.put("Surplus where the winner is slower tomorrow", 0L);
        expected.put("Past bids against current bids by persistence", 6L);
        expected.put("Past bids against current bids by lag", 6L);
        expected.put("Past bids against current bids by noise", 6L);
        assertEquals(expected, curves(page));
    }

    @Test
    void learnersHaveBandsAndBarsHaveBothParts() {
        ParsedMarkup page = ParsedMarkup.of(paper);
        Element convergence = page.elements("div", "wide").get(0);
        assertEquals(5, count(convergence, "path", "band"));
        assertEquals(12, count(convergence, "path", "reference"), "every rule");
        Element bars = page.elements("div", "wide").get(3);
        assertEquals(19, count(bars, "rect", "ink-ground") - 1, "a piece for every method, and one in the legend");
        assertEquals(19, count(bars, "rect", "ink-uav") - 1);
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

    /** Colour and dash of a class attribute; nothing of a shape that belongs to no series. */
    private static String look(String classes) {
        return Stream.of(classes.split(" ", -1))
                .filter(name -> name.startsWith("ink-") || name.matches("d[0-9]"))
                .collect(Collectors.joining(" "));
    }

    @Test
    void noMethodAndNoPartChangesItsLookOnThePage() {
        ParsedMarkup page = ParsedMarkup.of(paper);
        Map<String, Set<String>> looks = new TreeMap<>();
        for (Element path : page.elements("path")) {
            List<String> classes = List.of(path.getAttribute("class").split(" ", -1));
            String name = path.getTextContent().replaceFirst(": [^:]*$", "");
            if (classes.contains("line") || (classes.contains("reference") && !name.isEmpty())) {
                looks.computeIfAbsent(name, key -> new TreeSet<>()).add(look(path.getAttribute("class")));
            }
        }
        for (Element piece : page.elements("rect", "fill")) {
            String title = piece.getTextContent();
            if (title.contains(", ")) {
                String part = title.replaceFirst(": [^:]*$", "").replaceFirst(".*, ", "");
                looks.computeIfAbsent(part, key -> new TreeSet<>()).add(look(piece.getAttribute("class")));
            }
        }
        Set<String> distinct = new TreeSet<>();
        looks.forEach((name, found) -> {
            assertEquals(1, found.size(), name + ": " + found);
            distinct.addAll(found);
        });
        assertEquals(19 + 3, looks.size(), "every method, the two parts and their sum: " + looks.keySet());
        assertEquals(looks.size(), distinct.size(), "no two share a look");
    }

    @Test
    void everyNumberInAFigureIsInItsCsv(@TempDir Path folder) throws IOException {
        Report report =
                StudyReport.compose(SyntheticPaper.write(folder, true), "dmsb reproduce", ReportOptions.STANDARD);
        int numbers = 0;
        for (Section section : report.sections()) {
            for (Block block : section.blocks()) {
                for (Chart chart : charts(block)) {
                    Set<String> known = rounded(chart.csv());
                    for (Element title : ParsedMarkup.of(chart, ChartSize.WIDE).elements("title")) {
                        String text = title.getTextContent().replaceFirst(".*?(?= at [0-9]|: )", "");
                        Matcher number = Pattern.compile("\u2212?[0-9][0-9,.]*[0-9]|[0-9]")
                                .matcher(text);
                        while (number.find() && !text.contains("interval")) {
                            assertTrue(known.contains(number.group()), chart.title() + ": " + title.getTextContent());
                            numbers++;
                        }
                    }
                }
            }
        }
        assertTrue(numbers > 1000, "numbers were compared, got " + numbers);
    }

    private static List<Chart> charts(Block block) {
        if (block instanceof Figure figure) {
            return figure.charts();
        }
        return block instanceof Fold fold
                ? fold.blocks().stream()
                        .flatMap(inner -> charts(inner).stream())
                        .toList()
                : List.of();
    }

    /** All numbers of a CSV as a figure writes them. */
    private static Set<String> rounded(String csv) {
        Set<String> rounded = new HashSet<>();
        for (String field : csv.split("[,\n]", -1)) {
            if (field.matches("-?[0-9][0-9.eE-]*")) {
                rounded.add(NumberText.significant(Double.parseDouble(field), 4));
                rounded.add(NumberText.significant(Double.parseDouble(field), 6));
            }
        }
        return rounded;
    }

    @Test
    void captionsSaySeedsRoundsAndEpisodes() {
        ParsedMarkup page = ParsedMarkup.of(paper);
        for (String caption : page.texts("figcaption")) {
            assertTrue(caption.matches("(?s).*4 seeds of [0-9,]+( or [0-9,]+)? rounds.*"), caption);
        }
        assertTrue(
                page.texts("figcaption").stream().anyMatch(caption -> caption.contains("12 held-out episodes")),
                "episodes");
    }

    @Test
    void theFirstFigureComesBeforeTheFirstTable() {
        String html = paper;
        assertTrue(html.indexOf("<figure>") < html.indexOf("<table"));
    }

    @Test
    void claimsTableOneSettingsAndTimesAreThere() {
        ParsedMarkup page = ParsedMarkup.of(paper);
        assertEquals(
                29 + 5,
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
        assertEquals(1, curves(page).get("Convergence"));
        assertEquals(0, curves(page).get("DMSB in training, N = 3"));
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
        assertEquals(0, curves.get("yours"));
        assertEquals(2, curves.size(), "none of the paper's figures");
        assertEquals("Experiments: mine, yours.", page.texts("p").get(0));
        assertFalse(page.texts("h2").contains("What holds of the paper's claims"));
    }

    @Test
    void anyStudyHasItsMeasureDifferencesCurvesAndBestTrial(@TempDir Path folder) throws IOException {
        List<Row> good = List.of(Row.of(9, 10, 0.5, 1), Row.of(8, 10, 0.5, 2));
        List<Row> better = List.of(Row.of(9.9, 10, 0.5, 1), Row.of(8.8, 10, 0.5, 2));
        StudyResults results = StudyResults.read(new SyntheticStudy(folder)
                .learner("mine", "net 0", 1, Map.of(), good, 0.5, 0.9)
                .learner("mine", "net 0", 2, Map.of(), good, 0.5, 0.9)
                .learner("mine", "net 1", 1, Map.of(), better, 0.5, 0.9)
                .learner("mine", "net 1", 2, Map.of(), better, 0.5, 0.9)
                .rule("mine", "spa", Map.of(), good)
                .finish());
        ReportOptions options = new ReportOptions("net 0", Measure.DELAY, "");
        ParsedMarkup page =
                ParsedMarkup.of(StudyReport.compose(results, "c", options).html());
        assertTrue(
                page.texts("p").stream()
                        .anyMatch(
                                text -> text.startsWith("The best of the 2 trials of net is net 1, with 93.5\u00a0%")),
                page.texts("p").toString());
        assertEquals(2L, curves(page).get("Learning curves, mine"));
        assertTrue(page.texts("text").contains("delay (s)"));
        String captions = String.join("\n", page.texts("caption"));
        assertTrue(captions.contains("Differences to net 0 in mine, paired by episode: delay (s)"), captions);
        ParsedMarkup surplus =
                ParsedMarkup.of(StudyReport.compose(results, "c", new ReportOptions("net 0", Measure.SURPLUS, ""))
                        .html());
        // Every episode is ten percent better: so is every resample.
        assertTrue(
                surplus.texts("td").stream().anyMatch(cell -> cell.equals("10.00 [10.00, 10.00]")),
                surplus.texts("td").toString());
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
    void theSameRunsGiveTheSamePage(@TempDir Path again) throws IOException {
        assertEquals(paper, html(SyntheticPaper.write(again, true)));
    }

    /** The paper's own figures have no place for them, whoever asks for a baseline wants them of every experiment. */
    @Test
    void aBaselineThatIsAskedForIsComparedInEveryExperimentThatHasIt(@TempDir Path folder) throws IOException {
        StudyResults results = SyntheticPaper.write(folder, true);
        assertEquals(Set.of(), differences(results, ReportOptions.STANDARD));
        Set<String> expected = new TreeSet<>();
        for (ExperimentResult experiment : results.experiments()) {
            if (experiment.methods().contains("greedy")) {
                expected.add(experiment.name());
            }
        }
        assertTrue(expected.size() > 3, expected.toString());
        assertEquals(expected, differences(results, new ReportOptions("greedy", Measure.SURPLUS, "")));
    }

    private static Set<String> differences(StudyResults results, ReportOptions options) {
        Set<String> experiments = new TreeSet<>();
        Pattern title = Pattern.compile(".*Differences to .* in (.*), paired by episode.*");
        for (String caption : ParsedMarkup.of(
                        StudyReport.compose(results, "c", options).html())
                .texts("caption")) {
            Matcher matcher = title.matcher(caption);
            if (matcher.matches()) {
                experiments.add(matcher.group(1));
            }
        }
        return experiments;
    }
}
