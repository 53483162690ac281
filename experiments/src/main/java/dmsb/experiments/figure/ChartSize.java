package dmsb.experiments.figure;

/**
 * The width a chart is laid out for. Text has the same size in both; a narrow chart has fewer ticks, its legend above the
 * plot and the names of its bars above the bars.
 */
public enum ChartSize {
    /** A page's column on a desktop, or on paper: 720 px. */
    WIDE(720, 290),

    /** A telephone held upright: 340 px. */
    NARROW(340, 220);

    private final int width;
    private final int plotHeight;

    ChartSize(int width, int plotHeight) {
        this.width = width;
        this.plotHeight = plotHeight;
    }

    /**
     * The chart's width; its height follows from what it has to show.
     *
     * @return CSS pixels
     */
    public int width() {
        return width;
    }

    int plotHeight() {
        return plotHeight;
    }
}
