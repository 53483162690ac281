package dmsb.experiments.figure;

import java.util.ArrayList;
import java.util.List;

/** The box of values that appears under the pointer. */
final class Tip {
    private static final double FONT = 11;
    private static final double ROW = 16;
    private static final double PAD = 8;
    private static final double SWATCH = 12;
    private static final double LONGEST = 190;

    private record Row(String classes, String name, String value) {}

    private final String heading;
    private final List<Row> rows = new ArrayList<>();

    Tip(String heading) {
        this.heading = TextWidth.fit(heading, FONT, LONGEST);
    }

    /** A row; blank classes for one without a dot of colour. */
    void add(String classes, String name, String value) {
        rows.add(new Row(classes, TextWidth.fit(name, FONT, LONGEST), value));
    }

    double height() {
        return 2 * PAD - 2 + ROW * (rows.size() + 1);
    }

    double width() {
        double widest = TextWidth.bold(heading, FONT);
        for (Row row : rows) {
            widest = Math.max(widest, SWATCH + TextWidth.of(row.name(), FONT) + 12 + TextWidth.of(row.value(), FONT));
        }
        return widest + 2 * PAD;
    }

    void draw(Canvas canvas, double left, double top) {
        double width = width();
        canvas.rect("tip", left, top, width, height());
        double y = top + PAD + 9;
        canvas.text("strong", left + PAD, y, heading);
        for (Row row : rows) {
            y += ROW;
            if (!row.classes().isEmpty()) {
                canvas.dot("fill " + row.classes(), left + PAD + 3.5, y - 4, 3.5, "");
            }
            canvas.text("soft", left + PAD + SWATCH, y, row.name());
            canvas.text("end", left + width - PAD, y, row.value());
        }
    }
}
