package dmsb.experiments.figure;

import java.util.ArrayList;
import java.util.List;

/**
 * What appears when the pointer is over a line chart: a vertical line at the nearest x and the values of all curves there.
 * Pure CSS: every x has an invisible column that shows its group while the pointer is on it. Past {@value #MOST} different
 * x, evenly spaced ones among them have a column.
 */
final class HoverColumns {
    static final int MOST = 120;

    private final LineChart chart;
    private final Plot plot;
    private final Canvas canvas;
    private final int decimals;

    HoverColumns(LineChart chart, Plot plot, Canvas canvas) {
        this.chart = chart;
        this.plot = plot;
        this.canvas = canvas;
        this.decimals = chart.decimals();
    }

    void draw() {
        double[] xs = thinned(chart.measured());
        for (int i = 0; i < xs.length; i++) {
            double from = i == 0 ? plot.left() : plot.px(0.5 * xs[i - 1] + 0.5 * xs[i]);
            double to = i == xs.length - 1 ? plot.right() : plot.px(0.5 * xs[i] + 0.5 * xs[i + 1]);
            column(xs[i], from, to);
        }
    }

    private void column(double x, double from, double to) {
        double at = plot.px(x);
        String heading = NumberText.significant(x, 6);
        Tip tip = new Tip(chart.xLabel().isBlank() ? heading : heading + " \u00b7 " + chart.xLabel());
        List<double[]> dots = new ArrayList<>();
        List<String> titles = new ArrayList<>();
        for (int s = 0; s < chart.series().size(); s++) {
            Series series = chart.series().get(s);
            int i = find(series, x);
            if (i >= 0) {
                String value = series.textAt(i);
                tip.add(chart.look(s).fill(), series.name(), series.textAt(i, decimals));
                if (chart.shows(series.y()[i])) {
                    dots.add(new double[] {s, plot.py(series.y()[i])});
                    titles.add(series.name() + " at " + heading + ": " + value);
                }
            }
        }
        canvas.group("hover");
        canvas.rect("hit", from, plot.top(), Math.max(0, to - from), plot.bottom() - plot.top());
        canvas.group("shown");
        canvas.line("cross", at, plot.top(), at, plot.bottom());
        for (int d = 0; d < dots.size(); d++) {
            double[] dot = dots.get(d);
            canvas.dot("dot " + chart.look((int) dot[0]).fill(), at, dot[1], 4, titles.get(d));
        }
        double room = canvas.width() - tip.width() - 1;
        boolean onTheRight = at < 0.5 * (plot.left() + plot.right());
        double left = onTheRight ? at + 12 : at - 12 - tip.width();
        tip.draw(canvas, Math.max(1, Math.min(room, left)), plot.top() + 6);
        canvas.endGroup();
        canvas.endGroup();
    }

    private static double[] thinned(double[] xs) {
        if (xs.length <= MOST) {
            return xs;
        }
        double[] chosen = new double[MOST];
        for (int i = 0; i < MOST; i++) {
            chosen[i] = xs[(int) ((long) i * (xs.length - 1) / (MOST - 1))];
        }
        return chosen;
    }

    /** The first drawable point of a series at x, or -1. */
    private static int find(Series series, double x) {
        double[] xs = series.x();
        for (int i = 0; i < xs.length; i++) {
            if (xs[i] == x && series.drawableAt(i)) {
                return i;
            }
        }
        return -1;
    }
}
