package dmsb.experiments.figure;

import dmsb.core.argument.Require;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/**
 * Curves over a common axis, such as a learner's surplus over its updates.
 *
 * @param title what the chart shows
 * @param xLabel what the horizontal axis measures, with its unit
 * @param yLabel what the vertical axis measures, with its unit
 * @param series the curves, the most important first; it is drawn on top
 * @param references horizontal lines
 * @param interval what the bands are, such as "95 % interval"; blank says nothing
 * @param lowest where the vertical axis begins, what is below being cut off; NaN to begin where the values do
 * @param highest where it ends; NaN to end where the values do
 */
public record LineChart(
        String title,
        String xLabel,
        String yLabel,
        List<Series> series,
        List<Reference> references,
        String interval,
        double lowest,
        double highest)
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
     * @param lowest where the vertical axis begins, what is below being cut off; NaN to begin where the values do
     * @param highest where it ends; NaN to end where the values do
     * @throws IllegalArgumentException if the title is blank, or the axis ends where it begins or before
     */
    public LineChart {
        Require.notBlank("chart title", title);
        series = List.copyOf(series);
        references = List.copyOf(references);
        if (lowest >= highest) {
            throw Require.refusal("vertical axis of '" + title + "'", "lowest < highest", lowest + " and " + highest);
        }
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
        this(title, xLabel, yLabel, series, List.of(), "", Double.NaN, Double.NaN);
    }

    /**
     * The same chart with one more horizontal line.
     *
     * @param name what it is the value of
     * @param value its value
     * @return a new chart
     */
    public LineChart withReference(String name, double value) {
        int index = references.size();
        return withReference(name, value, new Look(Look.Ink.CEILING, (index + 1) % Look.DASHES));
    }

    /**
     * The same chart with one more horizontal line.
     *
     * @param name what it is the value of
     * @param value its value
     * @param look its colour and dash
     * @return a new chart
     */
    public LineChart withReference(String name, double value, Look look) {
        List<Reference> more = new ArrayList<>(references);
        more.add(new Reference(name, value, look));
        return new LineChart(title, xLabel, yLabel, series, more, interval, lowest, highest);
    }

    /**
     * The same chart with its bands explained.
     *
     * @param name what the bands are, such as "95 % interval" or "range over 3 seeds"
     * @return a new chart
     */
    public LineChart withInterval(String name) {
        return new LineChart(title, xLabel, yLabel, series, references, name, lowest, highest);
    }

    /**
     * A part of the same chart, seen from near: what is above or below is cut off.
     *
     * @param newTitle what the part shows
     * @param from where the vertical axis begins
     * @param to where it ends
     * @return a new chart
     */
    public LineChart enlarged(String newTitle, double from, double to) {
        return new LineChart(newTitle, xLabel, yLabel, series, references, interval, from, to);
    }

    boolean isEnlarged() {
        return !Double.isNaN(lowest);
    }

    /** Whether a value is on the vertical axis. */
    boolean shows(double y) {
        return !(y < lowest || y > highest);
    }

    /** Whether any of a curve, or its lack of points, is to be seen on the vertical axis. */
    boolean shows(Series curve) {
        double[] y = curve.y();
        for (int i = 0; i < y.length; i++) {
            if (curve.drawableAt(i) && shows(y[i])) {
                return true;
            }
        }
        return curve.last() < 0;
    }

    /** The look of a curve: its own, or that of its place. */
    Look look(int index) {
        return Objects.requireNonNullElse(series.get(index).look(), Look.method(index));
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

    /** Where anything was measured, rising, each place once. */
    double[] measured() {
        return series.stream()
                .flatMapToDouble(curve -> Arrays.stream(curve.x()))
                .map(x -> x + 0.0) // one zero, not two
                .sorted()
                .distinct()
                .toArray();
    }

    /** Everything on the vertical axis: curves, bands and references. */
    Span yRange() {
        Span range = Span.EMPTY;
        for (Series curve : series) {
            double[][] columns = {curve.y(), curve.low(), curve.high()};
            for (double[] column : columns) {
                for (double y : column) {
                    range = shows(y) ? range.with(y) : range;
                }
            }
        }
        for (Reference line : references) {
            range = shows(line.value()) ? range.with(line.value()) : range;
        }
        return isEnlarged() ? range.with(lowest).with(highest) : range;
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
    public void drawOn(Canvas canvas, ChartSize size) {
        new LineRenderer(this, size, canvas).draw();
    }

    @Override
    public String csv() {
        ChartCsv csv = new ChartCsv("series", "x", "y", "low", "high");
        for (Series curve : series) {
            double[] x = curve.x();
            double[] y = curve.y();
            double[] low = curve.low();
            double[] high = curve.high();
            for (int i = 0; i < x.length; i++) {
                csv.row(curve.name())
                        .number(x[i])
                        .number(y[i])
                        .number(curve.hasBand() ? low[i] : Double.NaN)
                        .number(curve.hasBand() ? high[i] : Double.NaN);
            }
        }
        for (Reference line : references) {
            csv.row(line.name())
                    .number(Double.NaN)
                    .number(line.value())
                    .number(Double.NaN)
                    .number(Double.NaN);
        }
        return csv.text();
    }
}
