package dmsb.experiments.figure;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;

/**
 * Draws a PDF file of one page (PDF 1.4, ISO 32000-1): vector shapes and text in the standard fonts Helvetica and Symbol,
 * which every reader has and the file therefore does not hold. The same shapes give the same bytes.
 */
final class PdfCanvas extends Canvas {
    /** A CSS pixel is three quarters of a point. */
    private static final double POINTS = 0.75;

    /** Control points of a quarter circle of radius 1 as a Bezier curve. */
    private static final double QUARTER = 0.5523;

    private static final String[] FONTS = {"Helvetica", "Helvetica-Bold", "Symbol"};

    private final StringBuilder content = new StringBuilder();

    /** The opacities in use, in percent. */
    private final TreeSet<Integer> opacities = new TreeSet<>();

    private double height;
    private String title = "";

    PdfCanvas(int width) {
        super(width);
    }

    @Override
    boolean interactive() {
        return false;
    }

    @Override
    void begin(double tall, String description) {
        height = Math.ceil(tall);
        title = description;
        // From here on coordinates are pixels from the upper left corner.
        operator("q");
        operator("cm", POINTS, 0, 0, -POINTS, 0, POINTS * height);
        rect("paper", 0, 0, width(), height);
    }

    @Override
    void end() {
        operator("Q");
    }

    @Override
    void group(String classes) {
        operator("q");
    }

    @Override
    void endGroup() {
        operator("Q");
    }

    @Override
    void clip(double x, double y, double w, double h) {
        operator("q");
        operator("re", x, y, w, h);
        operator("W n");
    }

    @Override
    void endClip() {
        operator("Q");
    }

    @Override
    void text(String classes, double x, double y, String text, String whole) {
        text(classes, x, y, text);
    }

    @Override
    void text(String classes, double x, double y, String text) {
        write(classes, x, y, text);
    }

    @Override
    void text(String classes, double x, double y, String text, double gap, String quiet) {
        double end = write(classes, x, y, text);
        write(classes + " soft", end + gap, y, quiet);
    }

    /** Writes text and returns where it ends. */
    private double write(String classes, double x, double y, String text) {
        ElementStyle style = ElementStyle.of("text", classes);
        double size = style.number("font-size", Double.parseDouble(ElementStyle.FONT_SIZE));
        boolean bold = style.number("font-weight", 400) >= 600;
        List<PdfText> runs = PdfText.runs(text, bold);
        double length = runs.stream().mapToDouble(run -> run.width() * size).sum();
        double at = switch (style.get("text-anchor", "start")) {
            case "end" -> x - length;
            case "middle" -> x - length / 2;
            default -> x;
        };
        colour(style.get("fill", "#000000"), "rg");
        operator("BT");
        for (PdfText run : runs) {
            content.append('/').append("F").append(run.font()).append(' ');
            operator("Tf", run.scale() * size);
            operator("Tm", 1, 0, 0, -1, at, y - run.rise() * size);
            content.append(run.literal()).append(" Tj\n");
            at += run.width() * size;
        }
        operator("ET");
        return at;
    }

    @Override
    void line(String classes, double x1, double y1, double x2, double y2) {
        operator("m", x1, y1);
        operator("l", x2, y2);
        paint("line", classes);
    }

    @Override
    void rect(String classes, double x, double y, double w, double h, String whole) {
        operator("re", x, y, w, h);
        paint("rect", classes);
    }

    @Override
    void dot(String classes, double x, double y, double radius, String whole) {
        double c = QUARTER * radius;
        operator("m", x + radius, y);
        operator("c", x + radius, y + c, x + c, y + radius, x, y + radius);
        operator("c", x - c, y + radius, x - radius, y + c, x - radius, y);
        operator("c", x - radius, y - c, x - c, y - radius, x, y - radius);
        operator("c", x + c, y - radius, x + radius, y - c, x + radius, y);
        operator("h");
        paint("circle", classes);
    }

    @Override
    void path(String classes, CharSequence data, String whole) {
        double x = 0;
        double y = 0;
        int i = 0;
        String text = data.toString();
        while (i < text.length()) {
            char command = text.charAt(i);
            int end = i + 1;
            while (end < text.length() && !Character.isLetter(text.charAt(end))) {
                end++;
            }
            String[] numbers = text.substring(i + 1, end).strip().split(" +", -1);
            switch (command) {
                case 'M', 'L' -> {
                    x = Double.parseDouble(numbers[0]);
                    y = Double.parseDouble(numbers[1]);
                    operator(command == 'M' ? "m" : "l", x, y);
                }
                case 'H' -> {
                    x = Double.parseDouble(numbers[0]);
                    operator("l", x, y);
                }
                case 'V' -> {
                    y = Double.parseDouble(numbers[0]);
                    operator("l", x, y);
                }
                case 'Z' -> operator("h");
                default -> throw new IllegalArgumentException("path: expected M, L, H, V or Z, got " + command);
            }
            i = end;
        }
        paint("path", classes);
    }

    /** Fills and strokes the path that was begun, as its style says. */
    private void paint(String element, String classes) {
        ElementStyle style = ElementStyle.of(element, classes);
        String fill = style.get("fill", element.equals("line") ? "none" : "#000000");
        String stroke = style.get("stroke", "none");
        boolean fills = fill.startsWith("#");
        boolean strokes = stroke.startsWith("#");
        int opacity = (int) Math.round(100 * style.number("fill-opacity", 1));
        opacities.add(opacity);
        content.append("/O").append(opacity).append(" gs\n");
        if (fills) {
            colour(fill, "rg");
        }
        if (strokes) {
            colour(stroke, "RG");
            operator("w", style.number("stroke-width", 1));
            operator("J", style.get("stroke-linecap", "butt").equals("round") ? 1 : 0);
            operator("j", style.get("stroke-linejoin", "miter").equals("round") ? 1 : 0);
            content.append('[').append(style.get("stroke-dasharray", "")).append("] 0 d\n");
        }
        operator(fills && strokes ? "B" : fills ? "f" : strokes ? "S" : "n");
    }

    /** A colour of the form #rrggbb. */
    private void colour(String hex, String operator) {
        int rgb = Integer.parseInt(hex.substring(1), 16);
        operator(operator, (rgb >> 16 & 255) / 255.0, (rgb >> 8 & 255) / 255.0, (rgb & 255) / 255.0);
    }

    private void operator(String name, double... operands) {
        for (double operand : operands) {
            content.append(number(operand)).append(' ');
        }
        content.append(name).append('\n');
    }

    private static String number(double value) {
        String text = String.format(Locale.ROOT, "%.3f", value);
        String plain = text.contains(".") ? text.replaceFirst("\\.?0+$", "") : text;
        return plain.equals("-0") ? "0" : plain;
    }

    /** The file: catalogue, page, content, fonts and opacities, each an object that the table at the end points to. */
    byte[] file() {
        StringBuilder resources = new StringBuilder("<< /Font <<");
        for (int f = 0; f < FONTS.length; f++) {
            resources
                    .append(" /F")
                    .append(f)
                    .append(" << /Type /Font /Subtype /Type1 /BaseFont /")
                    .append(FONTS[f]);
            resources.append(FONTS[f].equals("Symbol") ? " >>" : " /Encoding /WinAnsiEncoding >>");
        }
        resources.append(" >> /ExtGState <<");
        for (int opacity : opacities) {
            resources.append(" /O").append(opacity).append(" << /ca ").append(number(opacity / 100.0));
            resources.append(" >>");
        }
        resources.append(" >> >>");
        List<String> objects = new ArrayList<>();
        objects.add("<< /Type /Catalog /Pages 2 0 R >>");
        objects.add("<< /Type /Pages /Kids [3 0 R] /Count 1 >>");
        objects.add("<< /Type /Page /Parent 2 0 R /MediaBox [0 0 " + number(POINTS * width()) + " "
                + number(POINTS * height) + "] /Contents 4 0 R /Resources " + resources + " >>");
        objects.add("<< /Length " + content.length() + " >>\nstream\n" + content + "endstream");
        objects.add("<< /Title " + PdfText.documentText(title) + " >>");
        StringBuilder file = new StringBuilder("%PDF-1.4\n");
        List<Integer> offsets = new ArrayList<>();
        for (int i = 0; i < objects.size(); i++) {
            offsets.add(file.length());
            file.append(i + 1).append(" 0 obj\n").append(objects.get(i)).append("\nendobj\n");
        }
        int table = file.length();
        file.append("xref\n0 ").append(objects.size() + 1).append("\n0000000000 65535 f \n");
        for (int offset : offsets) {
            file.append(String.format(Locale.ROOT, "%010d 00000 n \n", offset));
        }
        file.append("trailer\n<< /Size ").append(objects.size() + 1).append(" /Root 1 0 R /Info 5 0 R >>\n");
        file.append("startxref\n").append(table).append("\n%%EOF\n");
        return file.toString().getBytes(StandardCharsets.ISO_8859_1);
    }
}
