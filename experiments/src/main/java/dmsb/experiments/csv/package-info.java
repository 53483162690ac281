/**
 * CSV as every reader of this project takes it: nothing is lenient, and a quote that is left open is refused by its line. Small
 * tables are made here as text.
 */
@NullMarked
package dmsb.experiments.csv;

import org.jspecify.annotations.NullMarked;
