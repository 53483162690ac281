package dmsb.experiments.report;

import dmsb.experiments.figure.Chart;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;

/**
 * A figure or a table of a report as a file of its own, to be taken along.
 *
 * @param name the file's name
 * @param type its media type
 * @param content its bytes
 */
// Arrays are copied in and out and equality looks into them: what the check warns of cannot happen.
@SuppressWarnings("ArrayRecordComponent")
public record ReportFile(String name, String type, byte[] content) {
    /** Copies the bytes. */
    public ReportFile {
        content = content.clone();
    }

    /**
     * A chart as SVG, as PDF, and its numbers as CSV.
     *
     * @param chart the chart
     * @param name what the files are called, without the end of their names
     * @return the files
     */
    public static List<ReportFile> of(Chart chart, String name) {
        return List.of(
                text(name + ".svg", "image/svg+xml", chart.svgFile()),
                new ReportFile(name + ".pdf", "application/pdf", chart.pdfFile()),
                text(name + ".csv", "text/csv", chart.csv()));
    }

    /** A table as LaTeX and as CSV. */
    static List<ReportFile> of(Table table, String name) {
        return List.of(
                text(name + ".tex", "text/x-tex", new TableText(table).latex(name)),
                text(name + ".csv", "text/csv", new TableText(table).csv()));
    }

    private static ReportFile text(String name, String type, String text) {
        return new ReportFile(name, type, text.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * The file's bytes.
     *
     * @return a copy
     */
    @Override
    public byte[] content() {
        return content.clone();
    }

    /** What the file is, in capital letters: the end of its name. */
    String kind() {
        String end = name.substring(name.lastIndexOf('.') + 1);
        return end.equals("tex") ? "LaTeX" : end.toUpperCase(Locale.ROOT);
    }

    /** The file as an address that holds all of it. */
    String address() {
        return "data:" + type + ";base64," + Base64.getEncoder().encodeToString(content);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ReportFile that
                && name.equals(that.name)
                && type.equals(that.type)
                && Arrays.equals(content, that.content);
    }

    @Override
    public int hashCode() {
        return 31 * name.hashCode() + Arrays.hashCode(content);
    }

    @Override
    public String toString() {
        return "ReportFile[" + name + ", " + content.length + " bytes]";
    }
}
