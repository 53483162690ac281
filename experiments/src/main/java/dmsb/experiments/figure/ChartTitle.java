package dmsb.experiments.figure;

import java.util.List;

/** The title of a chart, in as many lines as its width makes of it. */
final class ChartTitle {
    private static final double FONT = 15;
    private static final double ROW = 20;

    private final List<String> lines;

    ChartTitle(String title, ChartSize size) {
        this.lines = TextWidth.wrap(title, FONT, size.width());
    }

    /** How much room it takes above what comes next. */
    double height() {
        return ROW * lines.size() + 4;
    }

    void draw(Canvas canvas) {
        for (int i = 0; i < lines.size(); i++) {
            canvas.text("title", 0, ROW * (i + 1) - 5, lines.get(i));
        }
    }
}
