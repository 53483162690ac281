package dmsb.experiments.figure;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Names at the right ends of lines, moved apart where they would collide. */
final class EndLabels {
    private static final double FONT = 12;
    private static final double ROW = 15;
    private static final double LEAD = 22;
    private static final double LONGEST = 175;

    private record Label(String name, String value, String classes, String leadClasses, double y) {
        double width() {
            return TextWidth.bold(name, FONT) + 6 + TextWidth.bold(value, FONT);
        }
    }

    private final List<Label> labels = new ArrayList<>();

    /** A name with the value it ends at, at height y. */
    void add(String name, String value, String classes, String leadClasses, double y) {
        double room = LONGEST - TextWidth.of(value, FONT);
        labels.add(new Label(TextWidth.fit(name, FONT, room), value, classes, leadClasses, y));
    }

    /** The room needed to the right of the plot. */
    double width() {
        double widest = 0;
        for (Label label : labels) {
            widest = Math.max(widest, label.width());
        }
        return labels.isEmpty() ? 0 : LEAD + 3 + widest;
    }

    /** Whether so many labels fit beside a plot of the given height. */
    static boolean fit(long count, double height) {
        return count * ROW <= height + ROW;
    }

    void draw(Canvas canvas, double right, double top, double bottom) {
        List<Label> sorted = new ArrayList<>(labels);
        sorted.sort(Comparator.comparingDouble(Label::y));
        double[] y = new double[sorted.size()];
        double free = top;
        for (int i = 0; i < y.length; i++) {
            y[i] = Math.max(free, sorted.get(i).y());
            free = y[i] + ROW;
        }
        double limit = bottom;
        for (int i = y.length - 1; i >= 0; i--) {
            y[i] = Math.min(y[i], limit);
            limit = y[i] - ROW;
        }
        for (int i = 0; i < y.length; i++) {
            Label label = sorted.get(i);
            String d = "M" + Canvas.at(right + 2, label.y()) + "L" + Canvas.at(right + LEAD - 2, y[i]);
            canvas.path("lead " + label.leadClasses(), d, "");
            canvas.text(label.classes(), right + LEAD + 1, y[i] + 4, label.name(), 6, label.value());
        }
    }
}
