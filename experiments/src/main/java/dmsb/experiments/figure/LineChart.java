package dmsb.experiments.figure;

import dmsb.core.argument.Require;
import java.util.ArrayList;
import java.util.List;

/**
 * Curves over a common axis, such as a learner's surplus over its updates.
 *
 * @param title what the chart shows
 * @param xLabel what the horizontal axis measures, with its unit
 * @param yLabel what the vertical axis measures, with its unit
 * @param series the curves, the most important first; it is drawn on top
 * @param references horizontal lines
 * @param interval what the bands are, such as "95 % interval"; blank says nothing
 */
public record LineChart(
        String title, String xLabel, String yLabel, List<Series> series, List<Reference> references, String interval)
        implements Chart {
    /**
     * Checks the title and copies the lists.
     *
     * @param title what the chart shows
     * @param xLabel what the horizontal axis measures, with its unit
     * @param yLabel what the vertical axis measures, with its unit
     * @param series the curves, the most important first; it is drawn on top
     * @param references horizontal lines
     * @param interval what the bands are, such as "95 % interval"; blank says nothing
     * @throws IllegalArgumentException if the title is blank
     */
    public LineChart {
        Require.notBlank("chart title", title);
        series = List.copyOf(series);
        references = List.copyOf(references);
    }

    /**
     * Curves without references.
     *
     * @param title what the chart shows
     * @param xLabel what the horizontal axis measures, with its unit
     * @param yLabel what the vertical axis measures, with its unit
     * @param series the curves
     */
    public LineChart(String title, String xLabel, String yLabel, List<Series> series) {
        this(title, xLabel, yLabel, series, List.of(), "");
    }

    /**
     * The same chart with one more horizontal line.
     *
     * @param name what it is the value of
     * @param value its value
     * @return a new chart
     */
    public LineChart withReference(String name, double value) {
        List<Reference> more = new ArrayList<>(references);
        more.add(new Reference(name, value));
        return new LineChart(title, xLabel, yLabel, series, more, interval);
    }

    /**
     * The same chart with its bands explained.
     *
     * @param name what the bands are, such as "95 % interval" or "range over 3 seeds"
     * @return a new chart
     */
    public LineChart withInterval(String name) {
        return new LineChart(title, xLabel, yLabel, series, references, name);
    }

    Span xRange() {
        Span range = Span.EMPTY;
        for (Series curve : series) {
            for (double x : curve.x()) {
                range = range.with(x);
            }
        }
        return range;
    }

    /** Everything on the vertical axis: curves, bands and references. */
    Span yRange() {
        Span range = Span.EMPTY;
        for (Series curve : series) {
            double[][] columns = {curve.y(), curve.low(), curve.high()};
            for (double[] column : columns) {
                for (double y : column) {
                    range = range.with(y);
                }
            }
        }
        for (Reference line : references) {
            range = range.with(line.value());
        }
        return range;
    }

    /** As many decimals as the values of the chart are read with, the same for all. */
    int decimals() {
        Span range = yRange();
        return range.isEmpty() ? 0 : NumberText.decimals(Math.max(Math.abs(range.low()), Math.abs(range.high())));
    }

    @Override
    public String description() {
        StringBuilder text = new StringBuilder("Line chart: ").append(title).append(". ");
        text.append(yLabel).append(" over ").append(xLabel).append('.');
        for (Series curve : series) {
            int last = curve.last();
            text.append(' ').append(curve.name()).append(": ");
            if (last < 0) {
                text.append("no data.");
            } else {
                text.append(curve.textAt(last)).append(" at ");
                text.append(NumberText.significant(curve.x()[last], 6)).append('.');
            }
        }
        for (Reference line : references) {
            text.append(' ').append(line.name()).append(": ");
            text.append(NumberText.significant(line.value(), 4)).append(" throughout.");
        }
        return text.toString();
    }

    @Override
    public void draw(MarkupWriter out, ChartSize size) {
        new LineRenderer(this, size, out).draw();
    }
}
