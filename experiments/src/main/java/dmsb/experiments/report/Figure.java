package dmsb.experiments.report;

import dmsb.experiments.figure.Chart;
import java.util.List;

/**
 * One or more charts with one caption; the report numbers it.
 *
 * @param charts what is shown, from the top
 * @param caption what the reader should see in it, without markup
 */
public record Figure(List<Chart> charts, String caption) implements Block {
    /**
     * Checks and copies.
     *
     * @param charts what is shown, from the top
     * @param caption what the reader should see in it, without markup
     * @throws IllegalArgumentException if there is no chart
     */
    public Figure {
        charts = List.copyOf(charts);
        if (charts.isEmpty()) {
            throw new IllegalArgumentException("charts of figure '" + caption + "': expected at least one, got none");
        }
    }

    /**
     * A figure of one chart.
     *
     * @param chart what is shown
     * @param caption what the reader should see in it, without markup
     */
    public Figure(Chart chart, String caption) {
        this(List.of(chart), caption);
    }
}
