/**
 * The report: one HTML file that holds everything it shows, made of sections of paragraphs, figures, tables and
 * settings. It has no script and fetches nothing; its content security policy forbids both. The same content gives the
 * same bytes.
 *
 * <p>Terms: a <em>block</em> is a piece of a section; a <em>cell's note</em> is what stands smaller beside its value, such as
 * an interval; <em>provenance</em> is the version and the command that made the report.
 */
@NullMarked
package dmsb.experiments.report;

import org.jspecify.annotations.NullMarked;
