package dmsb.experiments.report;

import dmsb.experiments.figure.Chart;
import dmsb.experiments.figure.ChartSize;
import dmsb.experiments.figure.MarkupWriter;
import java.util.List;

/** Writes one report as an HTML page. */
final class Page {
    /** What every page has near its beginning, and hardly any other file. */
    static final String MARK =
            "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src &#39;none&#39;; style-src &#39;sha256-";

    private static final int SECTIONS_WORTH_A_LIST = 3;

    private final Report report;
    private final MarkupWriter out = new MarkupWriter();
    private final FileNames names = new FileNames();
    private int figures;
    private int tables;

    Page(Report report) {
        this.report = report;
    }

    String html() {
        out.doctype().open("html", "lang", "en").line();
        head();
        out.open("body").line();
        header();
        out.open("main").line();
        for (int i = 0; i < report.sections().size(); i++) {
            section(report.sections().get(i), i);
        }
        out.close().line();
        footer();
        out.close().line().close().line();
        return out.finish();
    }

    private void head() {
        String policy = "default-src 'none'; style-src '" + PageStyle.hash() + "'; base-uri 'none'; form-action 'none'";
        out.open("head").line();
        out.empty("meta", "charset", "utf-8").line();
        out.empty("meta", "http-equiv", "Content-Security-Policy", "content", policy)
                .line();
        out.empty("meta", "name", "viewport", "content", "width=device-width, initial-scale=1")
                .line();
        out.empty("meta", "name", "color-scheme", "content", "light dark").line();
        out.element("title", report.title()).line();
        out.style(PageStyle.css()).line().close().line();
    }

    private void header() {
        out.open("header").line().element("h1", report.title()).line();
        if (!report.lead().isBlank()) {
            out.element("p", report.lead(), "class", "lead").line();
        }
        List<Section> sections = report.sections();
        if (sections.stream().filter(Page::hasHeading).count() >= SECTIONS_WORTH_A_LIST) {
            out.open("nav", "aria-label", "Sections").open("ol").line();
            for (int i = 0; i < sections.size(); i++) {
                if (hasHeading(sections.get(i))) {
                    out.open("li").element("a", sections.get(i).heading(), "href", "#" + anchor(i));
                    out.close().line();
                }
            }
            out.close().close().line();
        }
        out.close().line();
    }

    private void section(Section section, int index) {
        out.open("section", "id", anchor(index)).line();
        if (hasHeading(section)) {
            out.element("h2", section.heading()).line();
        }
        section.blocks().forEach(this::block);
        out.close().line();
    }

    private void block(Block block) {
        if (block instanceof Paragraph paragraph) {
            out.element("p", paragraph.text()).line();
        } else if (block instanceof Figure figure) {
            figure(figure);
        } else if (block instanceof Table table) {
            new TableMarkup(out).write(table, ++tables, ReportFile.of(table, names.of(table.caption())));
        } else if (block instanceof SettingsList settings) {
            settings(settings);
        } else if (block instanceof Fold fold) {
            out.open("details").element("summary", fold.summary()).line();
            fold.blocks().forEach(this::block);
            out.close().line();
        }
    }

    /** Both layouts are in the page; the style sheet shows the one that suits the window. */
    private void figure(Figure figure) {
        figures++;
        out.open("figure").line();
        for (Chart chart : figure.charts()) {
            out.open("div", "class", "wide");
            chart.draw(out, ChartSize.WIDE);
            out.close().line().open("div", "class", "narrow");
            chart.draw(out, ChartSize.NARROW);
            out.close().line();
        }
        out.open("figcaption");
        out.element("span", "Figure " + figures + ".", "class", "number")
                .text(" " + figure.caption())
                .close();
        for (Chart chart : figure.charts()) {
            String what = figure.charts().size() == 1 ? "" : "\"" + chart.title() + "\" ";
            links(out, "Save " + what + "as", ReportFile.of(chart, names.of(chart.title())));
        }
        out.close().line();
    }

    /** Links by which a figure or a table is taken along: the page holds the files, so that it stays one file. */
    static void links(MarkupWriter out, String text, List<ReportFile> files) {
        out.line().open("span", "class", "take").text(text);
        for (ReportFile file : files) {
            out.text(" ").element("a", file.kind(), "download", file.name(), "href", file.address());
        }
        out.close();
    }

    private void settings(SettingsList settings) {
        out.open("details").element("summary", settings.summary()).line();
        out.open("dl").line();
        for (SettingsList.KeyValue entry : settings.entries()) {
            out.element("dt", entry.key()).element("dd", entry.value()).line();
        }
        out.close().close().line();
    }

    private void footer() {
        Provenance made = report.provenance();
        out.open("footer").open("div");
        out.text(made.version().isBlank() ? "Made with DMSB." : "Made with DMSB " + made.version() + ".");
        if (!made.command().isBlank()) {
            out.text(" To make it again: ").element("code", made.command());
        }
        out.close().close().line();
    }

    private static boolean hasHeading(Section section) {
        return !section.heading().isBlank();
    }

    private static String anchor(int index) {
        return "s" + (index + 1);
    }
}
