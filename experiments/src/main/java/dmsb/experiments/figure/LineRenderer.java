package dmsb.experiments.figure;

import java.math.BigDecimal;
import java.util.List;

/** Lays out and draws one line chart. */
final class LineRenderer {
    private static final double TITLE_FONT = 15;
    private static final double TITLE_ROW = 20;
    private static final double TICK_FONT = 11;
    private static final int MOST_DIRECT = 6;
    private static final int MOST_MARKED = 25;

    private final LineChart chart;
    private final ChartSize size;
    private final Canvas canvas;
    private final List<String> title;
    private final Legend legend;
    private final EndLabels labels = new EndLabels();
    private final Plot plot;

    LineRenderer(LineChart chart, ChartSize size, MarkupWriter out) {
        this.chart = chart;
        this.size = size;
        this.canvas = new Canvas(out, size.width());
        this.title = TextWidth.wrap(chart.title(), TITLE_FONT, size.width());
        this.legend = new Legend(size.width());
        Axis y = Axis.covering(chart.yRange(), size == ChartSize.WIDE ? 6 : 5);
        boolean direct = direct();
        fillLegend(direct);
        double top = titleHeight() + legend.height() + (chart.yLabel().isBlank() ? 8 : 28);
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
        for (int i = 0; i < title.size(); i++) {
            canvas.text("title", 0, TITLE_ROW * (i + 1) - 5, title.get(i));
        }
        legend.draw(canvas, 0, titleHeight());
        drawAxes();
        drawReferences();
        if (chart.yRange().isEmpty()) {
            canvas.text("soft middle", (plot.left() + plot.right()) / 2, (plot.top() + plot.bottom()) / 2, "no data");
        }
        List<Series> series = chart.series();
        for (int s = series.size() - 1; s >= 0; s--) {
            new Curve(series.get(s), ChartStyle.series(s)).drawBand(canvas, plot, chart.interval());
        }
        for (int s = series.size() - 1; s >= 0; s--) {
            new Curve(series.get(s), ChartStyle.series(s)).drawLine(canvas, plot, MOST_MARKED);
        }
        labels.draw(canvas, plot.right(), plot.top(), plot.bottom());
        new HoverColumns(chart, plot, canvas).draw();
        canvas.end();
    }

    private double titleHeight() {
        return TITLE_ROW * title.size() + 4;
    }

    private String text(double value) {
        return NumberText.fixed(value, chart.decimals());
    }

    private boolean direct() {
        int lines = chart.series().size() + chart.references().size();
        return size == ChartSize.WIDE
                && chart.series().size() <= MOST_DIRECT
                && EndLabels.fit(lines, size.plotHeight());
    }

    private void fillLegend(boolean direct) {
        boolean band = false;
        for (int s = 0; s < chart.series().size(); s++) {
            Series series = chart.series().get(s);
            band |= series.hasBand();
            if (!direct || series.last() < 0) {
                String name = series.last() < 0 ? series.name() + " (no data)" : series.name();
                legend.add(Legend.Sample.LINE, "line " + ChartStyle.series(s), name);
            }
        }
        for (int r = 0; r < chart.references().size(); r++) {
            Reference line = chart.references().get(r);
            if (!direct || !line.drawable()) {
                String value = line.drawable() ? text(line.value()) : "(no data)";
                legend.add(Legend.Sample.LINE, ChartStyle.reference(r), line.name() + " " + value);
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
            if (last >= 0) {
                double value = series.y()[last];
                labels.add(series.name(), text(value), "strong", "s" + s, y.position(value, bottom, top));
            }
        }
        for (Reference line : chart.references()) {
            if (line.drawable()) {
                labels.add(line.name(), text(line.value()), "soft", "quiet", y.position(line.value(), bottom, top));
            }
        }
    }

    /** The axis with the most ticks whose labels stand apart. */
    private Axis xAxis(double width) {
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
                canvas.path(ChartStyle.reference(r), d, line.name() + ": " + NumberText.significant(line.value(), 4));
            }
        }
    }
}
