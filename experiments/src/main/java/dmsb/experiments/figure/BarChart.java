package dmsb.experiments.figure;

import dmsb.core.argument.Require;
import java.util.ArrayList;
import java.util.List;

/**
 * Bars side by side, such as the surplus of every rule. They lie, so that long names stay readable, and they start at
 * zero, so that their lengths may be compared.
 *
 * @param title what the chart shows
 * @param yLabel what the bars measure, with the unit
 * @param bars the bars, from the top
 * @param references lines across all bars
 * @param highlight the name of the bars to be marked, blank for none
 * @param interval what the intervals are, such as "95 % interval"; blank says nothing
 * @param look the colour of plain bars, if some are marked that of these
 */
public record BarChart(
        String title,
        String yLabel,
        List<Bar> bars,
        List<Reference> references,
        String highlight,
        String interval,
        Look look)
        implements Chart {
    /**
     * Checks the title and copies the lists.
     *
     * @param title what the chart shows
     * @param yLabel what the bars measure, with the unit
     * @param bars the bars, from the top
     * @param references lines across all bars
     * @param highlight the name of the bars to be marked, blank for none
     * @param interval what the intervals are, such as "95 % interval"; blank says nothing
     * @param look the colour of plain bars, if some are marked that of these
     * @throws IllegalArgumentException if the title is blank
     */
    public BarChart {
        Require.notBlank("chart title", title);
        bars = List.copyOf(bars);
        references = List.copyOf(references);
    }

    /**
     * Bars without references, none of them marked.
     *
     * @param title what the chart shows
     * @param yLabel what the bars measure, with the unit
     * @param bars the bars, from the top
     */
    public BarChart(String title, String yLabel, List<Bar> bars) {
        this(title, yLabel, bars, List.of(), "", "", Look.method(0));
    }

    /**
     * The same chart with one more line across the bars.
     *
     * @param name what it is the value of
     * @param value its value
     * @return a new chart
     */
    public BarChart withReference(String name, double value) {
        List<Reference> more = new ArrayList<>(references);
        more.add(new Reference(name, value, new Look(Look.Ink.CEILING, (references.size() + 1) % Look.DASHES)));
        return new BarChart(title, yLabel, bars, more, highlight, interval, look);
    }

    /**
     * The same chart with the bars of one name marked.
     *
     * @param name the name of the bars
     * @return a new chart
     */
    public BarChart withHighlight(String name) {
        return new BarChart(title, yLabel, bars, references, name, interval, look);
    }

    /**
     * The same chart with its intervals explained.
     *
     * @param name what the intervals are, such as "95 % interval"
     * @return a new chart
     */
    public BarChart withInterval(String name) {
        return new BarChart(title, yLabel, bars, references, highlight, name, look);
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
        for (Reference line : references) {
            text.append(' ').append(line.name()).append(": ");
            text.append(NumberText.significant(line.value(), 4)).append('.');
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
        for (Reference line : references) {
            csv.row("", line.name(), "").number(line.value()).number(Double.NaN).number(Double.NaN);
        }
        return csv.text();
    }
}
