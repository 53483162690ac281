package dmsb.experiments.figure;

/** A figure that can be drawn as SVG, in a page or as a file of its own. */
public sealed interface Chart permits LineChart, BarChart {
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
     * Draws the chart as one {@code svg} element. It needs the rules of {@link ChartStyle#css()} once in the page around
     * it.
     *
     * @param out receives the element
     * @param size for which width to lay it out
     */
    void draw(MarkupWriter out, ChartSize size);

    /**
     * The chart as a self-contained SVG file, with its style and a background.
     *
     * @return the file's text
     */
    default String svgFile() {
        MarkupWriter out = new MarkupWriter();
        out.withStandaloneStyle(ChartStyle.css());
        draw(out, ChartSize.WIDE);
        return out.line().finish();
    }
}
