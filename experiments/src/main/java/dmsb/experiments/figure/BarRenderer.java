package dmsb.experiments.figure;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Lays out and draws one bar chart. */
final class BarRenderer {
    private static final double FONT = 12;
    private static final double TICK_FONT = 11;
    private static final double GROUP_ROW = 26;
    private static final double THICK = 16;

    private final BarChart chart;
    private final boolean wide;
    private final Canvas canvas;
    private final ChartTitle title;
    private final Map<String, Look> parts;
    private final Legend legend;
    private final int decimals;
    private final double names;
    private final Plot plot;

    BarRenderer(BarChart chart, ChartSize size, Canvas canvas) {
        this.chart = chart;
        this.wide = size == ChartSize.WIDE;
        this.canvas = canvas;
        this.title = new ChartTitle(chart.title(), size);
        this.parts = partLooks(chart);
        this.legend = new Legend(size.width());
        fillLegend();
        this.decimals = commonDecimals();
        double values = 0;
        double widestName = 0;
        for (Bar bar : chart.bars()) {
            values = Math.max(values, TextWidth.bold(value(bar), FONT));
            widestName = Math.max(widestName, TextWidth.bold(bar.name(), FONT));
        }
        this.names = Math.min(widestName, size.width() * (wide ? 0.36 : 0.75));
        double top = title.height() + legend.height() + 4;
        double left = wide ? names + 12 : 4;
        double right = size.width() - Math.max(values + 12, 14);
        this.plot = new Plot(left, top, right, top + rowsHeight(), axis(right - left), Axis.covering(Span.EMPTY, 1));
    }

    void draw() {
        double height = plot.bottom() + 24 + (chart.yLabel().isBlank() ? 0 : 18);
        canvas.begin(height, chart.description());
        title.draw(canvas);
        legend.draw(canvas, 0, title.height());
        drawMarks();
        drawAxis();
        forEachRow(this::drawBar);
        forEachRow(this::drawWhisker);
        if (canvas.interactive()) {
            forEachRow(this::drawTip);
        }
        canvas.end();
    }

    /** What is drawn for a bar, given the top of its row. */
    private interface RowAction {
        void at(Bar bar, double top);
    }

    private void forEachRow(RowAction action) {
        double y = plot.top();
        String group = "";
        for (Bar bar : chart.bars()) {
            if (!bar.group().equals(group)) {
                group = bar.group();
                y += group.isBlank() ? GROUP_ROW / 2 : GROUP_ROW;
            }
            action.at(bar, y);
            y += row();
        }
    }

    private double row() {
        return wide ? 26 : 40;
    }

    private double rowsHeight() {
        double height = chart.bars().isEmpty() ? 60 : 4;
        String group = "";
        for (Bar bar : chart.bars()) {
            if (!bar.group().equals(group)) {
                group = bar.group();
                height += group.isBlank() ? GROUP_ROW / 2 : GROUP_ROW;
            }
            height += row();
        }
        return height;
    }

    private double barTop(double top) {
        return wide ? top + 5 : top + 20;
    }

    private static Map<String, Look> partLooks(BarChart chart) {
        Map<String, Look> looks = new LinkedHashMap<>();
        chart.bars().stream()
                .flatMap(bar -> bar.parts().stream())
                .forEach(part -> looks.putIfAbsent(part.name(), part.look()));
        return looks;
    }

    private void fillLegend() {
        parts.forEach((name, look) -> legend.add(Legend.Sample.FILL, "fill " + look.fill(), name));
        if (!chart.interval().isBlank() && chart.bars().stream().anyMatch(Bar::hasInterval)) {
            legend.add(Legend.Sample.WHISKER, "", chart.interval());
        }
    }

    private String look(Part part) {
        return parts.getOrDefault(part.name(), part.look()).fill();
    }

    private int commonDecimals() {
        double largest = 0;
        for (Bar bar : chart.bars()) {
            largest = bar.drawable() ? Math.max(largest, Math.abs(bar.value())) : largest;
        }
        return NumberText.decimals(largest);
    }

    private String value(Bar bar) {
        return bar.drawable() ? NumberText.fixed(bar.value(), decimals) : NumberText.MISSING;
    }

    /** From zero, or to it, over every bar, part and interval. */
    private Axis axis(double width) {
        Span range = new Span(0, 0);
        for (Bar bar : chart.bars()) {
            if (bar.drawable()) {
                range = range.with(bar.value());
                double up = 0;
                double down = 0;
                for (Part part : bar.parts()) {
                    up += Math.max(0, part.value());
                    down += Math.min(0, part.value());
                }
                range = range.with(up).with(down);
            }
            if (bar.hasInterval()) {
                range = range.with(bar.low()).with(bar.high());
            }
        }
        if (range.low() == range.high()) {
            range = new Span(0, 1);
        }
        for (int steps = 8; steps > 1; steps--) {
            Axis axis = Axis.covering(range, steps);
            if (axis.ticks().size() * (axis.labelWidth(TICK_FONT) + 14) <= width) {
                return axis;
            }
        }
        return Axis.covering(range, 1);
    }

    private void drawMarks() {
        forEachRow((bar, top) -> {
            if (chart.marks(bar)) {
                canvas.rect("mark", 0, top, canvas.width(), row());
            }
        });
    }

    private void drawAxis() {
        Axis axis = plot.x();
        for (BigDecimal tick : axis.ticks()) {
            double at = plot.px(tick.doubleValue());
            canvas.line(tick.signum() == 0 ? "axis" : "grid", at, plot.top(), at, plot.bottom());
            canvas.text("tick middle", at, plot.bottom() + 16, axis.label(tick));
        }
        if (!chart.yLabel().isBlank()) {
            String label = TextWidth.fit(chart.yLabel() + axis.factor(), FONT, canvas.width());
            double half = TextWidth.of(label, FONT) / 2;
            double at = Math.max(half, Math.min(canvas.width() - half, (plot.left() + plot.right()) / 2));
            canvas.text("soft middle", at, plot.bottom() + 36, label);
        }
        if (chart.bars().isEmpty()) {
            double middle = (plot.left() + plot.right()) / 2;
            canvas.text("soft middle", middle, (plot.top() + plot.bottom()) / 2 + 4, "no data");
        }
        String group = "";
        List<String> headings = new ArrayList<>();
        for (Bar bar : chart.bars()) {
            headings.add(bar.group().equals(group) ? "" : bar.group());
            group = bar.group();
        }
        int[] i = {0};
        forEachRow((bar, top) -> {
            String heading = headings.get(i[0]++);
            if (!heading.isBlank()) {
                canvas.text("strong", 0, top - 7, TextWidth.fit(heading, FONT, canvas.width() * 0.9));
            }
        });
    }

    private void drawBar(Bar bar, double top) {
        double y = barTop(top);
        String weight = chart.marks(bar) ? "strong" : "";
        String shown = TextWidth.fitBold(bar.name(), FONT, names);
        String whole = shown.equals(bar.name()) ? "" : bar.name();
        if (wide) {
            canvas.text(("end " + weight).strip(), plot.left() - 10, y + 12, shown, whole);
        } else {
            canvas.text(weight, plot.left() + 4, y - 5, shown, whole);
        }
        canvas.text(("end " + weight).strip(), canvas.width() - 4, y + 12, value(bar));
        if (!bar.drawable()) {
            return;
        }
        String title = bar.name() + ": " + bar.text();
        if (bar.parts().isEmpty()) {
            boolean loud = chart.highlight().isBlank() || chart.marks(bar);
            piece("fill " + (loud ? Look.method(0).fill() : "plain"), 0, bar.value(), y, title);
        }
        double up = 0;
        double down = 0;
        for (Part part : bar.parts()) {
            double from = part.value() < 0 ? down : up;
            double to = from + part.value();
            String text = bar.name() + ", " + part.name() + ": " + NumberText.significant(part.value(), 4);
            piece("fill " + look(part), from, to, y, text);
            up = Math.max(up, to);
            down = Math.min(down, to);
        }
    }

    private void piece(String classes, double from, double to, double y, String title) {
        double a = plot.px(Math.min(from, to));
        double b = plot.px(Math.max(from, to));
        canvas.rect(classes, a, y, b - a, THICK, title);
    }

    /** The interval, and the value itself where parts of both signs hide it. */
    private void drawWhisker(Bar bar, double top) {
        if (bar.drawable() && bar.parts().stream().anyMatch(part -> part.value() < 0)) {
            String title = bar.name() + ": " + NumberText.significant(bar.value(), 4);
            canvas.dot("net", plot.px(bar.value()), barTop(top) + THICK / 2, 3.5, title);
        }
        if (bar.hasInterval()) {
            canvas.whisker(plot.px(bar.low()), plot.px(bar.high()), barTop(top) + THICK / 2, 4);
        }
    }

    private void drawTip(Bar bar, double top) {
        if (!bar.drawable()) {
            return;
        }
        Tip tip = new Tip(bar.name());
        tip.add("", bar.parts().isEmpty() ? "value" : "total", NumberText.significant(bar.value(), 4));
        if (bar.hasInterval()) {
            String name = chart.interval().isBlank() ? "interval" : chart.interval();
            tip.add("", name, NumberText.interval(bar.low(), bar.high(), 4));
        }
        for (Part part : bar.parts()) {
            String classes = look(part);
            tip.add(classes, part.name(), NumberText.significant(part.value(), 4));
        }
        canvas.group("hover");
        canvas.rect("hit", 0, top, canvas.width(), row());
        canvas.group("shown");
        double above = top - tip.height() - 2;
        double y = above >= 0 ? above : top + row() + 2;
        double left = Math.min(plot.px(bar.value()) + 10, canvas.width() - tip.width() - 1);
        tip.draw(canvas, Math.max(1, left), y);
        canvas.endGroup();
        canvas.endGroup();
    }
}
