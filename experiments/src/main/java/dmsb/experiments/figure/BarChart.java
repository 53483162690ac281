package dmsb.experiments.figure;

import dmsb.core.argument.Require;
import java.util.List;

/**
 * Bars side by side, such as the surplus of every rule. They lie, so that long names stay readable, and they start at
 * zero, so that their lengths may be compared.
 *
 * @param title what the chart shows
 * @param yLabel what the bars measure, with the unit
 * @param bars the bars, from the top
 * @param highlight the name of the bars to be marked, blank for none
 * @param interval what the intervals are, such as "95 % interval"; blank says nothing
 */
public record BarChart(String title, String yLabel, List<Bar> bars, String highlight, String interval)
        implements Chart {
    /**
     * Checks the title and copies the list.
     *
     * @param title what the chart shows
     * @param yLabel what the bars measure, with the unit
     * @param bars the bars, from the top
     * @param highlight the name of the bars to be marked, blank for none
     * @param interval what the intervals are, such as "95 % interval"; blank says nothing
     * @throws IllegalArgumentException if the title is blank
     */
    public BarChart {
        Require.notBlank("chart title", title);
        bars = List.copyOf(bars);
    }

    /**
     * Bars of which none is marked.
     *
     * @param title what the chart shows
     * @param yLabel what the bars measure, with the unit
     * @param bars the bars, from the top
     */
    public BarChart(String title, String yLabel, List<Bar> bars) {
        this(title, yLabel, bars, "", "");
    }

    /**
     * The same chart with the bars of one name marked.
     *
     * @param name the name of the bars
     * @return a new chart
     */
    public BarChart withHighlight(String name) {
        return new BarChart(title, yLabel, bars, name, interval);
    }

    /**
     * The same chart with its intervals explained.
     *
     * @param name what the intervals are, such as "95 % interval"
     * @return a new chart
     */
    public BarChart withInterval(String name) {
        return new BarChart(title, yLabel, bars, highlight, name);
    }

    boolean marks(Bar bar) {
        return !highlight.isBlank() && highlight.equals(bar.name());
    }

    @Override
    public String description() {
        StringBuilder text = new StringBuilder("Bar chart: ").append(title).append(". ");
        text.append(yLabel).append('.');
        String group = "";
        for (Bar bar : bars) {
            if (!bar.group().equals(group)) {
                group = bar.group();
                text.append(group.isBlank() ? "" : " " + group + ":");
            }
            text.append(' ').append(bar.name()).append(": ");
            text.append(bar.drawable() ? bar.text() : "no data").append('.');
        }
        return text.toString();
    }

    @Override
    public void drawOn(Canvas canvas, ChartSize size) {
        new BarRenderer(this, size, canvas).draw();
    }

    @Override
    public String csv() {
        ChartCsv csv = new ChartCsv("group", "bar", "part", "value", "low", "high");
        for (Bar bar : bars) {
            csv.row(bar.group(), bar.name(), "")
                    .number(bar.value())
                    .number(bar.low())
                    .number(bar.high());
            for (Part part : bar.parts()) {
                csv.row(bar.group(), bar.name(), part.name())
                        .number(part.value())
                        .number(Double.NaN)
                        .number(Double.NaN);
            }
        }
        return csv.text();
    }
}
