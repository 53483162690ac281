/**
 * Charts: values in, SVG text out, the same bytes for the same values. A chart is a record of what is to be seen; how it
 * is laid out for a wide page or a narrow one is decided when it is drawn, and its colours are CSS custom properties, so
 * that they follow the reader's light or dark mode and the printer.
 *
 * <p>Terms: a <em>series</em> is a curve with an optional <em>band</em> around it; a <em>reference</em> is a value that
 * does not move, such as the surplus of a rule that does not learn; a <em>part</em> is a piece of a stacked bar; an
 * <em>interval</em> is whatever the caller measured (a confidence interval, the range over seeds) and is named as such
 * by {@code withInterval}. A value that is not a number, or beyond 1e300, is a gap.
 */
@NullMarked
package dmsb.experiments.figure;

import org.jspecify.annotations.NullMarked;
