package dmsb.experiments.report;

/**
 * A paragraph of running text.
 *
 * @param text the text, without markup
 */
public record Paragraph(String text) implements Block {}
