package dmsb.experiments.figure;

import java.util.ArrayList;
import java.util.List;

/** Names beside samples of what they stand for, in as many rows as they need. */
final class Legend {
    static final double FONT = 12;

    private static final double ROW = 19;
    private static final double SWATCH = 20;
    private static final double GAP = 16;

    /** How a sample is drawn. */
    enum Sample {
        LINE,
        FILL,
        BAND,
        WHISKER
    }

    private record Entry(Sample sample, String classes, String name, double x, int row) {}

    private final double width;
    private final List<Entry> entries = new ArrayList<>();
    private double x;
    private int row;

    Legend(double width) {
        this.width = width;
    }

    void add(Sample sample, String classes, String name) {
        String shown = TextWidth.fit(name, FONT, width - SWATCH - 6);
        double needed = SWATCH + 6 + TextWidth.of(shown, FONT);
        if (x > 0 && x + needed > width) {
            x = 0;
            row++;
        }
        entries.add(new Entry(sample, classes, shown, x, row));
        x += needed + GAP;
    }

    double height() {
        return entries.isEmpty() ? 0 : (row + 1) * ROW + 4;
    }

    void draw(Canvas canvas, double left, double top) {
        for (Entry entry : entries) {
            double x0 = left + entry.x();
            double middle = top + entry.row() * ROW + ROW / 2;
            switch (entry.sample()) {
                case LINE -> canvas.line(entry.classes(), x0, middle, x0 + SWATCH, middle);
                case FILL -> canvas.rect(entry.classes(), x0 + 4, middle - 6, 12, 12);
                case BAND -> canvas.rect(entry.classes(), x0, middle - 5, SWATCH, 10);
                case WHISKER -> canvas.whisker(x0, x0 + SWATCH, middle, 3);
            }
            canvas.text("soft", x0 + SWATCH + 6, middle + 4, entry.name());
        }
    }
}
