package dmsb.experiments.figure;

import java.math.BigDecimal;
import java.util.List;

/** Lays out and draws one line chart. */
final class LineRenderer {
    private static final double TICK_FONT = 11;
    private static final int MOST_DIRECT = 6;
    private static final int MOST_MARKED = 25;
    private static final int MOST_TICKS = 9;

    private final LineChart chart;
    private final ChartSize size;
    private final Canvas canvas;
    private final ChartTitle title;
    private final Legend legend;
    private final EndLabels labels = new EndLabels();
    private final Plot plot;

    LineRenderer(LineChart chart, ChartSize size, Canvas canvas) {
        this.chart = chart;
        this.size = size;
        this.canvas = canvas;
        this.title = new ChartTitle(chart.title(), size);
        this.legend = new Legend(size.width());
        Axis y = yAxis(size == ChartSize.WIDE ? 6 : 5);
        boolean direct = direct();
        fillLegend(direct);
        double top = title.height() + legend.height() + (chart.yLabel().isBlank() ? 8 : 28);
        double bottom = top + size.plotHeight();
        double left = y.labelWidth(TICK_FONT) + 8;
        if (direct) {
            addLabels(y, top, bottom);
        }
        double widestTick = Axis.within(chart.xRange(), 8).labelWidth(TICK_FONT);
        double right = size.width() - Math.max(labels.width(), widestTick / 2 + 1);
        this.plot = new Plot(left, top, right, bottom, xAxis(right - left), y);
    }

    void draw() {
        double height = plot.bottom() + 22 + (chart.xLabel().isBlank() ? 0 : 20);
        canvas.begin(height, chart.description());
        title.draw(canvas);
        legend.draw(canvas, 0, title.height());
        drawAxes();
        if (chart.yRange().isEmpty()) {
            canvas.text("soft middle", (plot.left() + plot.right()) / 2, (plot.top() + plot.bottom()) / 2, "no data");
        }
        if (chart.isEnlarged()) {
            canvas.clip(plot.left(), plot.top(), plot.right() - plot.left(), plot.bottom() - plot.top());
        }
        drawReferences();
        List<Series> series = chart.series();
        for (int s = series.size() - 1; s >= 0; s--) {
            new Curve(series.get(s), chart.look(s)).drawBand(canvas, plot, chart.interval());
        }
        for (int s = series.size() - 1; s >= 0; s--) {
            new Curve(series.get(s), chart.look(s)).drawLine(canvas, plot, MOST_MARKED);
        }
        if (chart.isEnlarged()) {
            canvas.endClip();
        }
        labels.draw(canvas, plot.right(), plot.top(), plot.bottom());
        if (canvas.interactive()) {
            new HoverColumns(chart, plot, canvas).draw();
        }
        canvas.end();
    }

    private String text(double value) {
        return NumberText.fixed(value, chart.decimals());
    }

    private boolean direct() {
        long curves = chart.series().stream().filter(chart::shows).count();
        long lines = chart.references().stream()
                .filter(line -> chart.shows(line.value()))
                .count();
        return size == ChartSize.WIDE && curves <= MOST_DIRECT && EndLabels.fit(curves + lines, size.plotHeight());
    }

    private void fillLegend(boolean direct) {
        boolean band = false;
        for (int s = 0; s < chart.series().size(); s++) {
            Series series = chart.series().get(s);
            if (!chart.shows(series)) {
                continue;
            }
            band |= series.hasBand();
            if (!direct || !labelled(series)) {
                String name = series.last() < 0 ? series.name() + " (no data)" : series.name();
                legend.add(Legend.Sample.LINE, "line " + chart.look(s).line(), name);
            }
        }
        for (int r = 0; r < chart.references().size(); r++) {
            Reference line = chart.references().get(r);
            if (chart.shows(line.value()) && (!direct || !line.drawable())) {
                String value = line.drawable() ? text(line.value()) : "(no data)";
                legend.add(Legend.Sample.LINE, "reference " + line.look().line(), line.name() + " " + value);
            }
        }
        if (band && !chart.interval().isBlank()) {
            legend.add(Legend.Sample.BAND, "band quiet", chart.interval());
        }
    }

    private void addLabels(Axis y, double top, double bottom) {
        for (int s = 0; s < chart.series().size(); s++) {
            Series series = chart.series().get(s);
            int last = series.last();
            if (labelled(series)) {
                double value = series.y()[last];
                labels.add(series.name(), text(value), "strong", chart.look(s).fill(), y.position(value, bottom, top));
            }
        }
        for (Reference line : chart.references()) {
            if (line.drawable() && chart.shows(line.value())) {
                labels.add(
                        line.name(),
                        text(line.value()),
                        "soft",
                        "quiet " + line.look().fill(),
                        y.position(line.value(), bottom, top));
            }
        }
    }

    /** Whether a curve's name stands at its end. */
    private boolean labelled(Series series) {
        int last = series.last();
        return last >= 0 && chart.shows(series.y()[last]);
    }

    private Axis yAxis(int steps) {
        return chart.isEnlarged()
                ? Axis.within(new Span(chart.lowest(), chart.highest()), steps)
                : Axis.covering(chart.yRange(), steps);
    }

    /** The axis with ticks where something was measured, if these are few; else that with the most ticks whose labels stand apart. */
    private Axis xAxis(double width) {
        double[] measured = chart.measured();
        if (measured.length > 1 && measured.length <= MOST_TICKS) {
            Axis axis = Axis.at(measured);
            if (axis.apart(width, TICK_FONT, 14)) {
                return axis;
            }
        }
        for (int steps = 8; steps > 1; steps--) {
            Axis axis = Axis.within(chart.xRange(), steps);
            if (axis.ticks().size() * (axis.labelWidth(TICK_FONT) + 14) <= width) {
                return axis;
            }
        }
        return Axis.within(chart.xRange(), 1);
    }

    private void drawAxes() {
        Axis x = plot.x();
        Axis y = plot.y();
        if (!chart.yLabel().isBlank()) {
            canvas.text("soft", 0, plot.top() - 12, TextWidth.fit(chart.yLabel() + y.factor(), 12, size.width()));
        }
        for (BigDecimal tick : y.ticks()) {
            double at = plot.py(tick.doubleValue());
            canvas.line("grid", plot.left(), at, plot.right(), at);
            canvas.text("tick end", plot.left() - 7, at + 4, y.label(tick));
        }
        canvas.line("axis", plot.left(), plot.bottom(), plot.right(), plot.bottom());
        for (BigDecimal tick : x.ticks()) {
            double at = plot.px(tick.doubleValue());
            canvas.line("axis", at, plot.bottom(), at, plot.bottom() + 5);
            canvas.text("tick middle", at, plot.bottom() + 18, x.label(tick));
        }
        if (!chart.xLabel().isBlank()) {
            String label = TextWidth.fit(chart.xLabel() + x.factor(), 12, size.width());
            double middle = (plot.left() + plot.right()) / 2;
            double half = TextWidth.of(label, 12) / 2;
            double at = Math.max(half, Math.min(size.width() - half, middle));
            canvas.text("soft middle", at, plot.bottom() + 38, label);
        }
    }

    private void drawReferences() {
        for (int r = 0; r < chart.references().size(); r++) {
            Reference line = chart.references().get(r);
            if (line.drawable()) {
                double at = plot.py(line.value());
                String d = "M" + Canvas.at(plot.left(), at) + "H" + Canvas.px(plot.right());
                canvas.path(
                        "reference " + line.look().line(),
                        d,
                        line.name() + ": " + NumberText.significant(line.value(), 4));
            }
        }
    }
}
