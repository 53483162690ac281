package dmsb.experiments.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dmsb.experiments.figure.Bar;
import dmsb.experiments.figure.BarChart;
import dmsb.experiments.figure.LineChart;
import dmsb.experiments.figure.ParsedMarkup;
import dmsb.experiments.figure.Series;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Element;

class ReportTest {
    private static final BarChart BARS = new BarChart("Surplus", "share", List.of(Bar.of("DMSB", 0.9, 0.8, 1)));

    private static Report sample(String text) {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put(text, text);
        settings.put("seed", "7");
        return Report.titled(text)
                .lead(text)
                .section(text)
                .paragraph(text)
                .figure(
                        new LineChart(text, text, text, List.of(Series.of(text, new double[] {1}, new double[] {2}))),
                        text)
                .table(Table.of(text, Column.text(text), Column.number(text, text))
                        .row(Cell.text(text), Cell.interval(0.957, 0.951, 0.962, 3))
                        .highlightedRow(Cell.verdict(true, text), Cell.number(Double.NaN, 2)))
                .section("Second")
                .figure(BARS, "bars")
                .section("Third")
                .settings(text, settings)
                .madeBy("0.1.0", "dmsb reproduce --out " + text)
                .build();
    }

    @Test
    void everythingAddedIsThereInOrder() {
        ParsedMarkup page = ParsedMarkup.of(sample("alpha").html());
        assertEquals(List.of("alpha"), page.texts("h1"));
        assertEquals(List.of("alpha", "Second", "Third"), page.texts("h2"));
        assertEquals(List.of("alpha", "alpha"), page.texts("p"));
        assertEquals(List.of("Figure 1. alpha", "Figure 2. bars"), page.texts("figcaption"));
        assertEquals(List.of("Table 1. alpha"), page.texts("caption"));
        assertEquals(List.of("alpha", "seed"), page.texts("dt"));
        assertEquals(List.of("alpha", "7"), page.texts("dd"));
        assertEquals(
                "Made with DMSB 0.1.0. To make it again: dmsb reproduce --out alpha",
                page.texts("footer").get(0));
    }

    @Test
    void tablesAlignNumbersAndShowUnitsIntervalsAndVerdicts() {
        ParsedMarkup page = ParsedMarkup.of(sample("alpha").html());
        assertEquals("alpha alpha", page.elements("th", "num").get(0).getTextContent());
        assertEquals("alpha", page.elements("span", "unit").get(0).getTextContent());
        assertEquals("0.957 [0.951, 0.962]", page.elements("td", "num").get(0).getTextContent());
        assertEquals(
                "\u2013",
                page.elements("td", "num")
                        .get(1)
                        .getFirstChild()
                        .getTextContent()
                        .strip());
        List<Element> highlighted = page.elements("tr", "highlighted");
        assertEquals(1, highlighted.size());
        assertTrue(highlighted.get(0).getTextContent().startsWith("\u2713 alpha"));
    }

    @Test
    void everyFigureAndTableCanBeTakenAlong() {
        Report report = sample("alpha");
        Map<String, String> linked = new LinkedHashMap<>();
        for (Element link : ParsedMarkup.of(report.html()).elements("a")) {
            String address = link.getAttribute("href");
            if (!link.getAttribute("download").isEmpty()) {
                byte[] content = Base64.getDecoder().decode(address.substring(address.indexOf(',') + 1));
                linked.put(link.getAttribute("download"), new String(content, StandardCharsets.ISO_8859_1));
            }
        }
        assertEquals(
                List.of(
                        "alpha.svg",
                        "alpha.pdf",
                        "alpha.csv",
                        "alpha-2.tex",
                        "alpha-2.csv",
                        "surplus.svg",
                        "surplus.pdf",
                        "surplus.csv"),
                List.copyOf(linked.keySet()));
        Map<String, String> files = new LinkedHashMap<>();
        report.files().forEach(file -> files.put(file.name(), new String(file.content(), StandardCharsets.ISO_8859_1)));
        assertEquals(files, linked, "the links of the page and the files of the command are the same");
        assertEquals("series,x,y,low,high\nalpha,1,2,,\n", linked.get("alpha.csv"));
        assertTrue(linked.getOrDefault("alpha.pdf", "").startsWith("%PDF-1.4"));
    }

    @Test
    void tablesAreLatexWithNothingInItThatLatexWouldRead() {
        Table table = Table.of("a_b & 100 %", Column.text("name"), Column.number("x", "1/s"))
                .row(Cell.text("#1 {$}~^\\"), Cell.interval(-0.957, -0.962, -0.951, 3));
        assertEquals(
                "% needs \\usepackage{booktabs}\n\\begin{table}\n\\centering\n\\caption{a\\_b \\& 100 \\%}\n\\label{tab:t}\n"
                        + "\\begin{tabular}{lr}\n\\toprule\nname & x (1/s) \\\\\n\\midrule\n"
                        + "\\#1 \\{\\$\\}\\textasciitilde{}\\textasciicircum{}\\textbackslash{} & $-$0.957"
                        + " {\\footnotesize {}[$-$0.962, $-$0.951]} \\\\\n\\bottomrule\n\\end{tabular}\n\\end{table}\n",
                new TableText(table).latex("t"));
    }

    @Test
    void cellsOfACardCarryTheirColumnsName() {
        Table table = Table.of("t", Column.text("claim"), Column.text("why"))
                .row(Cell.text("a"), Cell.text("b"))
                .asCards();
        ParsedMarkup page =
                ParsedMarkup.of(Report.titled("t").table(table).build().html());
        assertEquals(1, page.elements("table", "cards").size());
        assertEquals("why", page.elements("td").get(0).getAttribute("data-label"));
    }

    @Test
    void everyFigureHasAWideAndANarrowLayout() {
        ParsedMarkup page = ParsedMarkup.of(sample("alpha").html());
        assertEquals(2, page.elements("div", "wide").size());
        assertEquals(2, page.elements("div", "narrow").size());
        assertEquals(4, page.elements("svg").size());
    }

    @Test
    void longReportsHaveAListOfSectionsThatLeadsToThem() {
        ParsedMarkup page = ParsedMarkup.of(sample("alpha").html());
        List<String> anchors = page.elements("section").stream()
                .map(section -> "#" + section.getAttribute("id"))
                .toList();
        List<String> links = page.elements("a").stream()
                .map(link -> link.getAttribute("href"))
                .filter(link -> !link.startsWith("data:"))
                .toList();
        assertEquals(anchors, links);
    }

    @Test
    void namesAreShownNotRun() {
        String evil = "</p></style><script>alert('1')</script><img src=x onerror=\"alert(2)\"/>&amp;\u0000";
        ParsedMarkup page = ParsedMarkup.of(sample(evil).html());
        assertTrue(page.elements("script").isEmpty());
        assertTrue(page.elements("img").isEmpty());
        assertEquals(evil.replace('\u0000', '\ufffd'), page.texts("h1").get(0));
    }

    @Test
    void nothingOutsideIsReferredTo() {
        String html = sample("alpha").html();
        String rest = html.replace("xmlns=\"http://www.w3.org/2000/svg\"", "")
                .replaceAll("href=\"data:[a-z/+-]*;base64,[A-Za-z0-9+/=]*\"", "");
        for (String reference :
                List.of("http:", "https:", "//", "url(", "@import", "src=", "<link", "<script", " style=")) {
            assertFalse(rest.contains(reference), reference);
        }
    }

    @Test
    void thePolicyLetsInTheStyleSheetAndNothingElse() throws GeneralSecurityException {
        String html = sample("alpha").html();
        ParsedMarkup page = ParsedMarkup.of(html);
        String policy = page.elements("meta").stream()
                .filter(meta -> meta.getAttribute("http-equiv").equals("Content-Security-Policy"))
                .findFirst()
                .orElseThrow()
                .getAttribute("content");
        assertEquals(1, page.elements("style").size());
        String css = html.substring(html.indexOf("<style>") + "<style>".length(), html.indexOf("</style>"));
        byte[] digest = MessageDigest.getInstance("SHA-256").digest(css.getBytes(StandardCharsets.UTF_8));
        String hash = "'sha256-" + Base64.getEncoder().encodeToString(digest) + "'";
        assertTrue(policy.startsWith("default-src 'none'; style-src " + hash + ";"), policy);
        assertFalse(policy.contains("unsafe"));
    }

    @Test
    void sameInputSameBytes() {
        assertEquals(sample("alpha").html(), sample("alpha").html());
    }

    @Test
    void anEmptyReportIsStillAPage() {
        ParsedMarkup page = ParsedMarkup.of(Report.titled("Empty").build().html());
        assertEquals(List.of("Empty"), page.texts("h1"));
        assertTrue(page.elements("section").isEmpty());
        assertEquals(List.of("Made with DMSB."), page.texts("footer"));
        assertThrows(IllegalArgumentException.class, () -> Report.titled(" ").build());
    }

    @Test
    void anEmptyTableSaysSo() {
        Report report = Report.titled("Empty")
                .table(Table.of("none", Column.text("a"), Column.number("b")))
                .build();
        assertEquals(List.of("no data"), ParsedMarkup.of(report.html()).texts("td"));
    }

    @Test
    void rowsOfTheWrongLengthAreRefused() {
        Table table = Table.of("t", Column.text("a"), Column.number("b"));
        IllegalArgumentException refused =
                assertThrows(IllegalArgumentException.class, () -> table.row(Cell.text("only one")));
        assertEquals("row 0 of table 't': expected 2 cells, got 1", refused.getMessage());
        assertThrows(IllegalArgumentException.class, () -> Table.of("t"));
    }

    @Test
    void theFileHoldsThePage(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("made").resolve("report.html");
        sample("\u03c1 = 10").write(file);
        assertEquals(sample("\u03c1 = 10").html(), Files.readString(file));
    }
}
