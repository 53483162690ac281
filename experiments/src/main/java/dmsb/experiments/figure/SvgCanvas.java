package dmsb.experiments.figure;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * Draws SVG: in a page with classes for its style sheet, or for a file with the style written out in every element, since
 * most programs that read SVG files know no custom properties.
 */
final class SvgCanvas extends Canvas {
    private final MarkupWriter out;
    private final boolean file;

    private SvgCanvas(MarkupWriter out, int width, boolean file) {
        super(width);
        this.out = out;
        this.file = file;
    }

    /** A canvas in a page that has the rules of {@link ChartStyle#css()}. */
    static SvgCanvas inPage(MarkupWriter out, ChartSize size) {
        return new SvgCanvas(out, size.width(), false);
    }

    /** A canvas that is a file of its own. */
    static SvgCanvas asFile(MarkupWriter out, ChartSize size) {
        return new SvgCanvas(out, size.width(), true);
    }

    @Override
    boolean interactive() {
        return !file;
    }

    @Override
    void begin(double height, String description) {
        String tall = px(Math.ceil(height));
        List<String> attributes = new ArrayList<>(List.of(
                "xmlns",
                "http://www.w3.org/2000/svg",
                "viewBox",
                "0 0 " + width() + " " + tall,
                "width",
                Integer.toString(width()),
                "height",
                tall,
                "role",
                "img",
                "aria-label",
                description));
        if (file) {
            attributes.addAll(List.of("font-family", ElementStyle.FONTS, "font-size", ElementStyle.FONT_SIZE));
        } else {
            attributes.addAll(List.of("class", "dmsb-chart"));
        }
        out.open("svg", attributes.toArray(new String[0])).line();
        if (file) {
            rect("paper", 0, 0, width(), Math.ceil(height));
        }
    }

    @Override
    void end() {
        out.close();
    }

    @Override
    void group(String classes) {
        out.open("g", "class", classes);
    }

    @Override
    void endGroup() {
        out.close().line();
    }

    /** A picture in the picture clips by itself, without a reference that would have to be unique in the page. */
    @Override
    void clip(double x, double y, double w, double h) {
        out.open(
                "svg",
                "class",
                "clip",
                "overflow",
                "hidden",
                "x",
                px(x),
                "y",
                px(y),
                "width",
                px(w),
                "height",
                px(h),
                "viewBox",
                at(x, y) + " " + at(w, h));
        out.line();
    }

    @Override
    void endClip() {
        out.close().line();
    }

    @Override
    void text(String classes, double x, double y, String text) {
        text(classes, x, y, text, "");
    }

    @Override
    void text(String classes, double x, double y, String text, String title) {
        open("text", classes, "x", px(x), "y", px(y)).text(text);
        close(title);
    }

    @Override
    void text(String classes, double x, double y, String text, double gap, String quiet) {
        open("text", classes, "x", px(x), "y", px(y)).text(text);
        open("tspan", "soft", "dx", px(gap)).text(quiet).close();
        close("");
    }

    @Override
    void line(String classes, double x1, double y1, double x2, double y2) {
        open("line", classes, "x1", px(x1), "y1", px(y1), "x2", px(x2), "y2", px(y2));
        close("");
    }

    @Override
    void rect(String classes, double x, double y, double w, double h, String title) {
        open("rect", classes, "x", px(x), "y", px(y), "width", px(w), "height", px(h));
        close(title);
    }

    @Override
    void path(String classes, CharSequence data, String title) {
        open("path", classes, "d", data.toString());
        close(title);
    }

    @Override
    void dot(String classes, double x, double y, double radius, String title) {
        open("circle", classes, "cx", px(x), "cy", px(y), "r", px(radius));
        close(title);
    }

    private MarkupWriter open(String name, String classes, String... attributes) {
        List<String> all = new ArrayList<>();
        if (file) {
            for (Map.Entry<String, String> style :
                    ElementStyle.of(name, classes).attributes().entrySet()) {
                all.add(style.getKey());
                all.add(style.getValue());
            }
        } else {
            all.addAll(List.of("class", classes));
        }
        all.addAll(Arrays.asList(attributes));
        return out.open(name, all.toArray(new String[0]));
    }

    private void close(String title) {
        if (!title.isEmpty()) {
            out.element("title", title);
        }
        out.close().line();
    }
}
