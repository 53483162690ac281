package dmsb.experiments.report;

import dmsb.experiments.figure.Chart;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Puts a {@link Report} together from top to bottom, one line a block. Blocks go into the section begun last; blocks before
 * the first section go into one without a heading.
 */
public final class ReportBuilder {
    private final String title;
    private final List<Section> sections = new ArrayList<>();
    private final List<Block> blocks = new ArrayList<>();
    private String lead = "";
    private String heading = "";
    private Provenance provenance = Provenance.UNKNOWN;

    ReportBuilder(String title) {
        this.title = title;
    }

    /**
     * Sets the paragraph under the title.
     *
     * @param text what the reader should know after ten seconds, without markup
     * @return this
     */
    public ReportBuilder lead(String text) {
        lead = text;
        return this;
    }

    /**
     * Begins a section.
     *
     * @param newHeading what it is about
     * @return this
     */
    public ReportBuilder section(String newHeading) {
        endSection();
        heading = newHeading;
        return this;
    }

    /**
     * Adds a paragraph.
     *
     * @param text the text, without markup
     * @return this
     */
    public ReportBuilder paragraph(String text) {
        return block(new Paragraph(text));
    }

    /**
     * Adds a figure.
     *
     * @param chart what is shown
     * @param caption what the reader should see in it
     * @return this
     */
    public ReportBuilder figure(Chart chart, String caption) {
        return block(new Figure(chart, caption));
    }

    /**
     * Adds a figure of several charts under one caption.
     *
     * @param charts what is shown, from the top
     * @param caption what the reader should see in it
     * @return this
     */
    public ReportBuilder figure(List<Chart> charts, String caption) {
        return block(new Figure(charts, caption));
    }

    /**
     * Adds a table.
     *
     * @param table the table
     * @return this
     */
    public ReportBuilder table(Table table) {
        return block(table);
    }

    /**
     * Adds folded settings.
     *
     * @param summary what is seen while they are folded
     * @param values the settings, in the map's order
     * @return this
     */
    public ReportBuilder settings(String summary, Map<String, String> values) {
        return block(SettingsList.of(summary, values));
    }

    /**
     * Adds any block.
     *
     * @param block the block
     * @return this
     */
    public ReportBuilder block(Block block) {
        blocks.add(block);
        return this;
    }

    /**
     * Sets what made the report, for its footer.
     *
     * @param version the version of the program
     * @param command the command line
     * @return this
     */
    public ReportBuilder madeBy(String version, String command) {
        provenance = new Provenance(version, command);
        return this;
    }

    /**
     * The report.
     *
     * @return all that was added so far
     * @throws IllegalArgumentException if the title is blank
     */
    public Report build() {
        endSection();
        return new Report(title, lead, sections, provenance);
    }

    private void endSection() {
        if (!heading.isEmpty() || !blocks.isEmpty()) {
            sections.add(new Section(heading, blocks));
            blocks.clear();
        }
        heading = "";
    }
}
