package dmsb.experiments.figure;

/** A figure that can be drawn as SVG, in a page or as a file of its own, and as PDF, with its numbers as CSV. */
public sealed interface Chart permits LineChart, BarChart, MapChart {
    /**
     * What the chart shows, in a few words.
     *
     * @return the title, drawn above the plot
     */
    String title();

    /**
     * The chart in words and numbers, for readers who cannot see it.
     *
     * @return a few sentences, without markup
     */
    String description();

    /**
     * The numbers that are drawn, unrounded.
     *
     * @return CSV with a header
     */
    String csv();

    /**
     * Draws the chart.
     *
     * @param canvas receives the shapes
     * @param size for which width to lay it out
     */
    void drawOn(Canvas canvas, ChartSize size);

    /**
     * Draws the chart as one {@code svg} element. It needs the rules of {@link ChartStyle#css()} once in the page around
     * it.
     *
     * @param out receives the element
     * @param size for which width to lay it out
     */
    default void draw(MarkupWriter out, ChartSize size) {
        drawOn(SvgCanvas.inPage(out, size), size);
    }

    /**
     * The chart as a self-contained SVG file, with its style and a background.
     *
     * @return the file's text
     */
    default String svgFile() {
        MarkupWriter out = new MarkupWriter();
        drawOn(SvgCanvas.asFile(out, ChartSize.WIDE), ChartSize.WIDE);
        return out.line().finish();
    }

    /**
     * The chart as a PDF file of one page, as large as the chart.
     *
     * @return the file's bytes
     */
    default byte[] pdfFile() {
        PdfCanvas canvas = new PdfCanvas(ChartSize.WIDE.width());
        drawOn(canvas, ChartSize.WIDE);
        return canvas.file();
    }
}
