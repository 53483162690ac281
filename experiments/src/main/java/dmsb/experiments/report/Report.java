package dmsb.experiments.report;

import dmsb.core.argument.Require;
import dmsb.core.tensorfile.AtomicFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A report: a title, a lead paragraph, sections, and what made it.
 *
 * @param title the title
 * @param lead what the reader should know after ten seconds, blank for nothing
 * @param sections the sections, in order
 * @param provenance what made the report
 */
public record Report(String title, String lead, List<Section> sections, Provenance provenance) {
    private static final int HEAD_BYTES = 1000;

    /**
     * Checks the title and copies the sections.
     *
     * @param title the title
     * @param lead what the reader should know after ten seconds, blank for nothing
     * @param sections the sections, in order
     * @param provenance what made the report
     * @throws IllegalArgumentException if the title is blank
     */
    public Report {
        Require.notBlank("report title", title);
        sections = List.copyOf(sections);
    }

    /**
     * Begins a report.
     *
     * @param title its title
     * @return a builder to which sections are added
     */
    public static ReportBuilder titled(String title) {
        return new ReportBuilder(title);
    }

    /**
     * The report as one HTML page, which is well-formed XML too.
     *
     * @return the file's text
     */
    public String html() {
        return new Page(this).html();
    }

    /**
     * Writes the page whole or not at all.
     *
     * @param file the file, replaced if it is there; its folder is made where needed
     * @throws IOException if it could not be written
     */
    public void write(Path file) throws IOException {
        AtomicFile.write(file, html());
    }

    /**
     * The figures as SVG and PDF with their numbers as CSV, and the tables as LaTeX and CSV: what the links of the page hold.
     *
     * @return the files, in the report's order
     */
    public List<ReportFile> files() {
        List<ReportFile> files = new ArrayList<>();
        FileNames names = new FileNames();
        sections.forEach(section -> section.blocks().forEach(block -> collect(block, names, files)));
        return files;
    }

    private static void collect(Block block, FileNames names, List<ReportFile> files) {
        if (block instanceof Figure figure) {
            figure.charts().forEach(chart -> files.addAll(ReportFile.of(chart, names.of(chart.title()))));
        } else if (block instanceof Table table) {
            files.addAll(ReportFile.of(table, names.of(table.caption())));
        } else if (block instanceof Fold fold) {
            fold.blocks().forEach(inner -> collect(inner, names, files));
        }
    }

    /**
     * Whether a file is a page that a report wrote, of this version or of another.
     *
     * @param file the file
     * @return true if it is
     * @throws IOException if it could not be read
     */
    public static boolean isReport(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            return false;
        }
        try (InputStream in = Files.newInputStream(file)) {
            return new String(in.readNBytes(HEAD_BYTES), StandardCharsets.UTF_8).contains(Page.MARK);
        }
    }
}
