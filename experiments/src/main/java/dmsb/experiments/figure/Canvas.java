package dmsb.experiments.figure;

/** The shapes that charts are made of, at coordinates in CSS pixels from the upper left corner. */
final class Canvas {
    private final MarkupWriter out;
    private final int width;

    Canvas(MarkupWriter out, int width) {
        this.out = out;
        this.width = width;
    }

    int width() {
        return width;
    }

    MarkupWriter out() {
        return out;
    }

    /** Opens the picture; {@link #end()} closes it. */
    void begin(double height, String description) {
        String tall = MarkupWriter.px(Math.ceil(height));
        out.open(
                "svg",
                "xmlns",
                "http://www.w3.org/2000/svg",
                "class",
                "dmsb-chart",
                "viewBox",
                "0 0 " + width + " " + tall,
                "width",
                Integer.toString(width),
                "height",
                tall,
                "role",
                "img",
                "aria-label",
                description);
        out.line();
        if (!out.standaloneStyle().isEmpty()) {
            out.style(out.standaloneStyle()).line();
            rect("paper", 0, 0, width, Math.ceil(height));
        }
    }

    void end() {
        out.close();
    }

    void group(String classes) {
        out.open("g", "class", classes);
    }

    void endGroup() {
        out.close().line();
    }

    void text(String classes, double x, double y, String text) {
        out.element("text", text, "class", classes, "x", px(x), "y", px(y)).line();
    }

    /** Text, its end or a longer form of it in the given title. */
    void text(String classes, double x, double y, String text, String title) {
        out.open("text", "class", classes, "x", px(x), "y", px(y)).text(text);
        title(title);
        out.close().line();
    }

    void line(String classes, double x1, double y1, double x2, double y2) {
        out.empty("line", "class", classes, "x1", px(x1), "y1", px(y1), "x2", px(x2), "y2", px(y2))
                .line();
    }

    void rect(String classes, double x, double y, double w, double h) {
        out.empty("rect", "class", classes, "x", px(x), "y", px(y), "width", px(w), "height", px(h))
                .line();
    }

    void rect(String classes, double x, double y, double w, double h, String title) {
        out.open("rect", "class", classes, "x", px(x), "y", px(y), "width", px(w), "height", px(h));
        title(title);
        out.close().line();
    }

    void path(String classes, CharSequence data, String title) {
        out.open("path", "class", classes, "d", data.toString());
        title(title);
        out.close().line();
    }

    void dot(String classes, double x, double y, double radius, String title) {
        out.open("circle", "class", classes, "cx", px(x), "cy", px(y), "r", px(radius));
        title(title);
        out.close().line();
    }

    /** A capped line from one x to another. */
    void whisker(double x1, double x2, double y, double cap) {
        String d = "M" + at(x1, y - cap) + "v" + px(2 * cap) + "M" + at(x1, y) + "H" + px(x2) + "M" + at(x2, y - cap)
                + "v" + px(2 * cap);
        out.empty("path", "class", "whisker", "d", d).line();
    }

    static String at(double x, double y) {
        return px(x) + " " + px(y);
    }

    static String px(double length) {
        return MarkupWriter.px(length);
    }

    private void title(String title) {
        if (!title.isEmpty()) {
            out.element("title", title);
        }
    }
}
