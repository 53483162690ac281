package dmsb.experiments.figure;

/**
 * What charts are drawn on: shapes at coordinates in CSS pixels from the upper left corner. Every shape names classes of
 * {@link ChartStyle}; a canvas says how they look.
 */
public abstract sealed class Canvas permits SvgCanvas, PdfCanvas {
    private final int width;

    Canvas(int width) {
        this.width = width;
    }

    final int width() {
        return width;
    }

    /** Whether the reader has a pointer: then there are titles, and values appear under it. */
    abstract boolean interactive();

    /** Opens the picture; {@link #end()} closes it. */
    abstract void begin(double height, String description);

    abstract void end();

    abstract void group(String classes);

    abstract void endGroup();

    /** What follows, until {@link #endClip}, is seen within a rectangle only. */
    abstract void clip(double x, double y, double w, double h);

    abstract void endClip();

    abstract void text(String classes, double x, double y, String text);

    /** Text, its end or a longer form of it in the given title. */
    abstract void text(String classes, double x, double y, String text, String title);

    /** Text with a quieter one behind it. */
    abstract void text(String classes, double x, double y, String text, double gap, String quiet);

    abstract void line(String classes, double x1, double y1, double x2, double y2);

    abstract void rect(String classes, double x, double y, double w, double h, String title);

    /** A path of M, L, H, V, v and Z. */
    abstract void path(String classes, CharSequence data, String title);

    abstract void dot(String classes, double x, double y, double radius, String title);

    final void rect(String classes, double x, double y, double w, double h) {
        rect(classes, x, y, w, h, "");
    }

    /** A capped line from one x to another. */
    final void whisker(double x1, double x2, double y, double cap) {
        path(
                "whisker",
                "M" + at(x1, y - cap) + "V" + px(y + cap) + "M" + at(x1, y) + "H" + px(x2) + "M" + at(x2, y - cap) + "V"
                        + px(y + cap),
                "");
    }

    static String at(double x, double y) {
        return px(x) + " " + px(y);
    }

    static String px(double length) {
        return MarkupWriter.px(length);
    }
}
