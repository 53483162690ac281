package dmsb.experiments.figure;

/** One series on a plot: its band, its line broken at the gaps, and dots where a line would not show or points are few. */
final class Curve {
    private final Series series;
    private final Look look;
    private final double[] x;
    private final double[] y;

    Curve(Series series, Look look) {
        this.series = series;
        this.look = look;
        this.x = series.x();
        this.y = series.y();
    }

    void drawBand(Canvas canvas, Plot plot, String interval) {
        double[] low = series.low();
        double[] high = series.high();
        StringBuilder d = new StringBuilder();
        int i = 0;
        while (i < x.length) {
            int from = i;
            while (i < x.length && series.bandAt(i)) {
                i++;
            }
            for (int k = from; k < i; k++) {
                d.append(k == from ? 'M' : 'L').append(Canvas.at(plot.px(x[k]), plot.py(high[k])));
            }
            for (int k = i - 1; k >= from; k--) {
                d.append('L').append(Canvas.at(plot.px(x[k]), plot.py(low[k])));
            }
            if (i > from) {
                d.append('Z');
            }
            i++;
        }
        if (d.length() > 0) {
            canvas.path("band " + look.fill(), d, series.name() + ": " + (interval.isBlank() ? "band" : interval));
        }
    }

    void drawLine(Canvas canvas, Plot plot, int mostMarked) {
        StringBuilder d = new StringBuilder();
        int drawn = 0;
        for (int i = 0; i < x.length; i++) {
            if (series.drawableAt(i)) {
                boolean starts = i == 0 || !series.drawableAt(i - 1);
                d.append(starts ? 'M' : 'L').append(Canvas.at(plot.px(x[i]), plot.py(y[i])));
                drawn++;
            }
        }
        if (drawn == 0) {
            return;
        }
        canvas.path("line " + look.line(), d, series.name() + ": " + series.textAt(series.last()));
        for (int i = 0; i < x.length; i++) {
            if (series.drawableAt(i) && (drawn <= mostMarked || alone(i))) {
                String title = series.name() + " at " + NumberText.significant(x[i], 6) + ": " + series.textAt(i);
                canvas.dot("dot " + look.fill(), plot.px(x[i]), plot.py(y[i]), 3, title);
            }
        }
    }

    private boolean alone(int i) {
        return (i == 0 || !series.drawableAt(i - 1)) && (i == x.length - 1 || !series.drawableAt(i + 1));
    }
}
