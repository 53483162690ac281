package dmsb.experiments.report;

import dmsb.experiments.figure.Chart;

/**
 * A chart with its caption; the report numbers it.
 *
 * @param chart what is shown
 * @param caption what the reader should see in it, without markup
 */
public record Figure(Chart chart, String caption) implements Block {}
